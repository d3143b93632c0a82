package com.neighborbid.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.realtime.support.Clients;
import com.neighborbid.realtime.support.Clients.Client;
import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.Neighbours;
import com.neighborbid.realtime.support.PlainHttp;
import com.neighborbid.realtime.support.Stage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad messages, close codes, and the plain HTTP paths.
class ProtocolIT {
  private final Neighbours neighbours = Stage.neighbours();
  private final Engine engine = Stage.engine();
  private final Instance instance = Stage.instance();
  private final long auction = Engine.newAuction();

  @BeforeEach
  void open() {
    engine.publish(auction, 1);
  }

  private Client join() {
    return Clients.connect(instance.port(), "/ws/auction/" + auction + "/");
  }

  private String path() {
    return "/ws/auction/" + auction;
  }

  @Test
  void staysOpenAfterBadMessages() {
    try (Client client = join()) {
      client.next("snapshot");
      for (String bad :
          new String[] {
            "",
            "nonsense",
            "[1]",
            "{",
            "{}",
            "{\"action\":\"fly\"}",
            "{\"action\":1}",
            "[".repeat(2000),
            "{\"action\":\"ping\"} x"
          }) {
        client.send(bad);
        assertThat(client.next("error").get("code").asText()).isEqualTo("MALFORMED_REQUEST");
      }
      client.send("{\"action\":\"bid\",\"amount\":1.5,\"id\":\"n\"}");
      JsonNode error = client.next("error");
      assertThat(error.get("code").asText()).isEqualTo("VALIDATION_FAILED");
      assertThat(error.get("id").asText()).isEqualTo("n");
      client.send("{\"action\":\"ping\"}");
      client.next("pong");
    }
  }

  @Test
  void answersThePingOfTheProtocol() {
    try (Client client = join()) {
      client.next("snapshot");
      client.socket().sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3})).join();
      client.send("{\"action\":\"ping\"}");
      client.next("pong");
    }
  }

  @Test
  void takesAMessageInParts() {
    try (Client client = join()) {
      client.next("snapshot");
      client.socket().sendText("{\"action\":", false).join();
      client.socket().sendText("\"ping\"}", true).join();
      client.next("pong");
    }
  }

  @Test
  void closesOnAMessageOfMoreThan8Kib() {
    try (Client client = join()) {
      client.next("snapshot");
      client.send("{\"action\":\"ping\",\"x\":\"" + "x".repeat(8 * 1024) + "\"}");
      assertThat(client.closeCode()).isEqualTo(4400);
    }
  }

  @Test
  void closesOnPartsOfTogetherMoreThan8Kib() {
    try (Client client = join()) {
      client.next("snapshot");
      client.socket().sendText("x".repeat(5000), false).join();
      client.socket().sendText("x".repeat(5000), true).join();
      assertThat(client.closeCode()).isEqualTo(4400);
    }
  }

  @Test
  void closesOnABinaryMessage() {
    try (Client client = join()) {
      client.next("snapshot");
      client.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
      assertThat(client.closeCode()).isEqualTo(4400);
    }
  }

  @Test
  void closesOnTooManyMessages() {
    try (Client client = join()) {
      client.next("snapshot");
      for (int i = 0; i < 101; i++) {
        client.send("{\"action\":\"ping\"}");
      }
      assertThat(client.closeCode()).isEqualTo(4429);
    }
  }

  @Test
  void closesOnABadToken() {
    try (Client client = Clients.withToken(instance.port(), path(), "rubbish")) {
      assertThat(client.closeCode()).isEqualTo(4401);
      assertThat(client.rest()).isEmpty();
    }
    String expired = neighbours.token(7, Duration.ofSeconds(-1));
    try (Client client = Clients.withToken(instance.port(), path(), expired)) {
      assertThat(client.closeCode()).isEqualTo(4401);
    }
    try (Client client = join()) {
      client.next("snapshot");
      client.send("{\"action\":\"auth\",\"token\":\"" + expired + "\"}");
      assertThat(client.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void takesTheTokenAsSubprotocol() {
    String token = neighbours.token(7, Duration.ofMinutes(5));
    try (Client client =
        Clients.connect(
            instance.port(), path(), builder -> builder.subprotocols("bearer", token))) {
      assertThat(client.socket().getSubprotocol()).isEqualTo("bearer");
      client.next("snapshot");
      client.send("{\"action\":\"bid\",\"amount\":5000}");
      client.next("received");
    }
  }

  @Test
  void closesSomeTimeAfterTheTokenHasExpiredUnlessItIsRefreshed() {
    try (Instance strict =
            Stage.anotherInstance(
                "--neighborbid.realtime.sockets.token-grace=1s",
                "--neighborbid.realtime.sockets.beat=100ms");
        Client leaves =
            Clients.withToken(strict.port(), path(), neighbours.token(7, Duration.ofSeconds(2)));
        Client stays =
            Clients.withToken(strict.port(), path(), neighbours.token(7, Duration.ofSeconds(2)))) {
      stays.next("snapshot");
      stays.send(
          "{\"action\":\"auth\",\"token\":\"" + neighbours.token(7, Duration.ofMinutes(5)) + "\"}");
      stays.next("authenticated");
      leaves.next("snapshot");
      assertThat(leaves.closeCode()).isEqualTo(4401);
      stays.send("{\"action\":\"bid\",\"amount\":5000}");
      stays.next("received");
    }
  }

  @Test
  void refusesTheTokenOfSomebodyElseOnTheSameSocket() {
    try (Client client =
        Clients.withToken(instance.port(), path(), neighbours.token(7, Duration.ofMinutes(5)))) {
      client.next("snapshot");
      client.send(
          "{\"action\":\"auth\",\"token\":\"" + neighbours.token(8, Duration.ofMinutes(5)) + "\"}");
      assertThat(client.next("error").get("code").asText()).isEqualTo("FORBIDDEN");
    }
  }

  @Test
  void closesOnAForeignOrigin() {
    try (Client foreign =
            Clients.connect(
                instance.port(),
                path(),
                builder -> builder.header("Origin", "https://evil.example"));
        Client own =
            Clients.connect(
                instance.port(),
                path(),
                builder -> builder.header("Origin", "http://127.0.0.1:" + instance.port()));
        Client listed =
            Clients.connect(
                instance.port(),
                path(),
                builder -> builder.header("Origin", "http://localhost:8080"))) {
      assertThat(foreign.closeCode()).isEqualTo(4403);
      own.next("snapshot");
      listed.next("snapshot");
    }
  }

  @Test
  void closesWhereThereIsNoRoom() {
    long unknown = Engine.newAuction();
    long neighbourhood = Engine.newAuction();
    neighbours.room(Engine.state(neighbourhood, 3), "NEIGHBORHOOD");
    try (Client first = Clients.connect(instance.port(), "/ws/auction/" + unknown);
        Client second = Clients.connect(instance.port(), "/ws/auction/" + neighbourhood)) {
      assertThat(first.closeCode()).isEqualTo(4404);
      assertThat(second.closeCode()).isEqualTo(4404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ws/auction/0/",
        "/ws/auction/-1",
        "/ws/auction/abc/",
        "/ws/auction/99999999999999999999/"
      })
  void closesWhereTheIdIsNoAuctions(String path) {
    try (Client client = Clients.connect(instance.port(), path)) {
      assertThat(client.closeCode()).isEqualTo(4404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws/auction/", "/ws/auction/1/2", "/ws"})
  void refusesTheHandshakeOfAnotherPath(String path) {
    assertThatThrownBy(() -> Clients.connect(instance.port(), path))
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .satisfies(
            e ->
                assertThat(((WebSocketHandshakeException) e.getCause()).getResponse().statusCode())
                    .isEqualTo(404));
  }

  @Test
  void showsOperatorsItsHealthAndMetrics() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(get(http, "/actuator/health").body()).contains("\"status\":\"UP\"", "rooms");
      assertThat(get(http, "/actuator/health/liveness").body()).contains("\"status\":\"UP\"");
      assertThat(get(http, "/actuator/health/readiness").body()).contains("\"status\":\"UP\"");
      assertThat(get(http, "/actuator/prometheus").body())
          .contains("neighborbid_realtime_connections", "jvm_memory_used_bytes");
      HttpResponse<String> missing = get(http, "/actuator/env");
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.headers().firstValue("content-type")).contains("application/problem+json");
      HttpResponse<String> noHandshake = get(http, path());
      assertThat(noHandshake.statusCode()).isEqualTo(426);
      assertThat(noHandshake.body()).contains("\"status\":426");
      assertThat(get(http, "/v3/api-docs").body()).contains("\"/ws/auction/{auctionId}/\"");
    }
  }

  /// What is answered on one connection, one request after the other: a body that does not belong
  /// there would be taken for the next answer.
  @Test
  void answersEveryRequestOfAConnectionWithAsMuchAsItAskedFor() throws Exception {
    try (PlainHttp http = new PlainHttp(instance.port())) {
      PlainHttp.Answer get = http.ask("GET", "/actuator/health/liveness", "");
      PlainHttp.Answer head = http.ask("HEAD", "/actuator/health/liveness", "");
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
      assertThat(http.ask("HEAD", "/actuator/env", "").status()).isEqualTo(404);
      PlainHttp.Answer room = http.ask("HEAD", path(), "");
      assertThat(room.status()).isEqualTo(405);
      assertThat(room.header("allow")).isEqualTo("GET");
      assertThat(http.ask("GET", "/actuator/health/liveness", "body").body()).isEqualTo(get.body());
      assertThat(http.ask("GET", path(), "body").status()).isEqualTo(426);
      assertThat(http.ask("GET", "/actuator/env", "x".repeat(8_192)).status()).isEqualTo(404);
      PlainHttp.Answer tooMuch = http.ask("GET", "/actuator/health", "x".repeat(8_193));
      assertThat(tooMuch.status()).isEqualTo(413);
      assertThat(tooMuch.header("content-type")).isEqualTo("application/problem+json");
      assertThat(tooMuch.body()).contains("PAYLOAD_TOO_LARGE");
      assertThat(http.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?since=%zz", "?since=%", "?%E0%A4%A=1"})
  void refusesAQueryThatCannotBeDecoded(String query) throws Exception {
    try (PlainHttp http = new PlainHttp(instance.port())) {
      PlainHttp.Answer answer = http.upgrade(path() + query);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("MALFORMED_REQUEST");
      assertThat(http.ask("GET", "/actuator/health/liveness", "").status()).isEqualTo(200);
    }
  }

  private HttpResponse<String> get(HttpClient http, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + instance.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
