package com.neighborbid.auction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.auction.support.Eventually;
import com.neighborbid.auction.support.TestWallet;
import com.neighborbid.auction.support.Tokens;
import com.neighborbid.common.auth.KeySource;
import com.neighborbid.servers.TestServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The service against real servers, with the wallet's answers coming over the real logs.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "neighborbid.auction.instance=auction-it")
class AuctionServiceIT {
  private static final long SELLER = 1;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static TestWallet wallet;

  @LocalServerPort private int port;

  @TestConfiguration(proxyBeanMethods = false)
  static class Keys {
    @Bean
    KeySource keySource() {
      return Tokens.keys();
    }
  }

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    String database = TestServers.postgres().createDatabase("auction");
    registry.add("NB_DB_URL", () -> database);
    registry.add("NB_DB_USER", TestServers.postgres()::user);
    registry.add("NB_DB_PASSWORD", TestServers.postgres()::password);
    registry.add("NB_KAFKA", TestServers::kafkaBootstrap);
    registry.add("NB_REDIS", () -> TestServers.redis().address());
    registry.add("NB_USER_URL", () -> "http://127.0.0.1:1");
  }

  @BeforeAll
  static void startWallet() {
    wallet = new TestWallet(TestServers.kafkaBootstrap());
  }

  @AfterAll
  static void stopWallet() {
    wallet.close();
  }

  @Test
  void bidsAreHeldDecidedAndPaid() throws Exception {
    wallet.fund(11, 100_000);
    wallet.fund(12, 100_000);
    long auction = open(Map.of());

    JsonNode first = expect(201, bid(11, auction, 10_000));
    assertThat(first.get("status").asText()).isEqualTo("ACCEPTED");
    assertThat(first.get("currentPrice").asLong()).isEqualTo(10_000);
    assertThat(wallet.level(auction, 11)).isEqualTo(10_000);

    JsonNode tooLow = expect(422, bid(12, auction, 10_000));
    assertThat(tooLow.get("code").asText()).isEqualTo("BELOW_MINIMUM");
    assertThat(tooLow.get("minNextBid").asLong()).isEqualTo(11_000);

    expect(201, bid(12, auction, 12_000));
    Eventually.isTrue(() -> wallet.level(auction, 11) == 0);

    JsonNode view = expect(200, get("/api/auctions/" + auction, 11));
    assertThat(view.get("currentPrice").asLong()).isEqualTo(12_000);
    assertThat(view.get("leaderId").asLong()).isEqualTo(12);
    assertThat(view.get("minNextBid").asLong()).isEqualTo(13_000);

    JsonNode closed = expect(200, post("/api/auctions/" + auction + "/close", SELLER, "", null));
    assertThat(closed.get("status").asText()).isEqualTo("ENDED");
    assertThat(closed.get("winnerId").asLong()).isEqualTo(12);
    Eventually.isTrue(() -> wallet.captures(auction).size() == 1);
    assertThat(wallet.captures(auction).getFirst().price()).isEqualTo(12_000);
    assertThat(expect(409, bid(11, auction, 20_000)).get("code").asText())
        .isEqualTo("AUCTION_ENDED");
  }

  @Test
  void refusesWhatIsNotFunded() throws Exception {
    long auction = open(Map.of());
    JsonNode refused = expect(422, bid(999, auction, 10_000));
    assertThat(refused.get("code").asText()).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(expect(200, get("/api/auctions/" + auction, 1)).get("bidCount").asLong()).isZero();
  }

  @Test
  void endsWithinASecondOfItsEnd() throws Exception {
    Instant end = Instant.now().plusSeconds(2);
    long auction = open(Map.of("endsAt", end.toString()));
    Eventually.isTrue(
        () ->
            expect(200, get("/api/auctions/" + auction, 1)).get("status").asText().equals("ENDED"));
    assertThat(Instant.now()).isBefore(end.plusMillis(1_500));
  }

  @Test
  void sameKeyIsTheSameBidAndOtherContentIsRefused() throws Exception {
    wallet.fund(21, 100_000);
    long auction = open(Map.of());
    String path = "/api/auctions/" + auction + "/bids";
    JsonNode first = expect(201, post(path, 21, "{\"amount\":10000}", "key-1"));
    JsonNode again = expect(201, post(path, 21, "{\"amount\":10000}", "key-1"));
    assertThat(again).isEqualTo(first);
    JsonNode other = expect(422, post(path, 21, "{\"amount\":11000}", "key-1"));
    assertThat(other.get("code").asText()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void bidWaitsWhileTheWalletIsSilent() throws Exception {
    wallet.fund(31, 100_000);
    long auction = open(Map.of());
    wallet.silent(true);
    HttpResponse<String> answer = bid(31, auction, 10_000);
    assertThat(answer.statusCode()).isEqualTo(202);
    String location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(expect(200, get(location, 31)).get("status").asText()).isEqualTo("RECEIVED");
    expect(404, get(location, 32));
    wallet.silent(false);
    Eventually.isTrue(
        () -> expect(200, get(location, 31)).get("status").asText().equals("ACCEPTED"));
  }

  @Test
  void listsNewestFirstWithStableCursors() throws Exception {
    long first = open(Map.of("title", "cursor one"));
    long second = open(Map.of("title", "cursor two"));
    JsonNode page = expect(200, get("/api/auctions?q=cursor&limit=1", 1));
    assertThat(page.get("items").get(0).get("id").asLong()).isEqualTo(second);
    String cursor = page.get("nextCursor").asText();
    JsonNode next = expect(200, get("/api/auctions?q=cursor&limit=1&cursor=" + cursor, 1));
    assertThat(next.get("items").get(0).get("id").asLong()).isEqualTo(first);
    assertThat(next.get("nextCursor").isNull()).isTrue();
  }

  @Test
  void badInputNamesItsFieldAndChangesNothing() throws Exception {
    JsonNode problem = expect(400, create(Map.of("title", "", "startPrice", 1500)));
    assertThat(problem.get("code").asText()).isEqualTo("VALIDATION_FAILED");
    assertThat(problem.get("errors").findValuesAsText("field")).contains("title");
    long auction = open(Map.of());
    assertThat(expect(422, bid(11, auction, 10_500)).get("code").asText())
        .isEqualTo("NOT_A_MULTIPLE_OF_BID_UNIT");
    assertThat(expect(422, bid(11, auction, -1)).get("code").asText())
        .isEqualTo("AMOUNT_OUT_OF_RANGE");
    assertThat(expect(403, bid(SELLER, auction, 10_000)).get("code").asText())
        .isEqualTo("SELLER_CANNOT_BID");
    assertThat(expect(404, bid(11, 999_999, 10_000)).get("code").asText())
        .isEqualTo("AUCTION_NOT_FOUND");
    expect(400, post("/api/auctions/" + auction + "/bids", 11, "{\"amount\":1.5}", null));
    expect(403, post("/api/auctions/" + auction + "/close", 11, "", null));
  }

  @Test
  void outcomesAndRoomsAreThereForTheRealtimeService() throws Exception {
    wallet.fund(41, 100_000);
    long auction = open(Map.of());
    String bidId = expect(201, bid(41, auction, 10_000)).get("bidId").asText();
    JsonNode room = expect(200, get("/internal/auctions/" + auction + "/room", 1));
    assertThat(room.get("state").get("amount").asLong()).isEqualTo(10_000);
    assertThat(room.get("reach").asText()).isEqualTo("NATIONAL");
    String body = "{\"bidIds\":[\"" + bidId + "\",\"" + UUID.randomUUID() + "\"]}";
    JsonNode outcomes = expect(200, post("/internal/bids/outcomes", 1, body, null));
    assertThat(outcomes.get("outcomes")).hasSize(1);
    assertThat(outcomes.get("outcomes").get(0).get("status").asText()).isEqualTo("ACCEPTED");
  }

  private long open(Map<String, Object> changes) throws Exception {
    return expect(201, create(changes)).get("id").asLong();
  }

  private HttpResponse<String> create(Map<String, Object> changes) throws Exception {
    Map<String, Object> body =
        new java.util.HashMap<>(
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
    return post("/api/auctions", SELLER, JSON.writeValueAsString(body), null);
  }

  private HttpResponse<String> bid(long user, long auction, long amount) throws Exception {
    String path = "/api/auctions/" + auction + "/bids";
    return post(path, user, "{\"amount\":" + amount + "}", null);
  }

  private HttpResponse<String> get(String path, long user) throws Exception {
    return HTTP.send(request(path, user).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, long user, String body, String key)
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

  private HttpRequest.Builder request(String path, long user) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + Tokens.of(user));
  }

  private static JsonNode expect(int status, HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }
}
