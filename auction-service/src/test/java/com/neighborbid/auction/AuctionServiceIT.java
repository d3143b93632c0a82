package com.neighborbid.auction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.auction.support.Eventually;
import com.neighborbid.auction.support.Tokens;
import com.neighborbid.common.auth.EndedSignInsWriter;
import com.neighborbid.common.limit.BidLimitSettings;
import com.neighborbid.common.limit.BidLimits;
import com.neighborbid.common.redis.RedisLink;
import com.neighborbid.servers.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Bids and auctions over HTTP.
class AuctionServiceIT extends AuctionServiceBase {
  @Autowired private BidLimits limits;

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

  @Test
  void refusesWhoHasUsedUpHisBidsElsewhere() throws Exception {
    wallet.fund(61, 100_000_000);
    long auction = open(Map.of());
    BidLimitSettings asHere =
        new BidLimitSettings(true, 20, 100, 2_000, 10_000, Duration.ofMillis(60));
    try (BidLimits sockets =
        new BidLimits(
            asHere, TestServers.redis().address(), "sockets", new SimpleMeterRegistry())) {
      Eventually.isTrue(sockets::isShared);
      Eventually.isTrue(limits::isShared);
      HttpResponse<String> refused =
          Eventually.get(
              () -> {
                for (int i = 0; i < 120; i++) {
                  var _ = sockets.take(61, 1).join();
                }
                return bid(61, auction, 10_000);
              },
              answer -> answer.statusCode() == 429);
      assertThat(expect(429, refused).get("code").asText()).isEqualTo("TOO_MANY_REQUESTS");
      assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(1);
    }
  }

  @Test
  void refusesBidsOfASignInThatHasEnded() throws Exception {
    wallet.fund(71, 100_000);
    long auction = open(Map.of());
    String signIn = UUID.randomUUID().toString();
    String token = Tokens.ofSignIn(signIn, 71);
    String path = "/api/auctions/" + auction;
    expect(201, postWith(token, path + "/bids", "{\"amount\":10000}"));
    try (RedisLink redis =
        new RedisLink(
            TestServers.redis().address(),
            "test",
            Duration.ofSeconds(5),
            EndedSignInsWriter.SCRIPT)) {
      EndedSignInsWriter.write(redis.open(), List.of(signIn), Duration.ofMinutes(16));
    }
    Eventually.get(
        () -> postWith(token, path + "/buy-now", "{\"price\":1000}").statusCode(),
        status -> status == 401);
    JsonNode refused = expect(401, postWith(token, path + "/bids", "{\"amount\":11000}"));
    assertThat(refused.get("code").asText()).isEqualTo("UNAUTHORIZED");
    assertThat(expect(200, get(path, 1)).get("bidCount").asLong()).isOne();
    String again = Tokens.ofSignIn(UUID.randomUUID().toString(), 71);
    expect(201, postWith(again, path + "/bids", "{\"amount\":12000,\"maxAmount\":15000}"));
  }
}
