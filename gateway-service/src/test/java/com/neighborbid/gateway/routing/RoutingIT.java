package com.neighborbid.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.gateway.support.GatewayIntegration;
import com.neighborbid.gateway.support.RawConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingIT extends GatewayIntegration {

  @ParameterizedTest
  @CsvSource({
    "POST, /api/auth/signup, user",
    "POST, /api/auth/login, user",
    "POST, /api/auth/refresh, user",
    "POST, /api/auth/logout, user",
    "GET, /.well-known/jwks.json, user",
    "GET, /api/users/me, user",
    "PATCH, /api/users/me, user",
    "GET, /api/users/7, user",
    "GET, /api/users/7/reviews, user",
    "POST, /api/auctions/1/review, user",
    "POST, /api/auth/password-reset, user",
    "POST, /api/auth/password-reset/confirm, user",
    "POST, /api/auth/email-verification, user",
    "GET, /api/users/me/sign-ins, user",
    "DELETE, /api/users/me/sign-ins/0b0c8d5e-1111-4222-8333-944444444444, user",
    "GET, /api/users/me/export, user",
    "POST, /api/users/me/erasure, user",
    "POST, /api/admin/users/7/suspend, user",
    "PUT, /api/admin/users/7/roles, user",
    "GET, /api/admin/audit, user",
    "POST, /api/admin/signing-keys/rotate, user",
    "POST, /api/admin/auctions/7/suspend, auction",
    "POST, /api/auctions/7/reports, auction",
    "GET, /api/me/reported-auctions, auction",
    "GET, /api/me/reports/sales.csv, auction",
    "POST, /api/me/blocked-bidders, auction",
    "DELETE, /api/me/blocked-bidders/7, auction",
    "POST, /api/admin/reports/7/dismiss, auction",
    "GET, /api/admin/statistics/daily, auction",
    "GET, /api/admin/auction-audit, auction",
    "GET, /api/notifications, user",
    "PATCH, /api/notifications/1, user",
    "GET, /api/me/notification-preferences, user",
    "PUT, /api/me/notification-preferences, user",
    "GET, /api/me/tasks, user",
    "PATCH, /api/me/tasks/1, user",
    "POST, /api/notifications/read-all, user",
    "PUT, /api/me/notification-preferences/webhook, user",
    "GET, /api/admin/dead-letters, user",
    "POST, /api/admin/dead-letters/7/resend, user",
    "GET, /api/wallet, wallet",
    "POST, /api/wallet/deposits, wallet",
    "POST, /api/wallet/withdrawals, wallet",
    "GET, /api/wallet/transactions, wallet",
    "GET, /api/wallet/holds, wallet",
    "GET, /api/wallet/payments, wallet",
    "POST, /api/wallet/payments/1/confirm, wallet",
    "POST, /api/wallet/provider/webhook, wallet",
    "POST, /api/admin/payments/1/decide, wallet",
    "POST, /api/admin/wallets/7/adjustments, wallet",
    "GET, /api/admin/wallet-audit, wallet",
    "GET, /api/auctions, auction",
    "POST, /api/auctions, auction",
    "GET, /api/auctions/1, auction",
    "PATCH, /api/auctions/1, auction",
    "GET, /api/auctions/1/review, auction",
    "POST, /api/auctions/1/bids, auction",
    "GET, /api/auctions/1/bids, auction",
    "POST, /api/auctions/1/buy-now, auction",
    "POST, /api/auctions/1/close, auction",
    "PUT, /api/auctions/1/watch, auction",
    "DELETE, /api/auctions/1/watch, auction",
    "GET, /api/auctions/1/ledger, auction",
    "GET, /api/bids/0b0c8d5e-1111-4222-8333-944444444444, auction",
    "GET, /api/me/bids, auction",
    "GET, /api/me/auctions, auction",
    "GET, /api/me/watchlist, auction",
    "GET, /api/images/abc.jpg, auction",
    "GET, /api/auctions/7/ledger, auction",
    "GET, /api/auctions/7/ledger/proof, auction",
    "GET, /api/ledger/roots, auction",
    "GET, /api/regions, auction",
    "GET, /api/categories, auction",
  })
  void everyPublicCallReachesItsService(String method, String path, String service) {
    HttpResponse<String> response =
        send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode seen = json(response);
    assertThat(seen.path("service").asText()).isEqualTo(service);
    assertThat(seen.path("method").asText()).isEqualTo(method);
    assertThat(seen.path("uri").asText()).isEqualTo(path);
  }

  @Test
  void queriesAndEscapesArriveAsTheyWereSent() {
    JsonNode seen = json(get("/api/auctions?q=%EC%9D%98%EC%9E%90+a%26b&cursor=x%2Fy%3D"));
    assertThat(seen.path("uri").asText())
        .isEqualTo("/api/auctions?q=%EC%9D%98%EC%9E%90+a%26b&cursor=x%2Fy%3D");
  }

  @ParameterizedTest
  @CsvSource({
    "/v3/api-docs/user, user",
    "/v3/api-docs/wallet, wallet",
    "/v3/api-docs/auction, auction",
    "/v3/api-docs/realtime, realtime",
  })
  void theDocumentOfAServiceComesFromIt(String path, String service) {
    JsonNode seen = json(get(path));
    assertThat(seen.path("service").asText()).isEqualTo(service);
    assertThat(seen.path("uri").asText()).isEqualTo("/v3/api-docs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "/api/nothing",
        "/internal/users/1",
        "/internal/payments/1/confirm",
        "/internal/positions",
        "/internal",
        "/user/actuator/health",
        "/actuator",
        "/actuator/env",
        "/actuator/heapdump",
        "/actuator/gateway/routes",
        "/actuator/health/liveness/x",
        "/actuator/prometheus/",
        "/v3/api-docs/other",
        "/webjars/swagger-ui/5.32.2/index.html",
        "/application.yml",
        "/com/neighborbid/gateway/GatewayApplication.class",
      })
  void whatIsNotPublicIsNotFound(String path) {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(response).path("code").asText()).isEqualTo("NOT_FOUND");
    assertNobodyWasAsked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/auth/../internal/users/1",
        "/api/wallet/../../internal/payments/1/confirm",
        "/api/admin/payments/..%2f..%2f..%2finternal/payments/1/confirm",
        "/api/auth/..;/internal/users/1",
        "/api/auth/;x=1/../../internal/users/1",
        "/api/auth/%2e%2e/internal/users/1",
        "/api/auth/%2E%2E%2Finternal/users/1",
        "/api/auth/..%2f..%2finternal/users/1",
        "/api/auth/..%5c..%5cinternal/users/1",
        "/api/auth/%252e%252e/internal/users/1",
        "/api/auth//internal",
        "//internal/users/1",
        "/./internal/users/1",
        "/static/../actuator/env",
        "/api/auctions/%00",
      })
  void noPathLeadsAroundTheRoutes(String path) {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(raw.head()).startsWith("HTTP/1.1 404").contains("application/problem+json");
    }
    assertNobodyWasAsked();
  }

  @Test
  void anAbsoluteTargetDoesNotChooseAnotherHost() {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(
          "GET http://evil.example/api/wallet HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(raw.rest()).startsWith("HTTP/1.1 200").contains("\"service\":\"wallet\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"TRACE, 405", "CONNECT, 405", "BREW, 405"})
  void unknownMethodsAreRefused(String method, int status) {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(method + " /api/wallet HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(raw.rest())
          .startsWith("HTTP/1.1 " + status)
          .contains("\"code\":\"METHOD_NOT_ALLOWED\"");
    }
    assertNobodyWasAsked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a|b HTTP/1.1\r\n\r\n",
        "GET /a%zz HTTP/1.1\r\n\r\n",
        "GET /a%2 HTTP/1.1\r\n\r\n",
        "GET /<script> HTTP/1.1\r\n\r\n",
        "NONSENSE\r\n\r\n",
        "GET / HTTP/1.1\r\nBad Header: x\r\n\r\n",
        "POST /api/wallet HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "POST /api/wallet HTTP/1.1\r\nContent-Length: -5\r\n\r\nhello",
      })
  void whatIsNotHttpIsAProblemToo(String request) {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(request);
      assertThat(raw.rest())
          .startsWith("HTTP/1.1 400")
          .contains("\"code\":\"MALFORMED_REQUEST\"")
          .contains("requestId");
    }
    assertNobodyWasAsked();
  }

  @Test
  void headersThatAreTooLongAreAProblem() {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send("GET /api/wallet HTTP/1.1\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");
      assertThat(raw.rest()).startsWith("HTTP/1.1 400").contains("MALFORMED_REQUEST");
    }
    assertNobodyWasAsked();
  }

  @Test
  void problemsSpeakTheReadersLanguage() {
    String korean =
        json(get("/nothing", "Accept-Language", "ko-KR,ko;q=0.9")).path("title").asText();
    String english = json(get("/nothing", "Accept-Language", "fr")).path("title").asText();
    assertThat(english).isEqualTo("Not found");
    assertThat(korean).isNotEqualTo(english).matches(".*[가-힣].*");
  }

  @Test
  void problemsHaveTheirTypeAndTheRequestId() {
    HttpResponse<String> response = get("/nothing");
    JsonNode problem = json(response);
    assertThat(problem.path("type").asText())
        .isEqualTo("https://neighborbid.example/problems/not-found");
    assertThat(problem.path("status").asInt()).isEqualTo(404);
    assertThat(response.headers().firstValue("X-Request-Id"))
        .hasValue(problem.path("requestId").asText());
  }

  private static void assertNobodyWasAsked() {
    assertThat(USER.calls() + WALLET.calls() + AUCTION.calls() + REALTIME.calls()).isZero();
  }
}
