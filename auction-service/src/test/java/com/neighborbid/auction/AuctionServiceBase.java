package com.neighborbid.auction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.auction.support.StatementCounter;
import com.neighborbid.auction.support.TestWallet;
import com.neighborbid.auction.support.Tokens;
import com.neighborbid.common.auth.KeySource;
import com.neighborbid.servers.TestServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The one whole service against real servers, with the wallet's answers coming over the real logs.
/// Shared by all tests that change no setting: two engines on one Kafka would share the log's
/// partitions.
@SpringBootTest(
    classes = {AuctionApplication.class, AuctionServiceBase.Support.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "neighborbid.auction.instance=auction-it",
      "neighborbid.auction.ending-soon-pause=200ms",
      "neighborbid.auction.statistics-pause=200ms",
      "db-scheduler.polling-interval=200ms"
    })
@AutoConfigureObservability(tracing = false)
public abstract class AuctionServiceBase {
  protected static final long SELLER = 1;
  protected static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String DATABASE = TestServers.postgres().createDatabase("auction");

  /// Lives as long as the service.
  protected static final TestWallet wallet = new TestWallet(TestServers.kafkaBootstrap());

  @LocalServerPort private int port;
  @Autowired protected JdbcClient jdbc;

  @TestConfiguration(proxyBeanMethods = false)
  static class Support {
    @Bean
    KeySource keySource() {
      return Tokens.keys();
    }

    @Bean
    static StatementCounter statementCounter() {
      return new StatementCounter();
    }
  }

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    registry.add("NB_DB_URL", () -> DATABASE);
    registry.add("NB_DB_USER", TestServers.postgres()::user);
    registry.add("NB_DB_PASSWORD", TestServers.postgres()::password);
    registry.add("NB_KAFKA", TestServers::kafkaBootstrap);
    registry.add("NB_REDIS", () -> TestServers.redis().address());
    registry.add("NB_USER_URL", () -> "http://127.0.0.1:1");
  }

  protected long open(Map<String, Object> changes) throws Exception {
    return expect(201, create(changes)).get("id").asLong();
  }

  protected HttpResponse<String> create(Map<String, Object> changes) throws Exception {
    return createBy(SELLER, changes);
  }

  protected HttpResponse<String> createBy(long seller, Map<String, Object> changes)
      throws Exception {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "title", "A bicycle",
                "description", "Rides well",
                "category", "sports",
                "reach", "NATIONAL",
                "startPrice", 10_000,
                "bidUnit", 1_000,
                "endsAt", Instant.now().plusSeconds(600).toString(),
                "condition", "USED_A",
                "shippingPayer", "BUYER"));
    body.putAll(changes);
    return post("/api/auctions", seller, JSON.writeValueAsString(body), null);
  }

  protected HttpResponse<String> bid(long user, long auction, long amount) throws Exception {
    String path = "/api/auctions/" + auction + "/bids";
    return post(path, user, "{\"amount\":" + amount + "}", null);
  }

  protected HttpResponse<String> bid(long user, long auction, long amount, long maximum)
      throws Exception {
    String path = "/api/auctions/" + auction + "/bids";
    return post(path, user, "{\"amount\":%d,\"maxAmount\":%d}".formatted(amount, maximum), null);
  }

  protected HttpResponse<String> get(String path, long user) throws Exception {
    return HTTP.send(request(path, user).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  protected HttpResponse<String> post(String path, long user, String body, String key)
      throws Exception {
    HttpRequest.Builder request =
        request(path, user)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  protected HttpResponse<String> postWith(String token, String path, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  protected HttpResponse<String> getWith(String token, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  protected HttpRequest.Builder request(String path, long user) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + Tokens.of(user));
  }

  protected static JsonNode expect(int status, HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }

  protected HttpResponse<String> patch(String path, long user, String body) throws Exception {
    return HTTP.send(
        request(path, user)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  protected HttpResponse<String> put(String path, long user) throws Exception {
    return HTTP.send(
        request(path, user).PUT(HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  protected HttpResponse<String> delete(String path, long user) throws Exception {
    return HTTP.send(request(path, user).DELETE().build(), HttpResponse.BodyHandlers.ofString());
  }

  /// Without saying who asks.
  ///
  /// @param headers names and values
  protected HttpResponse<byte[]> getBytes(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  protected HttpResponse<String> getAnonymously(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  protected HttpResponse<String> get(String path, long user, String requestId) throws Exception {
    return HTTP.send(
        request(path, user).header("X-Request-Id", requestId).GET().build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
