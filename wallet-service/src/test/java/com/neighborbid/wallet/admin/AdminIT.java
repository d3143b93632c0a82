package com.neighborbid.wallet.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.contract.wallet.v1.WalletInput.ChargeBack;
import com.neighborbid.servers.TestServers;
import com.neighborbid.wallet.support.Audit;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.Log;
import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.RunningWallet.Answer;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminIT {
  private final RunningWallet wallet = RunningWallet.shared();
  private final long user = Users.next();
  private final long adminId = Users.next();
  private final String admin = Tokens.admin(adminId);

  @AfterEach
  void theLedgerHolds() {
    Audit.holds(wallet.jdbc());
  }

  @Test
  void correctsAWalletOnceAndLeavesATrail() {
    wallet.fund(user, 100);
    Answer down = adjust("k1", -30, "counted twice");
    Answer repeat = adjust("k1", -30, "counted twice");

    assertThat(down.status()).isEqualTo(201);
    assertThat(down.number("available")).isEqualTo(70);
    assertThat(repeat.body()).isEqualTo(down.body());
    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(adjust("k1", -31, "counted twice").code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(adjust("k1", -30, "another reason").code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(adjust("k2", 5, "a present").number("available")).isEqualTo(75);
    assertThat(trail()).containsExactly("ADJUST 5 a present DONE", "ADJUST -30 counted twice DONE");
    JsonNode newest = items().getFirst();
    assertThat(newest.path("adminId").asLong()).isEqualTo(adminId);
    assertThat(newest.path("at").asText()).endsWith("Z");
    assertThat(wallet.get("/api/wallet/transactions", Tokens.of(user)).body().path("items"))
        .anyMatch(
            item ->
                item.path("type").asText().equals("ADJUSTMENT")
                    && item.path("available").asLong() == -30);
  }

  @Test
  void neverTakesMoreThanThereIsAndNotesThatToo() {
    wallet.fund(user, 100);
    Answer refused = adjust("k", -101, "too much");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(adjust("k", -101, "too much").code()).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(trail()).containsExactly("ADJUST -101 too much INSUFFICIENT_FUNDS");
    assertThat(wallet.get("/api/wallet", Tokens.of(user)).number("available")).isEqualTo(100);
  }

  @Test
  void letsABlockedOwnerGo() {
    wallet.fund(user, 100);
    try (Log log = new Log(TestServers.kafkaBootstrap())) {
      log.append(new ChargeBack(user, UUID.randomUUID(), UUID.randomUUID(), 10));
    }
    Eventually.isTrue(
        () -> wallet.get("/api/wallet", Tokens.of(user)).body().path("blocked").asBoolean());
    assertThat(wallet.withdraw(user, "no", 1).code()).isEqualTo("ACCOUNT_SUSPENDED");
    assertThat(state().has("blockedSince")).isTrue();

    Answer unblocked = unblock("paid his debt");
    assertThat(unblocked.status()).isEqualTo(200);
    assertThat(unblocked.body().has("blockedSince")).isFalse();
    assertThat(unblock("again").status()).isEqualTo(200);
    assertThat(trail()).containsExactly("UNBLOCK 0 paid his debt DONE");
    assertThat(wallet.withdraw(user, "yes", 1).status()).isEqualTo(201);
  }

  @Test
  void theTrailStays() {
    wallet.fund(user, 100);
    adjust("k", -1, "why");
    for (String sql :
        List.of(
            "update admin_action set reason = '' where user_id = " + user,
            "delete from admin_action where user_id = " + user,
            "truncate admin_action")) {
      assertThatThrownBy(() -> wallet.jdbc().sql(sql).update())
          .rootCause()
          .hasMessageContaining("is never changed or deleted");
    }
  }

  @Test
  void theTrailIsReadPageByPage() {
    wallet.fund(user, 100);
    for (int i = 1; i <= 5; i++) {
      adjust("k" + i, -i, "no " + i);
    }
    List<Long> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          wallet.get("/api/admin/wallet-audit?limit=2&userId=" + user + cursor, admin).body();
      page.path("items").forEach(item -> seen.add(item.path("amount").asLong()));
      cursor =
          page.path("nextCursor").isNull() ? null : "&cursor=" + page.path("nextCursor").asText();
    } while (cursor != null);
    assertThat(seen).containsExactly(-5L, -4L, -3L, -2L, -1L);
  }

  @Test
  void isForAdminsAndForWalletsThatAreThere() {
    String token = Tokens.of(user);
    String path = "/api/admin/wallets/" + user;
    assertThat(wallet.get(path, token).status()).isEqualTo(403);
    assertThat(wallet.get("/api/admin/wallet-audit", token).status()).isEqualTo(403);
    assertThat(wallet.get("/api/admin/wallets/provider-problems", token).status()).isEqualTo(403);
    assertThat(
            wallet
                .post(path + "/adjustments", token, "k", "{\"amount\":5,\"reason\":\"x\"}")
                .status())
        .isEqualTo(403);
    assertThat(wallet.post(path + "/unblock", token, "{\"reason\":\"x\"}").status()).isEqualTo(403);
    assertThat(wallet.get(path, null).status()).isEqualTo(401);
    assertThat(wallet.get(path, admin).status()).isEqualTo(404);
    assertThat(adjust("k", 5, "nobody").status()).isEqualTo(404);
    assertThat(unblock("nobody").status()).isEqualTo(404);
    assertThat(items()).isEmpty();
  }

  private Answer adjust(String key, long amount, String reason) {
    return wallet.post(
        "/api/admin/wallets/" + user + "/adjustments",
        admin,
        key,
        "{\"amount\":%d,\"reason\":\"%s\"}".formatted(amount, reason));
  }

  private Answer unblock(String reason) {
    return wallet.post(
        "/api/admin/wallets/" + user + "/unblock", admin, "{\"reason\":\"" + reason + "\"}");
  }

  private JsonNode state() {
    return wallet.get("/api/admin/wallets/" + user, admin).body();
  }

  private List<String> trail() {
    return items().stream()
        .map(
            item ->
                item.path("action").asText()
                    + " "
                    + item.path("amount").asLong()
                    + " "
                    + item.path("reason").asText()
                    + " "
                    + item.path("outcome").asText())
        .toList();
  }

  private List<JsonNode> items() {
    List<JsonNode> items = new ArrayList<>();
    wallet
        .get("/api/admin/wallet-audit?userId=" + user, admin)
        .body()
        .path("items")
        .forEach(items::add);
    return items;
  }
}
