package com.neighborbid.gateway.apidocs;

import static com.neighborbid.gateway.support.FakeService.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.gateway.support.FakeService;
import com.neighborbid.gateway.support.GatewayIntegration;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ApiDocsIT extends GatewayIntegration {

  @Test
  void mergesWhatTheServicesSayAndNamesWhoIsMissing() {
    document(USER, "/api/users/me");
    document(WALLET, "/api/wallet");
    document(AUCTION, "/api/auctions");
    REALTIME.stop();
    JsonNode merged = json(get("/v3/api-docs"));
    assertThat(merged.path("paths").properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactlyInAnyOrder("/health", "/api/users/me", "/api/wallet", "/api/auctions");
    assertThat(merged.path("x-missing-services")).hasSize(1);
    assertThat(merged.at("/servers/0/url").asText()).isEqualTo("/");
  }

  @Test
  void isUnavailableWhereNobodyAnswers() {
    USER.stop();
    WALLET.stop();
    AUCTION.stop();
    REALTIME.stop();
    assertThat(get("/v3/api-docs").statusCode()).isEqualTo(503);
  }

  @Test
  void showsThePageWithTheDocumentOfEveryService() {
    HttpResponse<String> redirect = get("/swagger-ui.html");
    assertThat(redirect.headers().firstValue("Location")).hasValue("/swagger-ui/index.html");
    assertThat(get("/swagger-ui/index.html").body()).contains("swagger-ui-bundle.js");
    assertThat(get("/swagger-ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
    assertThat(get("/swagger-ui/swagger-initializer.js").body())
        .contains("/v3/api-docs/wallet")
        .doesNotContain("petstore");
  }

  private static void document(FakeService service, String path) {
    service.behave(
        (_, response) ->
            answer(
                response,
                200,
                "application/json",
                "{\"openapi\":\"3.1.0\",\"paths\":{\"" + path + "\":{\"get\":{}}}}"));
  }
}
