package com.neighborbid.gateway.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.neighborbid.gateway.support.FakeService;
import com.neighborbid.gateway.support.GatewayIntegration;
import com.neighborbid.gateway.support.RawConnection;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// A gateway that is being stopped, as in a rolling restart.
@DirtiesContext
class StoppingIT extends GatewayIntegration {

  @Autowired private ReactiveWebServerApplicationContext gateway;

  @Test
  void aReadUnderWayIsAnsweredBeforeItsConnectionEnds() {
    Sinks.Empty<Void> held = Sinks.empty();
    AUCTION.behave(
        (_, response) ->
            held.asMono()
                .then(
                    Mono.from(
                        FakeService.answer(
                            response.header("ETag", "x").header("Cache-Control", "no-cache"),
                            200,
                            "application/json",
                            "1"))));
    try (RawConnection raw = new RawConnection(port)) {
      raw.send("GET /api/auctions/7 HTTP/1.1\r\nHost: x\r\n\r\n");
      await().until(() -> AUCTION.calls() == 1);
      gateway.getWebServer().shutDownGracefully(_ -> {});
      await().until(() -> !listens());
      held.tryEmitEmpty();
      assertThat(raw.rest()).startsWith("HTTP/1.1 200").contains("connection: close").endsWith("1");
    }
  }

  private boolean listens() {
    try (Socket _ = new Socket("127.0.0.1", port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
