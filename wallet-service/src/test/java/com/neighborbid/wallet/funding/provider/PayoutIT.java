package com.neighborbid.wallet.funding.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.contract.wallet.v1.WalletInput.CaptureUntilConfirmed;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.wallet.support.Audit;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.RunningWallet.Answer;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Payouts, and what a person has to decide because the provider says what cannot be.
class PayoutIT extends WithProvider {
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
    assertThat(trail())
        .containsExactly(
            "DECIDE_PAYOUT 250 statement 7 DONE", "DECIDE_PAYOUT 301 x AMOUNT_OUT_OF_RANGE");
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
}
