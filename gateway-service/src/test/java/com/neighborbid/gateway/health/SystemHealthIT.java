package com.neighborbid.gateway.health;

import static com.neighborbid.gateway.support.FakeService.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.gateway.support.GatewayIntegration;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SystemHealthIT extends GatewayIntegration {

  @Test
  void isUpWhereEveryPartIs() {
    await().untilAsserted(() -> assertThat(get("/health").statusCode()).isEqualTo(200));
    JsonNode report = json(get("/health"));
    assertThat(report.path("status").asText()).isEqualTo("UP");
    assertThat(report.path("services").properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactly("gateway", "user", "wallet", "auction", "realtime");
    assertThat(report.at("/services/user/status").asText()).isEqualTo("UP");
    assertThat(report.at("/services/user/ms").isIntegralNumber()).isTrue();
  }

  @Test
  void namesThePartThatIsAway() {
    WALLET.stop();
    await()
        .untilAsserted(
            () -> {
              HttpResponse<String> response = get("/health");
              assertThat(response.statusCode()).isEqualTo(503);
              assertThat(json(response).path("status").asText()).isEqualTo("DOWN");
              assertThat(json(response).at("/services/wallet/status").asText()).isEqualTo("DOWN");
              assertThat(json(response).at("/services/auction/status").asText()).isEqualTo("UP");
            });
    WALLET.reset();
    await().untilAsserted(() -> assertThat(get("/health").statusCode()).isEqualTo(200));
  }

  @Test
  void aPartThatIsNotReadyOrDoesNotAnswerIsDown() {
    USER.behave((_, response) -> answer(response, 503, "application/json", "{}"));
    AUCTION.behave((_, _) -> Mono.never());
    await()
        .untilAsserted(
            () -> {
              HttpResponse<String> response = get("/health");
              assertThat(response.statusCode()).isEqualTo(503);
              assertThat(json(response).at("/services/user/status").asText()).isEqualTo("DOWN");
              assertThat(json(response).at("/services/auction/status").asText()).isEqualTo("DOWN");
            });
  }

  @Test
  void theGatewayItselfIsReadyWhateverTheOthersAre() {
    USER.stop();
    assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/health").body()).doesNotContain("components");
  }

  @Test
  void metricsAreForThisMachine() {
    get("/api/wallet");
    assertThat(get("/actuator/prometheus").body())
        .contains("resilience4j_circuitbreaker_state")
        .contains("neighborbid_gateway_websockets");
    assertThat(get("/actuator/prometheus", "X-Forwarded-For", "127.0.0.1").statusCode())
        .isEqualTo(404);
  }
}
