package com.neighborbid.wallet.funding.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.common.contract.wallet.v1.WalletInput.CaptureUntilConfirmed;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.servers.TestServers;
import com.neighborbid.wallet.support.Audit;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.Log;
import com.neighborbid.wallet.support.OwnKafka;
import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.RunningWallet.Answer;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Money by way of a provider that confirms twice, late, never, out of order, or something else.
class ProviderIT {
  @TempDir static Path folder;
  private static ProviderSimulator provider;
  private static OwnKafka kafka;
  private static Log log;
  private static String database;
  private static RunningWallet wallet;
  private final long user = Users.next();

  @BeforeAll
  static void start() {
    provider = new ProviderSimulator();
    kafka = OwnKafka.started(folder);
    log = new Log(kafka.bootstrap());
    database = TestServers.postgres().createDatabase("provider");
    wallet = startWallet();
    // A broker that has just been started may turn the first request down.
    Eventually.isTrue(() -> wallet.withdraw(1, "first", 1).status() == 422);
  }

  private static RunningWallet startWallet() {
    return RunningWallet.start(
        database,
        kafka.bootstrap(),
        "wallet-provider",
        "--db-scheduler.polling-interval=100ms",
        "--neighborbid.wallet.provider.kind=http",
        "--neighborbid.wallet.provider.url=" + provider.url(),
        "--neighborbid.wallet.provider.api-key=" + ProviderSimulator.API_KEY,
        "--neighborbid.wallet.provider.webhook-secrets="
            + ProviderSimulator.OLD_SECRET
            + ","
            + ProviderSimulator.SECRET,
        "--neighborbid.wallet.provider.check-every=100ms",
        "--neighborbid.wallet.provider.poll-after=1h",
        "--neighborbid.wallet.request-wait=3s",
        "--neighborbid.wallet.payment.release-every=300ms");
  }

  @AfterAll
  static void stop() {
    wallet.close();
    log.close();
    kafka.close();
    provider.close();
  }

  @AfterEach
  void theLedgerHolds() {
    provider.away(false);
    provider.losesAnswers(false);
    provider.refusesToKnow(false);
    provider.hidesConfirmUrl(false);
    Audit.holds(wallet.jdbc());
  }

  @Test
  void aDepositWaitsForTheProvidersWord() {
    Answer asked = deposit(user, "in", 500);
    String id = asked.body().path("paymentId").asText();

    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.body().path("status").asText()).isEqualTo("PENDING");
    assertThat(asked.body().path("confirmUrl").asText()).isEqualTo(provider.url() + "/pay/" + id);
    assertThat(asked.header("Location")).isEqualTo("/api/wallet/requests/" + id);
    assertThat(deposit(user, "in", 500).body()).as("a repeat").isEqualTo(asked.body());
    assertThat(deposit(user, "in", 501).code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(state(id).path("status").asText()).isEqualTo("PENDING");
    assertThat(available()).isZero();
    assertThat(wallet.get("/api/wallet/requests/" + id, Tokens.of(Users.next())).status())
        .isEqualTo(404);

    assertThat(tell("payment.confirmed", id, 500)).isEqualTo(204);
    Eventually.isTrue(() -> available() == 500);
    assertThat(state(id).path("status").asText()).isEqualTo("DONE");
    Answer repeat = deposit(user, "in", 500);
    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.body().path("transactionId").asText()).isEqualTo(id);
    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void confirmedManyTimesAtOnceItCountsOnce() throws Exception {
    String id = ask(500);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> tell("payment.confirmed", id, 500));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isEqualTo(204);
      }
    }
    Eventually.isTrue(() -> available() == 500);
    assertThat(tell("payment.confirmed", id, 500)).isEqualTo(204);
    assertThat(deposits()).isEqualTo(1);
    assertThat(available()).isEqualTo(500);
  }

  @Test
  void whatIsNeverToldIsAskedFor() {
    String id = ask(500);
    provider.settle(id, "CONFIRMED");
    checkNow(id);
    Eventually.isTrue(() -> available() == 500);
    assertThat(tell("payment.confirmed", id, 500)).as("told in the end").isEqualTo(204);
    assertThat(deposits()).isEqualTo(1);
  }

  @Test
  void expiresAndStillCountsWhenConfirmedLate() {
    String id = ask(500);
    timePasses(id);
    Eventually.isTrue(() -> state(id).path("status").asText().equals("EXPIRED"));
    assertThat(state(id).has("confirmUrl")).isFalse();
    assertThat(deposit(user, "in", 500).body().path("status").asText()).isEqualTo("EXPIRED");
    assertThat(available()).isZero();

    assertThat(tell("payment.confirmed", id, 500)).isEqualTo(204);
    Eventually.isTrue(() -> available() == 500);
  }

  @Test
  void anExpiredOneIsAskedForOnceMoreAndFound() {
    String id = ask(500);
    timePasses(id);
    Eventually.isTrue(() -> state(id).path("status").asText().equals("EXPIRED"));
    provider.settle(id, "CONFIRMED");
    checkNow(id);
    Eventually.isTrue(() -> available() == 500);
  }

  @Test
  void outOfOrderTheMoneyIsWhatCounts() {
    String id = ask(500);
    assertThat(tell("payment.failed", id, 0)).isEqualTo(204);
    assertThat(state(id).path("status").asText()).isEqualTo("FAILED");
    assertThat(tell("payment.confirmed", id, 500)).isEqualTo(204);
    assertThat(tell("payment.failed", id, 0)).isEqualTo(204);
    Eventually.isTrue(() -> available() == 500);
    assertThat(state(id).path("status").asText()).isEqualTo("DONE");
  }

  @Test
  void aWrongAmountCountsNothingAndAPersonLooksAtIt() {
    String id = ask(500);
    assertThat(tell("payment.confirmed", id, 400)).isEqualTo(204);
    JsonNode problem =
        Eventually.get(
                () -> wallet.get("/api/admin/wallets/provider-problems", Tokens.admin(1)),
                answer -> !answer.body().path("items").isEmpty())
            .body()
            .path("items")
            .path(0);
    assertThat(problem.path("id").asText()).isEqualTo(id);
    assertThat(problem.path("problem").asText()).isEqualTo("confirmed with 400 instead of 500");
    assertThat(problem.path("userId").asLong()).isEqualTo(user);
    assertThat(available()).isZero();
  }

  @Test
  void onlyTheProvidersFreshSignatureCounts() {
    String id = ask(500);
    byte[] body = bytes(ProviderSimulator.body("payment.confirmed", id, 500).toString());
    byte[] other = bytes(ProviderSimulator.body("payment.confirmed", id, 5_000).toString());
    String now = Long.toString(Instant.now().getEpochSecond());
    String old = Long.toString(Instant.now().getEpochSecond() - 301);
    String ahead = Long.toString(Instant.now().getEpochSecond() + 310);
    String good = WebhookSignature.sign(ProviderSimulator.SECRET, now, body);

    refused(null, good, body);
    refused(now, null, body);
    refused(now, "", body);
    refused(now, "v1=", body);
    refused(now, good.substring(0, good.length() - 1) + "g", body);
    refused(now, good, other);
    refused(now, WebhookSignature.sign("whsec-of-somebody-else", now, body), body);
    refused(old, WebhookSignature.sign(ProviderSimulator.SECRET, old, body), body);
    refused(ahead, WebhookSignature.sign(ProviderSimulator.SECRET, ahead, body), body);
    refused("yesterday", good, body);
    refused("99999999999999999999", good, body);
    refused(Long.toString(Long.MAX_VALUE), good, body);
    refused(now, "x".repeat(5_000), body);
    assertThat(available()).isZero();
    assertThat(state(id).path("status").asText()).isEqualTo("PENDING");

    String signedTwice = WebhookSignature.sign("whsec-of-tomorrow-12", now, body) + ", " + good;
    assertThat(ProviderSimulator.send(wallet.port(), now, signedTwice, body).statusCode())
        .isEqualTo(204);
    Eventually.isTrue(() -> available() == 500);
  }

  private static void refused(String timestamp, String signature, byte[] body) {
    var answer = ProviderSimulator.send(wallet.port(), timestamp, signature, body);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("UNAUTHORIZED");
  }

  @Test
  void refusesSignedNonsense() {
    String id = ask(500);
    assertThat(signed("{")).isEqualTo(400);
    assertThat(signed("[]")).isEqualTo(400);
    assertThat(signed("null")).isEqualTo(400);
    assertThat(signed("{}")).isEqualTo(400);
    assertThat(signed("{\"type\":\"payment.failed\"}")).isEqualTo(400);
    assertThat(signed("{\"type\":\"payment.failed\",\"reference\":\"x\"}")).isEqualTo(400);
    assertThat(signed("{\"type\":\"payment.confirmed\",\"reference\":\"" + id + "\"}"))
        .isEqualTo(400);
    assertThat(tell("payment.confirmed", id, -1)).isEqualTo(400);
    assertThat(
            signed(
                "{\"type\":\"payment.charged_back\",\"reference\":\"%s\",\"amount\":5}"
                    .formatted(id)))
        .isEqualTo(400);
    assertThat(tell("payment.confirmed", UUID.randomUUID().toString(), 500)).isEqualTo(404);
    assertThat(tell("payout.confirmed", id, 500)).as("it is no payout").isEqualTo(404);
    assertThat(tell("payment.something_new", id, 500)).isEqualTo(204);
    assertThat(available()).isZero();
    assertThat(state(id).path("status").asText()).isEqualTo("PENDING");
  }

  private static int signed(String body) {
    String now = Long.toString(Instant.now().getEpochSecond());
    String signature = WebhookSignature.sign(ProviderSimulator.SECRET, now, bytes(body));
    return ProviderSimulator.send(wallet.port(), now, signature, bytes(body)).statusCode();
  }

  @Test
  void aProviderThatIsAwayIsAskedAgainForTheSamePayment() {
    provider.away(true);
    Answer away = deposit(user, "in", 500);
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.header("Retry-After")).isNotEmpty();
    provider.away(false);
    provider.losesAnswers(true);
    int before = provider.created();
    assertThat(deposit(user, "in", 500).status()).isEqualTo(503);
    provider.losesAnswers(false);

    assertThat(deposit(user, "in", 500).status()).isEqualTo(202);
    assertThat(provider.created()).as("one payment").isEqualTo(before + 1);
  }

  /// Regression: asked for before its user tried again, it became pending without an address to
  /// confirm it at, and stayed so until it expired.
  @Test
  void aDepositThatTheProviderNeverHeardOfIsCreatedByTheNextAttempt() {
    provider.away(true);
    assertThat(deposit(user, "in", 500).status()).isEqualTo(503);
    provider.away(false);
    String id = newest();
    long before = checks(id);
    checkNow(id);
    Eventually.isTrue(() -> checks(id) > before);

    Answer asked = deposit(user, "in", 500);
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.body().path("confirmUrl").asText()).isEqualTo(provider.url() + "/pay/" + id);
  }

  @Test
  void aDepositThatWasCreatedWithoutAnAnswerGetsItsAddressByTheNextAttempt() {
    provider.losesAnswers(true);
    assertThat(deposit(user, "in", 500).status()).isEqualTo(503);
    provider.losesAnswers(false);
    String id = newest();
    provider.hidesConfirmUrl(true);
    checkNow(id);
    Eventually.isTrue(() -> checks(id) > 0);
    provider.hidesConfirmUrl(false);

    Answer asked = deposit(user, "in", 500);
    assertThat(asked.body().path("confirmUrl").asText()).isEqualTo(provider.url() + "/pay/" + id);
  }

  @Test
  void aProviderThatDoesNotKnowWhatItShouldCreateIsAskedAgain() {
    provider.refusesToKnow(true);
    Answer unknown = deposit(user, "in", 500);
    assertThat(unknown.status()).isEqualTo(503);
    assertThat(unknown.header("Retry-After")).isNotEmpty();
    provider.refusesToKnow(false);

    assertThat(deposit(user, "in", 500).status()).isEqualTo(202);
    fund(500);
    provider.refusesToKnow(true);
    String payout = wallet.withdraw(user, "out", 300).body().path("transactionId").asText();
    Eventually.isTrue(() -> checks(payout) > 0);
    provider.refusesToKnow(false);
    checkNow(payout);
    Eventually.isTrue(() -> provider.knows(payout));
  }

  private String newest() {
    return wallet
        .jdbc()
        .sql("select id::text from provider_payment where user_id = ?")
        .param(user)
        .query(String.class)
        .single();
  }

  @Test
  void aPayoutLeavesTheWalletAtOnceAndIsOutWhenConfirmed() {
    fund(500);
    Answer asked = wallet.withdraw(user, "out", 300);
    String id = asked.body().path("transactionId").asText();

    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.body().path("status").asText()).isEqualTo("PENDING");
    assertThat(asked.number("available")).isEqualTo(200);
    assertThat(state(id).path("status").asText()).isEqualTo("PENDING");
    Eventually.isTrue(() -> provider.knows(id));
    assertThat(tell("payout.confirmed", id, 300)).isEqualTo(204);
    assertThat(tell("payout.confirmed", id, 300)).isEqualTo(204);
    Eventually.isTrue(() -> state(id).path("status").asText().equals("DONE"));
    assertThat(wallet.withdraw(user, "out", 300).status()).isEqualTo(201);
    assertThat(tell("payout.failed", id, 0)).as("what cannot be, is looked at").isEqualTo(204);
    assertThat(available()).isEqualTo(200);
    assertThat(problems()).contains(id);
  }

  @Test
  void aPayoutThatFailsReturnsOnce() {
    fund(500);
    String id = wallet.withdraw(user, "out", 300).body().path("transactionId").asText();
    Eventually.isTrue(() -> provider.knows(id));
    assertThat(tell("payout.failed", id, 0)).isEqualTo(204);
    assertThat(tell("payout.failed", id, 0)).isEqualTo(204);
    Eventually.isTrue(() -> available() == 500);
    assertThat(state(id).path("status").asText()).isEqualTo("RETURNED");
    assertThat(wallet.withdraw(user, "out", 300).body().path("status").asText())
        .isEqualTo("RETURNED");
    assertThat(tell("payout.confirmed", id, 300)).isEqualTo(204);
    assertThat(problems()).as("paid and returned").contains(id);
    assertThat(available()).isEqualTo(500);
  }

  @Test
  void anAdminDecidesAPayoutOfWhichAnotherAmountWasPaid() {
    fund(500);
    String id = wallet.withdraw(user, "out", 300).body().path("transactionId").asText();
    Eventually.isTrue(() -> provider.knows(id));
    assertThat(tell("payout.confirmed", id, 250)).isEqualTo(204);
    assertThat(tell("payout.failed", id, 0)).as("a person looks at it").isEqualTo(204);
    assertThat(problems()).contains(id);
    assertThat(available()).isEqualTo(200);

    assertThat(solve(id, "close", "{\"reason\":\"x\"}").code()).isEqualTo("PAYOUT_IN_FLIGHT");
    assertThat(solve(id, "decide", "{\"paidOut\":301,\"reason\":\"x\"}").code())
        .isEqualTo("AMOUNT_OUT_OF_RANGE");
    assertThat(solve(id, "decide", "{\"paidOut\":250,\"reason\":\"statement 7\"}").status())
        .isEqualTo(204);
    assertThat(available()).as("the rest is back").isEqualTo(250);
    assertThat(state(id).path("status").asText()).isEqualTo("DONE");
    assertThat(problems()).doesNotContain(id);
    assertThat(tell("payout.confirmed", id, 250)).as("told again").isEqualTo(204);
    assertThat(problems()).as("says nothing new").doesNotContain(id);
    assertThat(solve(id, "decide", "{\"paidOut\":0,\"reason\":\"x\"}").status()).isEqualTo(404);
    assertThat(trail()).containsExactly("DECIDE_PAYOUT 250 statement 7 DONE", "DECIDE_PAYOUT 301 x AMOUNT_OUT_OF_RANGE");
  }

  @Test
  void whatACorrectionHasPutRightLeavesTheListAndTheTrailSaysWho() {
    String id = ask(500);
    assertThat(tell("payment.confirmed", id, 400)).isEqualTo(204);
    assertThat(solve(id, "decide", "{\"paidOut\":0,\"reason\":\"x\"}").code())
        .isEqualTo("PAYMENT_DECIDED");
    assertThat(solve(id, "close", "{\"reason\":\"corrected by hand\"}").status()).isEqualTo(204);

    assertThat(problems()).doesNotContain(id);
    assertThat(trail()).containsExactly("CLOSE_PROBLEM 0 corrected by hand DONE");
    assertThat(tell("payment.confirmed", id, 400)).isEqualTo(204);
    assertThat(problems()).as("the same again").doesNotContain(id);
    assertThat(tell("payment.confirmed", id, 500)).isEqualTo(204);
    assertThat(problems()).as("something else").contains(id);
    assertThat(available()).isZero();
  }

  @Test
  void aProblemIsSolvedByAdminsWithGoodReasonsOnly() {
    String id = ask(500);
    assertThat(tell("payment.confirmed", id, 400)).isEqualTo(204);
    String path = "/api/admin/wallets/provider-problems/" + id;
    assertThat(wallet.post(path + "/close", Tokens.of(user), "{\"reason\":\"x\"}").status())
        .isEqualTo(403);
    assertThat(wallet.post(path + "/decide", Tokens.of(user), "{}").status()).isEqualTo(403);
    for (String body : List.of("", "{}", "{\"reason\":\"\"}", "{\"reason\":7}")) {
      assertThat(solve(id, "close", body).status()).as(body).isEqualTo(400);
      assertThat(solve(id, "decide", body).status()).as(body).isEqualTo(400);
    }
    for (String paid : List.of("-1", "1.5", "\"1\"", "10000001", "null")) {
      assertThat(solve(id, "decide", "{\"paidOut\":" + paid + ",\"reason\":\"x\"}").status())
          .as(paid)
          .isEqualTo(400);
    }
    assertThat(solve("x", "close", "{\"reason\":\"x\"}").status()).isEqualTo(400);
    assertThat(solve(UUID.randomUUID().toString(), "close", "{\"reason\":\"x\"}").status())
        .isEqualTo(404);
    assertThat(problems()).contains(id);
    assertThat(trail()).isEmpty();
  }

  private static Answer solve(String id, String how, String body) {
    return wallet.post(
        "/api/admin/wallets/provider-problems/" + id + "/" + how, Tokens.admin(1), body);
  }

  private List<String> trail() {
    List<String> trail = new ArrayList<>();
    wallet
        .get("/api/admin/wallet-audit?userId=" + user, Tokens.admin(1))
        .body()
        .path("items")
        .forEach(
            item ->
                trail.add(
                    "%s %d %s %s"
                        .formatted(
                            item.path("action").asText(),
                            item.path("amount").asLong(),
                            item.path("reason").asText(),
                            item.path("outcome").asText())));
    return trail;
  }

  @Test
  void whatIsOnItsWayIsSaidToWhoeverWantsToLeave() {
    assertThat(standing()).isEqualTo("0 0 0");
    String id = ask(500);
    assertThat(standing()).as("a deposit to be confirmed").isEqualTo("0 0 1");
    assertThat(tell("payment.confirmed", id, 500)).isEqualTo(204);
    Eventually.isTrue(() -> standing().equals("500 0 0"));
    String payout = wallet.withdraw(user, "out", 500).body().path("transactionId").asText();
    assertThat(standing()).as("a payout").isEqualTo("0 0 1");
    Eventually.isTrue(() -> provider.knows(payout));
    assertThat(tell("payout.confirmed", payout, 400)).isEqualTo(204);
    assertThat(standing()).as("with a wrong amount").isEqualTo("0 0 1");
    assertThat(solve(payout, "decide", "{\"paidOut\":500,\"reason\":\"x\"}").status())
        .isEqualTo(204);
    assertThat(standing()).isEqualTo("0 0 0");
    String wrong = deposit(user, "wrong", 5).body().path("paymentId").asText();
    assertThat(tell("payment.confirmed", wrong, 4)).isEqualTo(204);
    assertThat(standing()).as("a deposit that a person looks at").isEqualTo("0 0 1");
    assertThat(solve(wrong, "close", "{\"reason\":\"x\"}").status()).isEqualTo(204);
    assertThat(standing()).isEqualTo("0 0 0");
  }

  private String standing() {
    JsonNode standing = wallet.get("/internal/wallets/" + user + "/standing", null).body();
    return "%d %d %d"
        .formatted(
            standing.path("available").asLong(-1),
            standing.path("held").asLong(-1),
            standing.path("onItsWay").asLong(-1));
  }

  @Test
  void aPayoutIsSentWhenTheProviderIsBackAndAskedForWhenNothingIsTold() {
    fund(500);
    provider.away(true);
    String id = wallet.withdraw(user, "out", 300).body().path("transactionId").asText();
    Eventually.isTrue(() -> checks(id) > 0);
    provider.away(false);
    provider.losesAnswers(true);
    int before = provider.created();
    checkNow(id);
    Eventually.isTrue(() -> provider.knows(id));
    provider.losesAnswers(false);
    provider.settle(id, "CONFIRMED");
    Eventually.isTrue(
        () -> {
          checkNow(id);
          return state(id).path("status").asText().equals("DONE");
        });
    assertThat(provider.created()).as("sent once").isEqualTo(before + 1);
  }

  @Test
  void aChargebackTakesWhatIsThereTheRestIsLossAndTheUserIsBlocked() {
    String id = ask(500);
    assertThat(tell("payment.confirmed", id, 500)).isEqualTo(204);
    Eventually.isTrue(() -> available() == 500);
    long auction = Users.next();
    log.append(new SetHold(user, auction, 350, 1, true));
    Eventually.isTrue(() -> available() == 150);
    long lossBefore = Audit.platform(wallet.jdbc(), "LOSS");

    assertThat(chargeBack(id, "cb-1", 500)).isEqualTo(204);
    assertThat(chargeBack(id, "cb-1", 500)).as("told twice").isEqualTo(204);
    Eventually.isTrue(() -> available() == 0);
    assertThat(Audit.platform(wallet.jdbc(), "LOSS")).isEqualTo(lossBefore - 350);
    JsonNode balance = wallet.get("/api/wallet", Tokens.of(user)).body();
    assertThat(balance.path("blocked").asBoolean()).isTrue();
    assertThat(balance.path("held").asLong()).as("the auction counts on it").isEqualTo(350);
    log.append(new SetHold(user, auction, 351, 2, true));
    assertThat(log.answers(auction, 2).getLast()).isInstanceOf(HoldDeclined.class);
    assertThat(wallet.withdraw(user, "out", 1).code()).isEqualTo("ACCOUNT_SUSPENDED");
    assertThat(chargeBack(id, "cb-2", 1)).as("more than was paid in").isEqualTo(204);
    assertThat(problems()).contains(id);
    assertThat(log.events(user))
        .filteredOn(WalletEvent.ChargedBack.class::isInstance)
        .singleElement()
        .satisfies(event -> assertThat(((WalletEvent.ChargedBack) event).loss()).isEqualTo(350));
  }

  @Test
  void aChargebackBeforeTheConfirmationIsBoth() {
    String id = ask(500);
    assertThat(chargeBack(id, "cb", 500)).isEqualTo(204);
    assertThat(tell("payment.confirmed", id, 500)).isEqualTo(204);
    Eventually.isTrue(
        () -> wallet.get("/api/wallet", Tokens.of(user)).body().path("blocked").asBoolean());
    assertThat(available()).isZero();
    assertThat(deposits()).isEqualTo(1);
  }

  @Test
  void whatTheLogDidNotTakeIsToBeToldAgain() {
    String id = ask(500);
    kafka.kill();
    assertThat(tell("payment.confirmed", id, 500)).isEqualTo(503);
    kafka.start();
    Eventually.isTrue(() -> tell("payment.confirmed", id, 500) == 204);
    Eventually.isTrue(() -> available() == 500);
    assertThat(deposits()).isEqualTo(1);
  }

  /// What was asked before, is heard after; what was captured before, is confirmed after.
  @Test
  void nothingIsLostBetweenTwoLives() {
    String id = ask(5_000);
    fund(2_000);
    String payout = wallet.withdraw(user, "out", 300).body().path("transactionId").asText();
    long auction = Users.next();
    long seller = Users.next();
    log.append(
        new SetHold(user, auction, 1_000, 1, true),
        new CaptureUntilConfirmed(user, auction, 1_000, seller, 2, 0, 3_600));
    Eventually.isTrue(() -> available() == 700);
    wallet.close();
    log.append(new CaptureUntilConfirmed(user, auction, 1_000, seller, 2, 0, 3_600));
    wallet = startWallet();

    assertThat(tell("payment.confirmed", id, 5_000)).isEqualTo(204);
    Eventually.isTrue(() -> available() == 5_700);
    Eventually.isTrue(() -> provider.knows(payout));
    assertThat(tell("payout.confirmed", payout, 300)).isEqualTo(204);
    Eventually.isTrue(() -> state(payout).path("status").asText().equals("DONE"));
    String confirm = "/api/wallet/payments/" + auction + "/confirm";
    assertThat(wallet.post(confirm, Tokens.of(user), "").status()).isEqualTo(200);
    Eventually.isTrue(
        () -> wallet.get("/api/wallet", Tokens.of(seller)).number("available") == 1_000);
    assertThat(wallet.post(confirm, Tokens.of(user), "").status()).isEqualTo(200);
    assertThat(wallet.get("/api/wallet", Tokens.of(seller)).number("available")).isEqualTo(1_000);
    assertThat(Audit.clearing(wallet.jdbc())).isZero();
  }

  private static Answer deposit(long userId, String key, long amount) {
    return wallet.deposit(userId, key, amount);
  }

  private String ask(long amount) {
    return deposit(user, "in", amount).body().path("paymentId").asText();
  }

  private void fund(long amount) {
    String id = deposit(user, "fund", amount).body().path("paymentId").asText();
    long before = available();
    assertThat(tell("payment.confirmed", id, amount)).isEqualTo(204);
    Eventually.isTrue(() -> available() == before + amount);
  }

  private static int tell(String type, String id, long amount) {
    return provider.tell(wallet.port(), type, id, amount);
  }

  private static int chargeBack(String id, String chargebackId, long amount) {
    return provider.tellChargeback(wallet.port(), id, chargebackId, amount);
  }

  private long available() {
    return wallet.get("/api/wallet", Tokens.of(user)).number("available");
  }

  private JsonNode state(String id) {
    return wallet.get("/api/wallet/requests/" + id, Tokens.of(user)).body();
  }

  private long deposits() {
    return wallet
        .jdbc()
        .sql("select count(*) from transfer where user_id = ? and type = 'DEPOSIT'")
        .param(user)
        .query(Long.class)
        .single();
  }

  private static List<String> problems() {
    List<String> ids = new ArrayList<>();
    wallet
        .get("/api/admin/wallets/provider-problems", Tokens.admin(1))
        .body()
        .path("items")
        .forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  private static long checks(String id) {
    return wallet
        .jdbc()
        .sql("select coalesce(max(checks), 0) from provider_payment where id = ?::uuid")
        .param(id)
        .query(Long.class)
        .single();
  }

  /// The time to ask has come.
  private static void checkNow(String id) {
    int _ =
        wallet
            .jdbc()
            .sql(
                "update provider_payment set next_check_at = now()"
                    + " where id = ?::uuid and next_check_at is not null")
            .param(id)
            .update();
  }

  /// Half an hour is over.
  private static void timePasses(String id) {
    int _ =
        wallet
            .jdbc()
            .sql(
                "update provider_payment set expires_at = now() - interval '1 second',"
                    + " next_check_at = now() where id = ?::uuid")
            .param(id)
            .update();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
