package com.neighborbid.gateway.routing;

import static com.neighborbid.gateway.support.FakeService.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.neighborbid.gateway.support.GatewayIntegration;
import com.neighborbid.servers.wire.RawWebSocket;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/// Two instances of a service side by side: both are used, and one that is away is not missed.
@TestPropertySource(
    properties = {
      "test.second-auction=,${test.auction-2}",
      "test.second-realtime=,${test.realtime-2}"
    })
class SeveralInstancesIT extends GatewayIntegration {

  private static final String PATH = "/ws/auction/1/";

  @Autowired private Instances instances;
  @Autowired private CircuitBreakerRegistry breakers;
  private final AtomicInteger first = new AtomicInteger();
  private final AtomicInteger second = new AtomicInteger();
  private final List<RawWebSocket> sockets = new ArrayList<>();

  @BeforeEach
  void count() {
    SECOND_REALTIME.reset();
    SECOND_AUCTION.reset();
    breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    for (Service service : Service.values()) {
      instances.of(service).forEach(Instance::answered);
    }
    REALTIME.behave((_, response) -> socket(first, response));
    SECOND_REALTIME.behave((_, response) -> socket(second, response));
  }

  @AfterEach
  void close() {
    sockets.forEach(RawWebSocket::close);
    await().until(() -> instances.of(Service.REALTIME).stream().allMatch(i -> i.inUse() == 0));
  }

  private static org.reactivestreams.Publisher<Void> socket(
      AtomicInteger count, HttpServerResponse response) {
    return response.sendWebsocket(
        (in, out) -> {
          count.incrementAndGet();
          in.withConnection(connection -> connection.onDispose(count::decrementAndGet));
          return out.neverComplete();
        });
  }

  private void open(int count) {
    for (int i = 0; i < count; i++) {
      sockets.add(RawWebSocket.open(port, PATH));
    }
  }

  @Test
  void socketsAreSpreadByWhatEachHas() {
    open(20);
    await().until(() -> first.get() + second.get() == 20);
    assertThat(first.get()).isEqualTo(10);
    sockets.subList(0, 10).forEach(RawWebSocket::close);
    await().until(() -> first.get() + second.get() == 10);
    open(10);
    await().until(() -> first.get() + second.get() == 20);
    assertThat(first.get()).isEqualTo(10);
  }

  @Test
  void anInstanceThatRefusesConnectionsIsNotMissed() {
    SECOND_REALTIME.stop();
    open(20);
    await().until(() -> first.get() == 20);
  }

  @Test
  void anInstanceThatHangsUpIsNotMissed() {
    SECOND_REALTIME.behave(
        (_, response) -> {
          response.withConnection(connection -> connection.dispose());
          return Mono.never();
        });
    open(4);
    await().until(() -> first.get() == 4);
  }

  @Test
  void anInstanceThatSaysNothingIsNotMissed() {
    SECOND_REALTIME.behave((_, _) -> Mono.never());
    open(3);
    await().until(() -> first.get() == 3);
    assertThat(SECOND_REALTIME.calls()).as("asked once, then left out").isEqualTo(1);
  }

  /// One that is about to stop answers 503 as long as it answers at all.
  @Test
  void anInstanceThatIsStoppingIsNotMissed() {
    SECOND_REALTIME.behave(
        (_, response) -> answer(response, 503, "application/problem+json", "{}"));
    open(10);
    await().until(() -> first.get() == 10);
  }

  @Test
  void aRefusalIsOneFromEveryInstance() {
    REALTIME.behave((_, response) -> answer(response, 401, "application/problem+json", "{}"));
    SECOND_REALTIME.behave(
        (_, response) -> answer(response, 401, "application/problem+json", "{}"));
    assertThat(refusal()).startsWith("HTTP/1.1 401");
    assertThat(REALTIME.calls() + SECOND_REALTIME.calls()).isEqualTo(1);
  }

  @Test
  void whereNoInstanceIsThereItIs503() {
    REALTIME.stop();
    SECOND_REALTIME.stop();
    assertThat(refusal()).startsWith("HTTP/1.1 503").contains("retry-after: 2");
  }

  @Test
  void anInstanceThatIsBackIsUsedAgain() {
    SECOND_REALTIME.stop();
    open(4);
    SECOND_REALTIME.reset();
    SECOND_REALTIME.behave((_, response) -> socket(second, response));
    await()
        .untilAsserted(
            () -> {
              open(1);
              assertThat(second.get()).isPositive();
            });
  }

  @Test
  void readsAndWritesGoOnWithOneInstance() {
    for (int i = 0; i < 30; i++) {
      assertThat(get("/api/auctions").statusCode()).isEqualTo(200);
    }
    assertThat(AUCTION.calls()).isPositive();
    assertThat(SECOND_AUCTION.calls()).isPositive();
    SECOND_AUCTION.stop();
    // A write on a connection that just ended is refused, not repeated: those have to be gone
    // first.
    await().until(() -> post("/api/auctions/1/bids", "{}").statusCode() == 200);
    for (int i = 0; i < 20; i++) {
      assertThat(get("/api/auctions?x=%C3%A9").statusCode()).isEqualTo(200);
      assertThat(post("/api/auctions/1/bids", "{\"amount\":1000}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theReportOfTheWholeSystemCountsInstances() {
    REALTIME.reset();
    SECOND_REALTIME.stop();
    await()
        .untilAsserted(
            () -> {
              var realtime = json(get("/health")).at("/services/realtime");
              assertThat(realtime.path("status").asText()).isEqualTo("UP");
              assertThat(realtime.path("ready").asInt()).isEqualTo(1);
              assertThat(realtime.path("instances").asInt()).isEqualTo(2);
            });
    assertThat(get("/actuator/prometheus").body())
        .contains("neighborbid_gateway_instance_in_use", "neighborbid_gateway_instance_away");
  }

  private String refusal() {
    try (RawWebSocket socket = new RawWebSocket(port)) {
      socket.send(
          RawWebSocket.handshake(PATH).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return socket.head();
    }
  }
}
