package com.neighborbid.wallet.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.docs.DocumentedApi;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.Users;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// What operators and their tools see.
class OperatorsIT {
  private final RunningWallet wallet = RunningWallet.shared();

  @Test
  void healthSaysHowTheLanesAre() {
    wallet.fund(Users.next(), 5);
    String health =
        Eventually.get(
                () -> wallet.get("/actuator/health", null).raw().body(),
                body -> body.split("RUNNING at", -1).length == 5)
            .toString();

    assertThat(health).contains("wallet-engine/wallet.log-0", "clearing", "\"status\":\"UP\"");
    assertThat(wallet.get("/actuator/health/liveness", null).status()).isEqualTo(200);
    assertThat(wallet.get("/actuator/health/readiness", null).raw().body())
        .contains("db", "laneThreads");
  }

  @Test
  void figuresAreThere() throws Exception {
    String figures =
        HttpClient.newHttpClient()
            .send(wallet.request("/actuator/prometheus", null).build(), BodyHandlers.ofString())
            .body();

    assertThat(figures).contains("wallet_clearing", "lane_batch_seconds", "hikaricp_connections");
  }

  @Test
  void everyEndpointIsDescribedWithItsRefusals() throws Exception {
    List<String> endpoints =
        wallet
            .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods()
            .keySet()
            .stream()
            .flatMap(
                info ->
                    info.getMethodsCondition().getMethods().stream()
                        .flatMap(
                            method -> info.getPatternValues().stream().map(p -> method + " " + p)))
            .toList();
    assertThat(DocumentedApi.gaps(endpoints, wallet.get("/v3/api-docs", null).raw().body()))
        .isEmpty();
  }

  @Test
  void theInterfaceIsDescribed() {
    assertThat(wallet.get("/v3/api-docs", null).body().path("paths").fieldNames())
        .toIterable()
        .contains(
            "/api/wallet",
            "/api/wallet/deposits",
            "/api/wallet/withdrawals",
            "/api/wallet/transactions",
            "/api/wallet/holds",
            "/api/wallet/requests/{id}");
  }
}
