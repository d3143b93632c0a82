package com.neighborbid.gateway.edge;

import static com.neighborbid.gateway.support.FakeService.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.gateway.support.GatewayIntegration;
import com.neighborbid.gateway.support.RawConnection;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersIT extends GatewayIntegration {

  private static final String ID = "X-Request-Id";

  @Test
  void aGoodRequestIdTravelsBothWays() {
    HttpResponse<String> response = get("/api/wallet", ID, "my.own-id_1");
    assertThat(response.headers().allValues(ID)).containsExactly("my.own-id_1");
    assertThat(seen(response, "x-request-id")).isEqualTo("my.own-id_1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "semi;colon", "ünicode", "{}", "a/b"})
  void aMalformedRequestIdIsReplaced(String id) {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(
          "GET /api/wallet HTTP/1.1\r\nHost: x\r\nX-Request-Id: "
              + id
              + "\r\nConnection: close\r\n\r\n");
      assertThat(raw.rest()).doesNotContain(id).containsPattern("X-Request-Id: [0-9a-v]{13}\r\n");
    }
  }

  @Test
  void everyAnswerHasARequestIdOfItsOwn() {
    String first = get("/api/wallet").headers().firstValue(ID).orElseThrow();
    String second = get("/nothing").headers().firstValue(ID).orElseThrow();
    assertThat(first).matches("[0-9a-v]{13}").isNotEqualTo(second);
  }

  @Test
  void anAnswerHasOneRequestIdThoughTheServiceRepeatsIt() {
    WALLET.behave(
        (request, response) ->
            answer(
                response.header(ID, request.requestHeaders().get(ID)),
                200,
                "application/json",
                "{}"));
    assertThat(get("/api/wallet", ID, "once").headers().allValues(ID)).containsExactly("once");
  }

  @Test
  void whereARequestComesFromIsSaidByTheGatewayAlone() {
    HttpResponse<String> response =
        get(
            "/api/wallet",
            "X-Forwarded-For",
            "6.6.6.6",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "evil.example",
            "X-Forwarded-Port",
            "1",
            "X-Forwarded-Prefix",
            "/x",
            "Forwarded",
            "for=6.6.6.6",
            "X-Real-IP",
            "6.6.6.6",
            "X-Original-URL",
            "/internal",
            "X-HTTP-Method-Override",
            "DELETE");
    JsonNode headers = json(response).path("headers");
    assertThat(headers.path("x-forwarded-for").asText()).isEqualTo("127.0.0.1");
    assertThat(headers.path("x-forwarded-proto").asText()).isEqualTo("http");
    assertThat(headers.path("x-forwarded-host").asText()).isEqualTo("127.0.0.1:" + port);
    for (String name :
        List.of(
            "x-forwarded-port",
            "x-forwarded-prefix",
            "forwarded",
            "x-real-ip",
            "x-original-url",
            "x-http-method-override")) {
      assertThat(headers.has(name)).as(name).isFalse();
    }
  }

  @Test
  void headersOfOneConnectionDoNotTravelOn() {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(
          "GET /api/wallet HTTP/1.1\r\nHost: shop.example\r\nConnection: close, TE\r\nTE: trailers\r\n"
              + "Proxy-Authorization: secret\r\nKeep-Alive: 5\r\nUpgrade: h2c\r\n\r\n");
      String answer = raw.rest();
      assertThat(answer).startsWith("HTTP/1.1 200").contains("\"host\":\"shop.example\"");
      assertThat(answer)
          .doesNotContain("\"te\"")
          .doesNotContain("proxy-authorization")
          .doesNotContain("\"keep-alive\"")
          .doesNotContain("\"upgrade\"");
    }
  }

  @Test
  void whatTheServiceNeedsTravelsOn() {
    HttpResponse<String> response =
        post(
            "/api/wallet/deposits",
            "{}",
            "Authorization",
            "Bearer a.b.c",
            "Idempotency-Key",
            "k-1",
            "Prefer",
            "respond-async",
            "Accept-Language",
            "ko",
            "If-None-Match",
            "\"7\"");
    assertThat(seen(response, "authorization")).isEqualTo("Bearer a.b.c");
    assertThat(seen(response, "idempotency-key")).isEqualTo("k-1");
    assertThat(seen(response, "prefer")).isEqualTo("respond-async");
    assertThat(seen(response, "accept-language")).isEqualTo("ko");
    assertThat(seen(response, "if-none-match")).isEqualTo("\"7\"");
  }

  @Test
  void whatTheServiceSaysTravelsBack() {
    AUCTION.behave(
        (_, response) ->
            answer(
                response
                    .header("ETag", "\"7\"")
                    .header("Location", "/api/auctions/1")
                    .header("Server", "secret/1.0"),
                201,
                "application/json",
                "{}"));
    HttpResponse<String> response = post("/api/auctions", "{}");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("ETag")).hasValue("\"7\"");
    assertThat(response.headers().firstValue("Location")).hasValue("/api/auctions/1");
    assertThat(response.headers().firstValue("Server")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/js/main.js", "/api/wallet", "/nothing", "/health"})
  void everyAnswerTellsBrowsersToBeStrict(String path) {
    HttpResponse<String> response = get(path);
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void otherOriginsGetNoPermissionByDefault() {
    HttpResponse<String> response = get("/api/wallet", "Origin", "https://other.example");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  private static String seen(HttpResponse<String> response, String header) {
    return json(response).path("headers").path(header).asText();
  }
}
