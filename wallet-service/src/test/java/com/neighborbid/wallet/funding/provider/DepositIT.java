package com.neighborbid.wallet.funding.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.wallet.support.Audit;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.RunningWallet.Answer;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Deposits by way of a provider that confirms twice, late, never, out of order, or something else.
class DepositIT extends WithProvider {
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
}
