package com.neighborbid.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.RunningWallet.Answer;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be used is refused with the field's name, whoever asks.
class BadPaymentInputIT {
  private final RunningWallet wallet = RunningWallet.shared();
  private final String user = Tokens.of(Users.next());
  private final String admin = Tokens.admin(1);

  static Stream<Arguments> bodies() {
    String dispute = "/api/wallet/payments/1/dispute";
    String decide = "/api/admin/payments/1/decide";
    String internal = "/internal/payments/1/confirm";
    String long2001 = "x".repeat(2_001);
    return Stream.of(
        Arguments.of(dispute, "", "MALFORMED_REQUEST", ""),
        Arguments.of(dispute, "{", "MALFORMED_REQUEST", ""),
        Arguments.of(dispute, "{}", "VALIDATION_FAILED", "reason"),
        Arguments.of(dispute, "{\"reason\":\" \"}", "VALIDATION_FAILED", "reason"),
        Arguments.of(dispute, "{\"reason\":5}", "MALFORMED_REQUEST", "reason"),
        Arguments.of(dispute, "{\"reason\":\"\\u0000\"}", "VALIDATION_FAILED", "reason"),
        Arguments.of(dispute, "{\"reason\":\"" + long2001 + "\"}", "VALIDATION_FAILED", "reason"),
        Arguments.of(decide, "", "MALFORMED_REQUEST", ""),
        Arguments.of(decide, "{\"reason\":\"x\"}", "VALIDATION_FAILED", "to"),
        Arguments.of(decide, "{\"to\":\"seller\",\"reason\":\"x\"}", "VALIDATION_FAILED", "to"),
        Arguments.of(decide, "{\"to\":1,\"reason\":\"x\"}", "MALFORMED_REQUEST", "to"),
        Arguments.of(decide, "{\"to\":\"SELLER\"}", "VALIDATION_FAILED", "reason"),
        Arguments.of(
            decide, "{\"to\":\"BUYER\",\"reason\":\"a\\nb\"}", "VALIDATION_FAILED", "reason"),
        Arguments.of(internal, "", "MALFORMED_REQUEST", ""),
        Arguments.of(internal, "{}", "VALIDATION_FAILED", "buyerId"),
        Arguments.of(internal, "{\"buyerId\":0}", "VALIDATION_FAILED", "buyerId"),
        Arguments.of(internal, "{\"buyerId\":\"7\"}", "MALFORMED_REQUEST", "buyerId"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void refusesBadBodies(String path, String body, String code, String field) {
    Answer answer = wallet.post(path, admin, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/wallet/payments/x/confirm",
        "/api/wallet/payments/1.5/confirm",
        "/api/wallet/payments/99999999999999999999/confirm",
        "/internal/payments/x/confirm"
      })
  void refusesBadIds(String path) {
    Answer answer = wallet.post(path, user, "{\"buyerId\":1}");
    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.code()).isIn("MALFORMED_REQUEST", "VALIDATION_FAILED", "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/wallet/payments?limit=0",
        "/api/wallet/payments?cursor=AAAA",
        "/api/admin/payments?limit=0",
        "/api/admin/payments?cursor=AAAA",
        "/api/admin/payments?status=open"
      })
  void refusesBadLists(String path) {
    Answer answer = wallet.get(path, admin);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("VALIDATION_FAILED");
  }

  @Test
  void demandsAToken() {
    assertThat(wallet.get("/api/wallet/payments", null).status()).isEqualTo(401);
    assertThat(wallet.post("/api/wallet/payments/1/confirm", null, "").status()).isEqualTo(401);
    assertThat(wallet.post("/api/admin/payments/1/decide", "x", "{}").status()).isEqualTo(401);
  }

  /// With money at once there is no provider to be heard.
  @Test
  void hearsNoWebhookWithoutAProvider() {
    assertThat(wallet.post("/api/wallet/provider/webhook", null, "{}").status()).isEqualTo(404);
  }
}
