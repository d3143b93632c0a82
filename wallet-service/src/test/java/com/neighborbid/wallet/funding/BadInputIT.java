package com.neighborbid.wallet.funding;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.RunningWallet.Answer;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every endpoint refuses what it cannot use, names the field, and changes nothing.
class BadInputIT {
  private static final List<String> MONEY =
      List.of("/api/wallet/deposits", "/api/wallet/withdrawals");
  private static final List<String> READS =
      List.of(
          "/api/wallet",
          "/api/wallet/transactions",
          "/api/wallet/holds",
          "/api/wallet/requests/00000000-0000-0001-0000-000000000002");

  private final RunningWallet wallet = RunningWallet.shared();
  private final long user = Users.next();

  static Stream<Arguments> bodies() {
    String long10k = "x".repeat(10_000);
    return MONEY.stream()
        .flatMap(
            path ->
                Stream.of(
                    Arguments.of(path, "", "MALFORMED_REQUEST", null),
                    Arguments.of(path, "{", "MALFORMED_REQUEST", null),
                    Arguments.of(path, "[1]", "MALFORMED_REQUEST", null),
                    Arguments.of(path, "null", "MALFORMED_REQUEST", null),
                    Arguments.of(path, "\"" + long10k + "\"", "MALFORMED_REQUEST", null),
                    Arguments.of(path, "{}", "VALIDATION_FAILED", "amount"),
                    Arguments.of(path, "{\"sum\":5}", "VALIDATION_FAILED", "amount"),
                    Arguments.of(path, "{\"amount\":null}", "VALIDATION_FAILED", "amount"),
                    Arguments.of(path, "{\"amount\":0}", "VALIDATION_FAILED", "amount"),
                    Arguments.of(path, "{\"amount\":-1}", "VALIDATION_FAILED", "amount"),
                    Arguments.of(path, "{\"amount\":10000001}", "VALIDATION_FAILED", "amount"),
                    Arguments.of(
                        path, "{\"amount\":9223372036854775807}", "VALIDATION_FAILED", "amount"),
                    Arguments.of(
                        path, "{\"amount\":9223372036854775808}", "MALFORMED_REQUEST", "amount"),
                    Arguments.of(path, "{\"amount\":1e3}", "MALFORMED_REQUEST", "amount"),
                    Arguments.of(path, "{\"amount\":1.5}", "MALFORMED_REQUEST", "amount"),
                    Arguments.of(path, "{\"amount\":\"5\"}", "MALFORMED_REQUEST", "amount"),
                    Arguments.of(path, "{\"amount\":true}", "MALFORMED_REQUEST", "amount"),
                    Arguments.of(path, "{\"amount\":[5]}", "MALFORMED_REQUEST", "amount"),
                    Arguments.of(
                        path, "{\"amount\":\"" + long10k + "\"}", "MALFORMED_REQUEST", "amount")));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void refusesBadAmounts(String path, String body, String code, String field) {
    Answer answer = wallet.post(path, Tokens.of(user), "key", body);

    refused(answer, 400, code);
    if (field != null) {
      assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo(field);
      assertThat(answer.body().path("errors").path(0).path("message").asText()).isNotBlank();
    }
    nothingChanged();
  }

  static Stream<Arguments> keys() {
    return MONEY.stream()
        .flatMap(
            path ->
                Stream.of(null, "", " ", "a b", "a/b", "x".repeat(65), "'; drop table wallet; --")
                    .map(key -> Arguments.of(path, key)));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void demandsAnIdempotencyKey(String path, String key) {
    Answer answer = wallet.post(path, Tokens.of(user), key, "{\"amount\":5}");

    refused(answer, 400, "VALIDATION_FAILED");
    assertThat(answer.body().path("errors").path(0).path("field").asText())
        .isEqualTo("Idempotency-Key");
    nothingChanged();
  }

  static Stream<Arguments> strangers() {
    return Stream.concat(READS.stream(), MONEY.stream())
        .flatMap(
            path ->
                Stream.of(
                        null,
                        "nonsense",
                        Tokens.expired(7),
                        Tokens.ofDeletedKey(7),
                        Tokens.of(7) + "x",
                        Tokens.of(-7))
                    .map(token -> Arguments.of(path, token)));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void demandsAValidToken(String path, String token) {
    Answer answer =
        MONEY.contains(path)
            ? wallet.post(path, token, "key", "{\"amount\":5}")
            : wallet.get(path, token);

    refused(answer, 401, "UNAUTHORIZED");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }

  static Stream<Arguments> pages() {
    return Stream.of("/api/wallet/transactions", "/api/wallet/holds")
        .flatMap(
            path ->
                Stream.of(
                    Arguments.of(path + "?limit=0", "limit"),
                    Arguments.of(path + "?limit=101", "limit"),
                    Arguments.of(path + "?limit=-1", "limit"),
                    Arguments.of(path + "?limit=ten", "limit"),
                    Arguments.of(path + "?limit=99999999999999999999", "limit"),
                    Arguments.of(path + "?cursor=", "cursor"),
                    Arguments.of(path + "?cursor=AAAA", "cursor"),
                    Arguments.of(path + "?cursor=%00", "cursor"),
                    Arguments.of(path + "?cursor=" + "a".repeat(5_000), "cursor"),
                    // A well-formed cursor, "+1000000000-12-31T23:59:59Z" and "1", of no list of
                    // ours.
                    Arguments.of(
                        path
                            + "?cursor="
                            + com.neighborbid.common.web.Cursor.of(java.time.Instant.MAX, 1, 1)
                                .encode(),
                        "cursor")));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void refusesBadPages(String path, String field) {
    Answer answer = wallet.get(path, Tokens.of(user));

    refused(answer, 400, "VALIDATION_FAILED");
    assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/wallets/x/standing",
        "/internal/positions",
        "/internal/positions?auctionId=",
        "/internal/positions?auctionId=x",
        "/internal/positions?auctionId=1.5",
        "/internal/positions?auctionId=99999999999999999999",
        "/internal/positions?auctionId=1&limit=0",
        "/internal/positions?auctionId=1&cursor=AAAA"
      })
  void refusesBadInternalQueries(String path) {
    Answer answer = wallet.get(path, null);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isIn("VALIDATION_FAILED", "MALFORMED_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1", "00000000-0000-0001-0000-00000000000z"})
  void refusesBadRequestIds(String id) {
    Answer answer = wallet.get("/api/wallet/requests/" + id, Tokens.of(user));

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.code()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/wallet/deposits", "/api/wallet/withdrawals"})
  void refusesHugeBodies(String path) {
    String huge = "{\"amount\":5,\"note\":\"" + "x".repeat(1_000_000) + "\"}";
    refused(wallet.post(path, Tokens.of(user), "key", huge), 413, "PAYLOAD_TOO_LARGE");
    nothingChanged();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/wallet/deposits", "/api/wallet/withdrawals"})
  void refusesOtherMediaTypes(String path) {
    Answer answer =
        wallet.send(
            wallet
                .request(path, Tokens.of(user))
                .header("Idempotency-Key", "key")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"amount\":5}")));

    refused(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
    nothingChanged();
  }

  @Test
  void refusesOtherMethodsAndUnknownPaths() {
    refused(wallet.get("/api/wallet/deposits", Tokens.of(user)), 405, "METHOD_NOT_ALLOWED");
    refused(wallet.get("/api/wallet/nothing", Tokens.of(user)), 404, "NOT_FOUND");
    refused(wallet.get("/api/nothing", null), 404, "NOT_FOUND");
  }

  @Test
  void answersInTheLanguageOfTheCaller() {
    Answer answer =
        wallet.send(
            wallet
                .request("/api/wallet/deposits", Tokens.of(user))
                .header("Idempotency-Key", "key")
                .header("Content-Type", "application/json")
                .header("Accept-Language", "ko")
                .POST(BodyPublishers.ofString("{\"amount\":0}")));

    refused(answer, 400, "VALIDATION_FAILED");
    assertThat(answer.body().path("title").asText()).matches(".*[가-힣].*");
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.number("status")).isEqualTo(status);
    assertThat(answer.header("X-Request-Id")).isEqualTo(answer.body().path("requestId").asText());
  }

  private void nothingChanged() {
    assertThat(wallet.get("/api/wallet", Tokens.of(user)).number("available")).isZero();
    assertThat(
            wallet
                .jdbc()
                .sql("select count(*) from money_request where user_id = ?")
                .param(user)
                .query(Long.class)
                .single())
        .isZero();
  }
}
