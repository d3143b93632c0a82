package com.neighborbid.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Capture;
import com.neighborbid.common.contract.wallet.v1.WalletInput.CaptureUntilConfirmed;
import com.neighborbid.common.contract.wallet.v1.WalletInput.ReleasePayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.servers.TestServers;
import com.neighborbid.wallet.request.LogRequests;
import com.neighborbid.wallet.support.Audit;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.Log;
import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.RunningWallet.Answer;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A price of 1,000 with a fee of 30, sold for the buyer's word.
class PaymentsIT {
  private static final long WEEK = 604_800;
  private final RunningWallet wallet = RunningWallet.shared();
  private final Log log = new Log(TestServers.kafkaBootstrap());
  private final long auction = Users.next();
  private final long buyer = Users.next();
  private final long seller = Users.next();
  private final String admin = Tokens.admin(2);

  @AfterEach
  void theLedgerHolds() {
    log.close();
    Audit.holds(wallet.jdbc());
  }

  @Test
  void theSellerGetsThePriceWhenTheBuyerSaysSo() {
    sell(WEEK);
    assertThat(available(seller)).isZero();
    assertThat(mine(buyer).path("status").asText()).isEqualTo("OPEN");
    assertThat(mine(buyer).path("role").asText()).isEqualTo("BUYER");
    assertThat(mine(buyer).has("fee")).isFalse();
    assertThat(mine(buyer).has("releaseAt")).isTrue();
    assertThat(mine(seller).path("role").asText()).isEqualTo("SELLER");
    assertThat(mine(seller).path("fee").asLong()).isEqualTo(30);

    Answer confirmed = say(buyer, "confirm", "");
    assertThat(confirmed.status()).isEqualTo(200);
    assertThat(confirmed.body().path("status").asText()).isEqualTo("RELEASED");
    assertThat(confirmed.body().path("decidedBy").asText()).isEqualTo("BUYER");
    Eventually.isTrue(() -> available(seller) == 970);
    assertThat(say(buyer, "confirm", "").status()).isEqualTo(200);
    assertThat(say(buyer, "dispute", "{\"reason\":\"too late\"}").code())
        .isEqualTo("PAYMENT_DECIDED");
    assertThat(available(seller)).isEqualTo(970);
    assertThat(transfersOfAuction("EARNING")).isEqualTo(1);
    assertThat(transfersOfAuction("FEE")).isEqualTo(1);
  }

  @Test
  void aPriceWithThePlatformIsOnItsWayToBothSides() {
    sell(WEEK);
    assertThat(onItsWay(buyer)).isEqualTo(1);
    assertThat(onItsWay(seller)).isEqualTo(1);
    say(buyer, "confirm", "");
    assertThat(onItsWay(buyer)).isZero();
    Eventually.isTrue(() -> available(seller) == 970);
    assertThat(onItsWay(seller)).isZero();
  }

  private long onItsWay(long user) {
    return wallet.get("/internal/wallets/" + user + "/standing", null).number("onItsWay");
  }

  @Test
  void confirmedByManyAtOnceThePriceGoesOnce() throws Exception {
    sell(WEEK);
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> say(buyer, "confirm", ""));
      calls.add(() -> internal("{\"buyerId\":" + buyer + "}"));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> call : threads.invokeAll(calls)) {
        assertThat(call.get().status()).isEqualTo(200);
      }
    }
    Eventually.isTrue(() -> available(seller) == 970);
    assertThat(transfersOfAuction("EARNING")).isEqualTo(1);
  }

  @Test
  void theSellerGetsItWhenTheTimeIsOver() {
    sell(1);
    log.append(new ReleasePayment(buyer, auction), new ReleasePayment(buyer, auction));

    Eventually.isTrue(() -> available(seller) == 970);
    assertThat(mine(buyer).path("decidedBy").asText()).isEqualTo("TIME");
    assertThat(transfersOfAuction("EARNING")).isEqualTo(1);
  }

  /// The engine does not release them: by the log's time their week is not over. So they stay due,
  /// as those of a lane that stands still do.
  @Test
  void whatStaysDueDoesNotStandBeforeTheOthers() {
    wallet.fund(buyer, 1_000);
    List<Long> auctions = List.of(Users.next(), Users.next(), Users.next());
    for (long id : auctions) {
      log.append(
          new SetHold(buyer, id, 100, 1, true),
          new CaptureUntilConfirmed(buyer, id, 100, seller, 2, 0, WEEK));
    }
    Eventually.isTrue(() -> items("", buyer).size() == 3);
    Clock inEightDays = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));
    PaymentRelease release =
        new PaymentRelease(
            new PaymentRows(wallet.jdbc(), inEightDays), wallet.bean(LogRequests.class));
    long due =
        wallet
            .jdbc()
            .sql("select count(*) from payment where state = 'OPEN'")
            .query(Long.class)
            .single();

    for (int round = 0; round <= due; round++) {
      release.release(1);
    }
    assertThat(askedFor()).as("the next before the same again").isEqualTo(auctions);

    long earlier = Users.next();
    log.append(
        new SetHold(buyer, earlier, 100, 1, true),
        new CaptureUntilConfirmed(buyer, earlier, 100, seller, 2, 0, WEEK / 2));
    Eventually.isTrue(() -> items("", buyer).size() == 4);
    for (int round = 0; round <= due + 1; round++) {
      release.release(1);
    }
    assertThat(askedFor()).as("and then anew").contains(earlier);
  }

  /// The auctions whose payments were asked to be released, without repeats.
  private List<Long> askedFor() {
    return log.read(Topics.WALLET_LOG).stream()
        .filter(record -> Log.key(record) == buyer)
        .filter(record -> Log.type(record).equals("wallet.ReleasePayment.v1"))
        .map(record -> ContractJson.read(record.value(), ReleasePayment.class).auctionId())
        .toList();
  }

  @Test
  void aDisputeWaitsForAnAdminWhoGivesItBack() {
    sell(1_000_000);
    Answer disputed = say(buyer, "dispute", "{\"reason\":\"It is broken.\\nSee the picture.\"}");
    assertThat(disputed.status()).isEqualTo(200);
    assertThat(disputed.body().path("status").asText()).isEqualTo("DISPUTED");
    assertThat(mine(seller).path("disputeReason").asText())
        .isEqualTo("It is broken.\nSee the picture.");
    assertThat(disputes()).contains(auction);

    Answer decided = decide(admin, "{\"to\":\"BUYER\",\"reason\":\"seen the picture\"}");
    assertThat(decided.status()).isEqualTo(200);
    assertThat(decided.body().path("status").asText()).isEqualTo("REFUNDED");
    assertThat(available(buyer)).isEqualTo(1_200);
    assertThat(decide(admin, "{\"to\":\"BUYER\",\"reason\":\"again\"}").status()).isEqualTo(200);
    assertThat(decide(admin, "{\"to\":\"SELLER\",\"reason\":\"no\"}").code())
        .isEqualTo("PAYMENT_DECIDED");
    assertThat(say(buyer, "confirm", "").code()).isEqualTo("PAYMENT_DECIDED");
    assertThat(internal("{\"buyerId\":" + buyer + "}").code()).isEqualTo("PAYMENT_DECIDED");
    assertThat(available(seller)).isZero();
    assertThat(transfersOfAuction("FEE")).as("nothing was sold in the end").isZero();
    assertThat(disputes()).doesNotContain(auction);
    assertThat(trail()).as("noted once").containsExactly("REFUND_BUYER seen the picture DONE");
  }

  @Test
  void anAdminMayDecideForTheSeller() {
    sell(WEEK);
    say(buyer, "dispute", "{\"reason\":\"hm\"}");
    assertThat(decide(admin, "{\"to\":\"SELLER\",\"reason\":\"sent, see receipt\"}").status())
        .isEqualTo(200);
    Eventually.isTrue(() -> available(seller) == 970);
    assertThat(trail()).containsExactly("PAY_SELLER sent, see receipt DONE");
  }

  @Test
  void whatWasPaidAtOnceIsListedAndNeedsNoWord() {
    hold();
    log.append(new Capture(buyer, auction, 1_000, seller, 2, 30));
    Eventually.isTrue(() -> available(seller) == 970);

    assertThat(mine(buyer).path("status").asText()).isEqualTo("RELEASED");
    assertThat(mine(buyer).path("sellerId").asLong()).isEqualTo(seller);
    assertThat(mine(seller).path("amount").asLong()).isEqualTo(1_000);
    assertThat(mine(seller).path("fee").asLong()).isEqualTo(30);
    assertThat(internal("{\"buyerId\":" + buyer + "}").status()).isEqualTo(200);
    assertThat(say(buyer, "dispute", "{\"reason\":\"too late\"}").code())
        .isEqualTo("PAYMENT_DECIDED");
    assertThat(decide(admin, "{\"to\":\"BUYER\",\"reason\":\"x\"}").status()).isEqualTo(404);
  }

  @Test
  void everybodyElseFindsNothing() {
    sell(WEEK);
    assertThat(say(seller, "confirm", "").status()).isEqualTo(404);
    assertThat(say(Users.next(), "dispute", "{\"reason\":\"x\"}").status()).isEqualTo(404);
    assertThat(internal("{\"buyerId\":" + seller + "}").status()).isEqualTo(404);
    assertThat(decide(Tokens.of(seller), "{\"to\":\"SELLER\",\"reason\":\"x\"}").status())
        .isEqualTo(403);
    assertThat(wallet.get("/api/admin/payments", Tokens.of(seller)).status()).isEqualTo(403);
    assertThat(mine(buyer).path("status").asText()).isEqualTo("OPEN");
  }

  @Test
  void listsPageByPageNewestFirst() {
    List<Long> auctions = new ArrayList<>();
    wallet.fund(buyer, 1_000);
    for (int i = 0; i < 5; i++) {
      long id = Users.next();
      auctions.addFirst(id);
      log.append(
          new SetHold(buyer, id, 100, 1, true),
          i % 2 == 0
              ? new CaptureUntilConfirmed(buyer, id, 100, seller, 2, 0, WEEK)
              : new Capture(buyer, id, 100, seller, 2, 0));
      Eventually.isTrue(() -> !items("?limit=100", seller).isEmpty() && first(seller) == id);
    }
    List<Long> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = wallet.get("/api/wallet/payments?limit=2" + cursor, token(buyer)).body();
      page.path("items").forEach(item -> seen.add(item.path("auctionId").asLong()));
      cursor =
          page.path("nextCursor").isNull() ? null : "&cursor=" + page.path("nextCursor").asText();
    } while (cursor != null);
    assertThat(seen).isEqualTo(auctions);
  }

  @Test
  void tellsWhatHappened() {
    sell(WEEK);
    say(buyer, "dispute", "{\"reason\":\"secret words\"}");
    say(buyer, "confirm", "");
    List<WalletEvent> events =
        Eventually.get(
            () -> log.events(buyer),
            all -> all.stream().anyMatch(WalletEvent.PaymentReleased.class::isInstance));

    assertThat(events)
        .anyMatch(WalletEvent.PaymentHeld.class::isInstance)
        .anyMatch(WalletEvent.PaymentDisputed.class::isInstance)
        .anyMatch(
            event ->
                event instanceof WalletEvent.PaymentReleased released
                    && released.by() == WalletEvent.DecidedBy.BUYER
                    && released.sellerId() == seller);
    assertThat(log.read(Topics.WALLET_LOG))
        .as("words can be forgotten, the log cannot")
        .noneMatch(record -> new String(record.value()).contains("secret words"));
  }

  private void hold() {
    wallet.fund(buyer, 1_200);
    log.append(new SetHold(buyer, auction, 1_100, 1, true));
  }

  private void sell(long confirmWithinSeconds) {
    hold();
    CaptureUntilConfirmed sale =
        new CaptureUntilConfirmed(buyer, auction, 1_000, seller, 2, 30, confirmWithinSeconds);
    log.append(sale, sale);
    Eventually.isTrue(() -> !items("", buyer).isEmpty());
  }

  private Answer say(long user, String word, String body) {
    return wallet.post("/api/wallet/payments/" + auction + "/" + word, token(user), body);
  }

  private Answer internal(String body) {
    return wallet.post("/internal/payments/" + auction + "/confirm", null, body);
  }

  private Answer decide(String token, String body) {
    return wallet.post("/api/admin/payments/" + auction + "/decide", token, body);
  }

  private List<Long> disputes() {
    List<Long> found = new ArrayList<>();
    wallet
        .get("/api/admin/payments?limit=100", admin)
        .body()
        .path("items")
        .forEach(item -> found.add(item.path("auctionId").asLong()));
    return found;
  }

  private List<String> trail() {
    List<String> found = new ArrayList<>();
    wallet
        .get("/api/admin/wallet-audit?userId=" + buyer, admin)
        .body()
        .path("items")
        .forEach(
            item ->
                found.add(
                    item.path("action").asText()
                        + " "
                        + item.path("reason").asText()
                        + " "
                        + item.path("outcome").asText()));
    return found;
  }

  private long transfersOfAuction(String type) {
    return wallet
        .jdbc()
        .sql("select count(*) from transfer where auction_id = ? and type = ?")
        .params(auction, type)
        .query(Long.class)
        .single();
  }

  private JsonNode mine(long user) {
    return items("", user).getFirst();
  }

  private long first(long user) {
    return mine(user).path("auctionId").asLong();
  }

  private List<JsonNode> items(String query, long user) {
    List<JsonNode> items = new ArrayList<>();
    wallet
        .get("/api/wallet/payments" + query, token(user))
        .body()
        .path("items")
        .forEach(items::add);
    return items;
  }

  private long available(long user) {
    return wallet.get("/api/wallet", token(user)).number("available");
  }

  private static String token(long user) {
    return Tokens.of(user);
  }
}
