package com.neighborbid.wallet.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.RunningWallet.Answer;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be used is refused with the field's name and changes nothing.
class BadAdminInputIT {
  private final RunningWallet wallet = RunningWallet.shared();
  private final long user = Users.next();
  private final String admin = Tokens.admin(1);

  @BeforeEach
  void fund() {
    wallet.fund(user, 100);
  }

  static Stream<Arguments> adjustments() {
    return Stream.of(
        Arguments.of("", "MALFORMED_REQUEST", ""),
        Arguments.of("{", "MALFORMED_REQUEST", ""),
        Arguments.of("{}", "VALIDATION_FAILED", "amount"),
        Arguments.of("{\"amount\":5}", "VALIDATION_FAILED", "reason"),
        Arguments.of("{\"amount\":0,\"reason\":\"x\"}", "VALIDATION_FAILED", "amount"),
        Arguments.of("{\"amount\":1.5,\"reason\":\"x\"}", "MALFORMED_REQUEST", "amount"),
        Arguments.of("{\"amount\":\"5\",\"reason\":\"x\"}", "MALFORMED_REQUEST", "amount"),
        Arguments.of("{\"amount\":1000000000001,\"reason\":\"x\"}", "VALIDATION_FAILED", "amount"),
        Arguments.of(
            "{\"amount\":-9223372036854775808,\"reason\":\"x\"}", "VALIDATION_FAILED", "amount"),
        Arguments.of("{\"amount\":5,\"reason\":\"\"}", "VALIDATION_FAILED", "reason"),
        Arguments.of("{\"amount\":5,\"reason\":7}", "MALFORMED_REQUEST", "reason"),
        Arguments.of(
            "{\"amount\":5,\"reason\":\"" + "x".repeat(501) + "\"}",
            "VALIDATION_FAILED",
            "reason"));
  }

  @ParameterizedTest
  @MethodSource("adjustments")
  void refusesBadAdjustments(String body, String code, String field) {
    Answer answer = adjust("key", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo(field);
    nothingChanged();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "a b", "a/b"})
  void demandsAnIdempotencyKey(String key) {
    Answer answer = adjust(key, "{\"amount\":5,\"reason\":\"x\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("errors").path(0).path("field").asText())
        .isEqualTo("Idempotency-Key");
    nothingChanged();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"reason\":\"\"}", "{\"reason\":[]}"})
  void demandsAReasonToUnblock(String body) {
    Answer answer = wallet.post("/api/admin/wallets/" + user + "/unblock", admin, body);

    assertThat(answer.status()).isEqualTo(400);
    nothingChanged();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/admin/wallets/x",
        "/api/admin/wallets/1.5",
        "/api/admin/wallet-audit?limit=0",
        "/api/admin/wallet-audit?cursor=AAAA",
        "/api/admin/wallet-audit?userId=x",
        "/api/admin/wallet-audit?userId=99999999999999999999"
      })
  void refusesBadQueries(String path) {
    Answer answer = wallet.get(path, admin);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isIn("VALIDATION_FAILED", "MALFORMED_REQUEST");
  }

  private Answer adjust(String key, String body) {
    return wallet.post("/api/admin/wallets/" + user + "/adjustments", admin, key, body);
  }

  private void nothingChanged() {
    assertThat(wallet.get("/api/wallet", Tokens.of(user)).number("available")).isEqualTo(100);
    assertThat(wallet.get("/api/admin/wallet-audit?userId=" + user, admin).body().path("items"))
        .isEmpty();
  }
}
