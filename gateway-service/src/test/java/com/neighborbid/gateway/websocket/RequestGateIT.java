package com.neighborbid.gateway.websocket;

import static com.neighborbid.gateway.support.FakeService.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.gateway.support.GatewayIntegration;
import com.neighborbid.gateway.support.RawConnection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// Many requests on one connection, the way proxies in front of the gateway send them.
class RequestGateIT extends GatewayIntegration {

  private static final String SLOW = "GET /api/wallet HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String AT_ONCE = "GET /js/dom.js HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String REFUSED = "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n";

  /// A connection went silent for ever once a request had arrived behind one still being answered,
  /// and was itself answered at once.
  @Test
  void aConnectionGoesOnAfterRequestsThatOvertookAnAnswer() {
    WALLET.behave(
        (_, response) ->
            Mono.delay(Duration.ofMillis(50))
                .then(Mono.from(answer(response, 200, "application/json", "{}"))));
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(SLOW);
      for (int round = 0; round < 5; round++) {
        raw.send(REFUSED);
        assertThat(answerOf(raw)).startsWith("HTTP/1.1 200");
        assertThat(answerOf(raw)).startsWith("HTTP/1.1 404");
        raw.send(SLOW);
      }
      assertThat(answerOf(raw)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void answersComeInTheOrderOfTheRequests() {
    WALLET.behave(
        (_, response) ->
            Mono.delay(Duration.ofMillis(50))
                .then(Mono.from(answer(response, 200, "application/json", "{}"))));
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(SLOW + REFUSED + AT_ONCE + SLOW + REFUSED);
      assertThat(answerOf(raw)).startsWith("HTTP/1.1 200").contains("application/json");
      assertThat(answerOf(raw)).startsWith("HTTP/1.1 404");
      assertThat(answerOf(raw)).startsWith("HTTP/1.1 200").contains("javascript");
      assertThat(answerOf(raw)).startsWith("HTTP/1.1 200").contains("application/json");
      assertThat(answerOf(raw)).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void aBodyMayArriveLongAfterItsHead() {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(SLOW + "POST /api/wallet/deposits HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n");
      assertThat(answerOf(raw)).startsWith("HTTP/1.1 200");
      raw.send("body" + REFUSED);
      assertThat(answerOf(raw)).startsWith("HTTP/1.1 200");
      assertThat(answerOf(raw)).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void whatIsMalformedDoesNotOvertakeAnEarlierAnswer() {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(SLOW + "GET /a|b HTTP/1.1\r\n\r\n");
      assertThat(answerOf(raw)).startsWith("HTTP/1.1 200");
      assertThat(answerOf(raw)).startsWith("HTTP/1.1 400");
      assertThat(raw.rest()).isEmpty();
    }
  }

  private static String answerOf(RawConnection raw) {
    String head = raw.head();
    int length =
        head.lines()
            .filter(line -> line.toLowerCase().startsWith("content-length: "))
            .mapToInt(line -> Integer.parseInt(line.substring("content-length: ".length())))
            .findFirst()
            .orElse(0);
    if (head.toLowerCase().contains("transfer-encoding: chunked")) {
      for (int size = chunk(raw); size > 0; size = chunk(raw)) {
        raw.bytes(size + 2);
      }
      raw.line();
    } else {
      raw.bytes(length);
    }
    return head;
  }

  private static int chunk(RawConnection raw) {
    return Integer.parseInt(raw.line(), 16);
  }
}
