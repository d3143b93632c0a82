package com.neighborbid.auction.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.auction.AuctionServiceBase;
import com.neighborbid.auction.support.Eventually;
import com.neighborbid.auction.support.Topic;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.bidder.v1.BidderEvent;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.BlockChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.SuspensionChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEventCodec;
import com.neighborbid.common.contract.user.v1.UserEvent;
import com.neighborbid.common.contract.user.v1.UserEvent.UserErased;
import com.neighborbid.common.contract.user.v1.UserEvent.UserReinstated;
import com.neighborbid.common.contract.user.v1.UserEvent.UserSuspended;
import com.neighborbid.common.contract.user.v1.UserEventCodec;
import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.WalletBlocked;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.WalletUnblocked;
import com.neighborbid.common.contract.wallet.v1.WalletEventCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who must not bid is refused by the engine, because his bid says so; and who takes bids elsewhere
/// hears of it.
class BidderFactsIT extends AuctionServiceBase {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String LIST = "/api/me/blocked-bidders";

  private final Topic bidders = new Topic(Topics.AUCTION_BIDDERS);

  @Test
  void theBidsOfASuspendedAccountAreRefusedUntilItIsReinstated() throws Exception {
    long user = 7_101;
    wallet.fund(user, 100_000);
    long auction = open(Map.of("instantPrice", 90_000));
    expect(201, bid(user, auction, 10_000));
    say(new UserSuspended(user, NOW));
    awaitSuspended(user, true);

    JsonNode refused = expect(403, bid(user, auction, 20_000));
    assertThat(refused.get("code").asText()).isEqualTo("ACCOUNT_SUSPENDED");
    String buyNow = "/api/auctions/" + auction + "/buy-now";
    assertThat(code(403, buyNow, user, "{\"price\":90000}")).isEqualTo("ACCOUNT_SUSPENDED");
    // What counted goes on counting, and the record in the log says why the other did not.
    assertThat(expect(200, getAnonymously("/api/auctions/" + auction)).get("currentPrice").asLong())
        .isEqualTo(10_000);
    assertThat(factsInTheLog(auction, 20_000)).containsExactly(BidderFact.SUSPENDED);

    say(new UserReinstated(user, NOW.plusSeconds(1)));
    awaitSuspended(user, false);
    expect(201, bid(user, auction, 30_000));
    assertThat(factsInTheLog(auction, 30_000)).isEmpty();
    assertThat(told(Long.toString(user), 2))
        .containsExactly(
            new SuspensionChanged(user, true, NOW),
            new SuspensionChanged(user, false, NOW.plusSeconds(1)));
  }

  @Test
  void aBlockedWalletAloneSuspendsAndBothHaveToBeFree() throws Exception {
    long user = 7_102;
    wallet.fund(user, 100_000);
    long auction = open(Map.of());
    say(new WalletBlocked(user, NOW));
    say(new UserSuspended(user, NOW));
    awaitSuspended(user, true);
    told(Long.toString(user), 2);
    say(new UserReinstated(user, NOW.plusSeconds(1)));
    assertThat(told(Long.toString(user), 3).getLast())
        .isEqualTo(new SuspensionChanged(user, true, NOW.plusSeconds(1)));
    assertThat(expect(403, bid(user, auction, 10_000)).get("code").asText())
        .isEqualTo("ACCOUNT_SUSPENDED");
    say(new WalletUnblocked(user, NOW.plusSeconds(2)));
    awaitSuspended(user, false);
    expect(201, bid(user, auction, 10_000));
  }

  @Test
  void whatIsToldLateChangesNothing() throws Exception {
    long user = 7_103;
    wallet.fund(user, 100_000);
    say(new UserSuspended(user, NOW));
    say(new UserReinstated(user, NOW.plusSeconds(2)));
    say(new UserSuspended(user, NOW.plusSeconds(1)));
    // Said again, and so told again: by then the late one has been heard.
    say(new UserReinstated(user, NOW.plusSeconds(2)));
    assertThat(told(Long.toString(user), 3))
        .extracting(event -> ((SuspensionChanged) event).suspended())
        .containsExactly(true, false, false);
    expect(201, bid(user, open(Map.of()), 10_000));
  }

  @Test
  void aSellerBlocksTheBidderOfABidOnAllOfHisAuctionsAndNobodyElseDoes() throws Exception {
    long user = 7_111;
    wallet.fund(user, 1_000_000);
    long first = open(Map.of());
    String bidId = expect(201, bid(user, first, 10_000)).get("bidId").asText();
    JsonNode blocked = expect(201, post(LIST, SELLER, "{\"bidId\":\"" + bidId + "\"}", null));
    assertThat(blocked.get("userId").asLong()).isEqualTo(user);
    assertThat(blocked.get("nickname").asText()).isEqualTo("nick" + user);
    expect(200, post(LIST, SELLER, "{\"userId\":" + user + "}", null));

    long second = open(Map.of());
    assertThat(expect(403, bid(user, second, 10_000)).get("code").asText())
        .isEqualTo("BLOCKED_BY_SELLER");
    assertThat(expect(403, bid(user, first, 20_000)).get("code").asText())
        .isEqualTo("BLOCKED_BY_SELLER");
    assertThat(factsInTheLog(second, 10_000)).containsExactly(BidderFact.BLOCKED_BY_SELLER);
    long elsewhere = openBy(7_112);
    expect(201, bid(user, elsewhere, 10_000));

    assertThat(delete(LIST + "/" + user, SELLER).statusCode()).isEqualTo(204);
    assertThat(delete(LIST + "/" + user, SELLER).statusCode()).isEqualTo(204);
    expect(201, bid(user, second, 10_000));
    assertThat(told(user + "/" + SELLER, 2))
        .extracting(event -> ((BlockChanged) event).blocked())
        .containsExactly(true, false);
  }

  @Test
  void theListIsTheSellersOwnAndIsReadInPages() throws Exception {
    long seller = 7_120;
    for (long user = 7_121; user <= 7_123; user++) {
      name(user);
      expect(201, post(LIST, seller, "{\"userId\":" + user + "}", null));
    }
    JsonNode page = expect(200, get(LIST + "?limit=2", seller));
    assertThat(page.get("items").findValuesAsText("userId")).containsExactly("7123", "7122");
    JsonNode rest = expect(200, get(LIST + "?cursor=" + page.get("nextCursor").asText(), seller));
    assertThat(rest.get("items").findValuesAsText("userId")).containsExactly("7121");
    assertThat(expect(200, get(LIST, 7_124)).get("items")).isEmpty();
  }

  @Test
  void anErasedPersonIsOnNoListAndHasNone() throws Exception {
    name(7_131);
    name(7_132);
    expect(201, post(LIST, 7_130, "{\"userId\":7131}", null));
    expect(201, post(LIST, 7_131, "{\"userId\":7132}", null));
    say(new UserErased(7_131, NOW));
    Eventually.isTrue(
        () ->
            jdbc.sql("select count(*) from blocked_bidder where 7131 in (seller_id, bidder_id)")
                    .query(Integer.class)
                    .single()
                == 0);
    assertThat(((BlockChanged) told("7131/7130", 2).getLast()).blocked()).isFalse();
    assertThat(((BlockChanged) told("7132/7131", 2).getLast()).blocked()).isFalse();
  }

  @Test
  void refusesBadInputNamingTheField() throws Exception {
    String bidOfAnother =
        expect(201, bid(fundedBidder(), openBy(7_141), 10_000)).get("bidId").asText();
    Map<String, String> bad =
        Map.of(
            "{}",
            "userId",
            "{\"userId\":" + SELLER + "}",
            "userId",
            "{\"userId\":1.5}",
            "userId",
            "{\"bidId\":\"x\"}",
            "bidId",
            "{\"bidId\":\"" + bidOfAnother + "\"}",
            "bidId",
            "{\"userId\":7,\"bidId\":\"" + bidOfAnother + "\"}",
            "userId");
    for (Map.Entry<String, String> one : bad.entrySet()) {
      JsonNode problem = expect(400, post(LIST, SELLER, one.getKey(), null));
      assertThat(problem.at("/errors/0/field").asText()).as(one.getKey()).isEqualTo(one.getValue());
    }
    expect(404, post(LIST, SELLER, "{\"userId\":999999999}", null));
    expect(400, get(LIST + "?cursor=x", SELLER));
    expect(400, get(LIST + "?limit=0", SELLER));
    expect(400, delete(LIST + "/x", SELLER));
    expect(401, getAnonymously(LIST));
    assertThat(
            jdbc.sql("select count(*) from blocked_bidder where seller_id = ? and bidder_id = 7")
                .param(SELLER)
                .query(Integer.class)
                .single())
        .isZero();
  }

  private long fundedBidder() {
    wallet.fund(7_142, 100_000);
    return 7_142;
  }

  private long openBy(long seller) throws Exception {
    return expect(201, createBy(seller, Map.of())).get("id").asLong();
  }

  private String code(int status, String path, long user, String body) throws Exception {
    return expect(status, post(path, user, body, null)).get("code").asText();
  }

  private void name(long user) {
    jdbc.sql("insert into bidder_name values (?, ?, now()) on conflict do nothing")
        .params(user, "nick" + user)
        .update();
  }

  private void awaitSuspended(long user, boolean suspended) {
    Eventually.isTrue(
        () ->
            jdbc.sql(
                    "select account_suspended or wallet_blocked from bidder_standing"
                        + " where user_id = ?")
                .param(user)
                .query(Boolean.class)
                .optional()
                .filter(now -> now == suspended)
                .isPresent());
  }

  private static void say(UserEvent event) {
    new Topic(Topics.USER_EVENTS)
        .say(
            Long.toString(event.userId()),
            UserEventCodec.typeOf(event),
            UserEventCodec.encode(event));
  }

  private static void say(WalletEvent event) {
    new Topic(Topics.WALLET_EVENTS)
        .say(
            Long.toString(event.userId()),
            WalletEventCodec.typeOf(event),
            ContractJson.write(event));
  }

  private List<BidderEvent> told(String key, int count) {
    return bidders.await(count, record -> key.equals(record.key())).stream()
        .map(
            record ->
                BidderEventCodec.decode(
                    RecordHeaders.text(record.headers(), RecordHeaders.TYPE), record.value()))
        .toList();
  }

  private static List<BidderFact> factsInTheLog(long auction, long amount) {
    return new Topic(Topics.AUCTION_LOG)
        .await(1, record -> isBid(record.key(), record.value(), auction, amount)).stream()
            .map(record -> ContractJson.read(record.value(), PlaceBid.class).facts())
            .findFirst()
            .orElseThrow();
  }

  private static boolean isBid(String key, byte[] value, long auction, long amount) {
    String json = new String(value, java.nio.charset.StandardCharsets.UTF_8);
    return key.equals(Long.toString(auction)) && json.contains("\"amount\":" + amount + ",");
  }
}
