package com.neighborbid.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.docs.DocumentedApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class OperationsIT extends UserServiceBase {
  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void everyEndpointIsDescribedWithItsRefusals() throws Exception {
    List<String> endpoints =
        mappings.getHandlerMethods().keySet().stream()
            .flatMap(
                info ->
                    info.getMethodsCondition().getMethods().stream()
                        .flatMap(
                            method -> info.getPatternValues().stream().map(p -> method + " " + p)))
            .toList();
    String document = api.get("/v3/api-docs").is(200).raw().body();
    assertThat(DocumentedApi.gaps(endpoints, document)).isEmpty();
  }

  @Test
  void healthAndMetricsAnswer() {
    for (String path : new String[] {"", "/liveness", "/readiness"}) {
      assertThat(api.get("/actuator/health" + path).is(200).text("status")).isEqualTo("UP");
    }
    assertThat(api.get("/actuator/prometheus").is(200).raw().body())
        .contains(
            "neighborbid_outbox_sent_total",
            "application=\"user-service\"",
            "neighborbid_deliveries_waiting{",
            "neighborbid_deliveries_oldest_age_seconds{",
            "neighborbid_deliveries_dead{");
  }

  @Test
  void theApiIsDescribedWithoutTheCallerAsAParameter() {
    Api.Answer docs = api.get("/v3/api-docs").is(200);
    assertThat(docs.body().path("paths").properties())
        .extracting(Map.Entry::getKey)
        .contains(
            "/api/auth/signup",
            "/api/auth/password-reset",
            "/api/auth/email-verification",
            "/api/users/me",
            "/api/users/me/sign-ins",
            "/api/users/me/export",
            "/api/users/me/erasure",
            "/api/users/{id}",
            "/api/users/{id}/reviews",
            "/api/auctions/{id}/review",
            "/api/admin/users/{id}/suspend",
            "/api/admin/signing-keys/rotate",
            "/api/admin/audit");
    assertThat(docs.body().path("paths").path("/api/users/me").path("get").has("parameters"))
        .isFalse();
    assertThat(docs.body().path("paths").properties())
        .extracting(Map.Entry::getKey)
        .contains(
            "/api/notifications",
            "/api/notifications/{id}",
            "/api/notifications/read-all",
            "/api/me/notification-preferences",
            "/api/me/notification-preferences/webhook",
            "/api/me/notification-preferences/push-subscriptions",
            "/api/me/tasks",
            "/api/me/tasks/{id}",
            "/api/admin/dead-letters",
            "/api/admin/dead-letters/{id}/resend")
        .doesNotContain("/error");
    assertThat(
            docs.body()
                .path("paths")
                .path("/api/notifications")
                .path("get")
                .path("parameters")
                .findValuesAsText("name"))
        .containsExactlyInAnyOrder("unread", "limit", "cursor");
  }
}
