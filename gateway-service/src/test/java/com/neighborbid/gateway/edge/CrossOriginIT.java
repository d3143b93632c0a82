package com.neighborbid.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.gateway.support.GatewayIntegration;
import com.neighborbid.gateway.support.RawConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/// A gateway behind a proxy that is trusted, with one foreign origin allowed, and limits on.
@TestPropertySource(
    properties = {
      "neighborbid.edge.allowed-origins=https://shop.example",
      "neighborbid.edge.trusted-proxies=127.0.0.1",
      "neighborbid.limits.enabled=true",
      "neighborbid.limits.requests-per-second=1",
      "neighborbid.limits.burst=5",
    })
class CrossOriginIT extends GatewayIntegration {

  @Test
  void aListedOriginMayAskAndRead() {
    HttpResponse<String> preflight =
        send(
            request("/api/auctions")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .headers(
                    "Origin", "https://shop.example",
                    "Access-Control-Request-Method", "POST",
                    "Access-Control-Request-Headers", "authorization,idempotency-key",
                    "X-Forwarded-For", "10.0.0.1"));
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://shop.example");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .contains("Authorization", "Idempotency-Key");
    HttpResponse<String> answer =
        get("/api/auctions", "Origin", "https://shop.example", "X-Forwarded-For", "10.0.0.1");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://shop.example");
    assertThat(answer.headers().allValues("Vary")).contains("Origin");
  }

  @Test
  void anotherOriginGetsTheAnswerButNoPermission() {
    HttpResponse<String> answer =
        get("/api/auctions", "Origin", "https://evil.example", "X-Forwarded-For", "10.0.0.2");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void aTrustedProxyIsBelieved() {
    HttpResponse<String> answer =
        get(
            "/api/wallet",
            "X-Forwarded-For",
            "6.6.6.6, 203.0.113.9",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "bid.example");
    var headers = json(answer).path("headers");
    assertThat(headers.path("x-forwarded-for").asText()).isEqualTo("203.0.113.9");
    assertThat(headers.path("x-forwarded-proto").asText()).isEqualTo("https");
    assertThat(headers.path("x-forwarded-host").asText()).isEqualTo("bid.example");
  }

  @Test
  void anAddressThatAsksTooOftenIsRefusedAndOthersAreNot() {
    HttpResponse<String> last = get("/api/wallet", "X-Forwarded-For", "10.0.0.3");
    for (int i = 0; i < 20 && last.statusCode() == 200; i++) {
      last = get("/api/wallet", "X-Forwarded-For", "10.0.0.3");
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(json(last).path("code").asText()).isEqualTo("TOO_MANY_REQUESTS");
    assertThat(get("/api/wallet", "X-Forwarded-For", "10.0.0.4").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/health", "X-Forwarded-For", "10.0.0.3").statusCode())
        .as("health stays visible")
        .isEqualTo(200);
  }

  @Test
  void handshakesCountToo() {
    String handshake =
        "GET /ws/auction/1/ HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 10.0.0.5\r\nConnection:"
            + " Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key:"
            + " dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    String head = "";
    for (int i = 0; i < 20 && !head.startsWith("HTTP/1.1 429"); i++) {
      try (RawConnection raw = new RawConnection(port)) {
        head = raw.send(handshake).head();
      }
    }
    assertThat(head).startsWith("HTTP/1.1 429").containsIgnoringCase("retry-after: 1");
  }

  @Test
  void metricsAreNotForWhoeverComesThroughAProxy() {
    assertThat(get("/actuator/prometheus", "X-Forwarded-For", "10.0.0.6").statusCode())
        .isEqualTo(404);
    assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(200);
  }
}
