package com.neighborbid.wallet.funding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.wallet.request.DecidedRequests;
import com.neighborbid.wallet.support.Audit;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.RunningWallet.Answer;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MoneyIT {
  private final RunningWallet wallet = RunningWallet.shared();
  private final long user = Users.next();

  @AfterEach
  void theLedgerHolds() {
    Audit.holds(wallet.jdbc());
  }

  @Test
  void showsZerosBeforeTheWalletIsOpen() {
    Answer answer = wallet.get("/api/wallet", Tokens.of(user));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().toString())
        .isEqualTo("{\"available\":0,\"held\":0,\"currency\":\"KRW\"}");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void answersDepositsAndWithdrawalsWithTheBalanceRightAfter() {
    Answer deposit = wallet.deposit(user, "first", 50_000);
    Answer withdrawal = wallet.withdraw(user, "first", 20_000);

    assertThat(deposit.status()).isEqualTo(201);
    assertThat(UUID.fromString(deposit.body().path("transactionId").asText())).isNotNull();
    assertThat(deposit.number("amount")).isEqualTo(50_000);
    assertThat(deposit.number("available")).isEqualTo(50_000);
    assertThat(deposit.number("held")).isZero();
    assertThat(withdrawal.status()).isEqualTo(201);
    assertThat(withdrawal.number("available")).isEqualTo(30_000);
    assertThat(wallet.get("/api/wallet", Tokens.of(user)).number("available")).isEqualTo(30_000);
  }

  @Test
  void repeatsGetTheFirstAnswer() {
    Answer first = wallet.deposit(user, "again", 700);
    wallet.deposit(user, "another", 300);
    Answer repeat = wallet.deposit(user, "again", 700);

    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.body()).isEqualTo(first.body());
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(wallet.get("/api/wallet", Tokens.of(user)).number("available")).isEqualTo(1_000);
  }

  @Test
  void refusesTheSameKeyWithAnotherAmount() {
    wallet.deposit(user, "key", 700);
    Answer other = wallet.deposit(user, "key", 701);

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(wallet.get("/api/wallet", Tokens.of(user)).number("available")).isEqualTo(700);
  }

  @Test
  void theSameKeyOfAnotherUserIsAnotherRequest() {
    long neighbour = Users.next();
    wallet.deposit(user, "key", 700);
    Answer other = wallet.deposit(neighbour, "key", 900);

    assertThat(other.status()).isEqualTo(201);
    assertThat(other.number("available")).isEqualTo(900);
  }

  @Test
  void refusesToPayOutMoreThanThereIsAndRemembersIt() {
    wallet.fund(user, 500);
    Answer tooMuch = wallet.withdraw(user, "out", 501);
    wallet.deposit(user, "more", 500);
    Answer repeat = wallet.withdraw(user, "out", 501);

    assertThat(tooMuch.status()).isEqualTo(422);
    assertThat(tooMuch.code()).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(repeat.code()).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(wallet.get("/api/wallet", Tokens.of(user)).number("available")).isEqualTo(1_000);
  }

  @Test
  void fiftyDepositsAtOnceWithTheSameKeyAreOne() throws Exception {
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      calls.add(() -> wallet.deposit(user, "same", 1_234));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> call : threads.invokeAll(calls)) {
        assertThat(call.get().status()).isEqualTo(201);
        assertThat(call.get().number("available")).isEqualTo(1_234);
      }
    }
    assertThat(wallet.get("/api/wallet", Tokens.of(user)).number("available")).isEqualTo(1_234);
    assertThat(transactions("")).hasSize(1);
    assertThat(wallet.bean(DecidedRequests.class).waiting()).isZero();
  }

  @Test
  void withdrawalsAtOnceNeverTakeMoreThanThereIs() throws Exception {
    wallet.fund(user, 1_000);
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String key = "out-" + i;
      calls.add(() -> wallet.withdraw(user, key, 100));
    }
    int paid = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> call : threads.invokeAll(calls)) {
        paid += call.get().status() == 201 ? 1 : 0;
      }
    }
    assertThat(paid).isEqualTo(10);
    assertThat(wallet.get("/api/wallet", Tokens.of(user)).number("available")).isZero();
  }

  @Test
  void listsTransactionsNewestFirstPageByPage() {
    for (int i = 1; i <= 7; i++) {
      wallet.deposit(user, "d" + i, i);
    }
    List<Long> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          wallet.get("/api/wallet/transactions?limit=3" + cursor, Tokens.of(user)).body();
      page.path("items").forEach(item -> seen.add(item.path("available").asLong()));
      cursor =
          page.path("nextCursor").isNull() ? null : "&cursor=" + page.path("nextCursor").asText();
    } while (cursor != null);

    assertThat(seen).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    JsonNode newest = transactions("").getFirst();
    assertThat(newest.path("type").asText()).isEqualTo("DEPOSIT");
    assertThat(newest.path("held").asLong()).isZero();
    assertThat(newest.path("availableAfter").asLong()).isEqualTo(28);
    assertThat(newest.path("heldAfter").asLong()).isZero();
    assertThat(newest.has("auctionId")).isFalse();
    assertThat(newest.path("createdAt").asText()).endsWith("Z");
  }

  @Test
  void showsARequestToItsOwnerOnly() {
    String id = wallet.deposit(user, "mine", 42).body().path("transactionId").asText();
    String path = "/api/wallet/requests/" + id;

    Answer mine = wallet.get(path, Tokens.of(user));
    Answer foreign = wallet.get(path, Tokens.of(Users.next()));

    assertThat(mine.body().path("status").asText()).isEqualTo("DONE");
    assertThat(mine.number("amount")).isEqualTo(42);
    assertThat(mine.number("available")).isEqualTo(42);
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(wallet.get("/api/wallet/requests/" + UUID.randomUUID(), Tokens.of(user)).status())
        .isEqualTo(404);
  }

  @Test
  void aRefusedRequestSaysWhy() {
    wallet.withdraw(user, "no", 42);
    String id =
        com.neighborbid.common.contract.BidIds.moneyRequest("withdrawal", user, "no").toString();
    Answer answer =
        Eventually.get(
            () -> wallet.get("/api/wallet/requests/" + id, Tokens.of(user)),
            found -> found.status() == 200);

    assertThat(answer.body().path("status").asText()).isEqualTo("REFUSED");
    assertThat(answer.code()).isEqualTo("INSUFFICIENT_FUNDS");
  }

  private List<JsonNode> transactions(String query) {
    List<JsonNode> items = new ArrayList<>();
    wallet
        .get("/api/wallet/transactions" + query, Tokens.of(user))
        .body()
        .path("items")
        .forEach(items::add);
    return items;
  }
}
