package com.neighborbid.gateway.routing;

import static com.neighborbid.gateway.support.FakeService.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.neighborbid.gateway.support.GatewayIntegration;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;

/// What clients see while a service is away, slow or broken, and how it comes back. Breakers
/// remember, so each test begins with fresh ones.
@TestPropertySource(
    properties = {"neighborbid.times.read=1500ms", "neighborbid.times.write=1500ms"})
class UnavailableIT extends GatewayIntegration {

  private static final int ENOUGH_TO_OPEN = 12;

  @Autowired private CircuitBreakerRegistry breakers;

  @BeforeEach
  void warmUp() {
    await().until(() -> get("/api/auctions").statusCode() == 200);
    await().until(() -> post("/api/wallet/deposits", "{}").statusCode() == 200);
    AUCTION.reset();
    WALLET.reset();
    closeBreakers();
  }

  private void closeBreakers() {
    breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
  }

  @AfterEach
  void leaveBreakersClosed() {
    closeBreakers();
  }

  @Test
  void aServiceThatIsAwayIs503UntilItIsBack() {
    AUCTION.stop();
    for (int i = 0; i < ENOUGH_TO_OPEN; i++) {
      assertUnavailable(get("/api/auctions"));
      assertUnavailable(post("/api/auctions/1/bids", "{\"amount\":1000}"));
    }
    assertThat(get("/api/wallet").statusCode()).as("the others go on").isEqualTo(200);
    AUCTION.reset();
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              assertThat(get("/api/auctions").statusCode()).isEqualTo(200);
              assertThat(post("/api/auctions/1/bids", "{}").statusCode()).isEqualTo(200);
            });
  }

  @Test
  void aServiceThatIsTooSlowIs503AndNever504() {
    AUCTION.behave((_, _) -> Mono.never());
    assertUnavailable(get("/api/auctions"));
    assertUnavailable(post("/api/auctions", "{}"));
  }

  @Test
  void aBidThatWantsToWaitIsGivenTheTime() {
    AUCTION.behave(
        (_, response) ->
            Mono.delay(Duration.ofMillis(3000))
                .then(Mono.from(answer(response, 201, "application/json", "{}"))));
    assertUnavailable(post("/api/auctions/1/bids", "{}"));
    assertThat(post("/api/auctions/1/bids", "{}", "Prefer", "wait=10").statusCode()).isEqualTo(201);
  }

  @Test
  void aWriteIsNeverSentTwice() {
    WALLET.behave(
        (_, response) -> {
          response.withConnection(connection -> connection.dispose());
          return Mono.never();
        });
    assertUnavailable(post("/api/wallet/deposits", "{\"amount\":1}"));
    assertThat(WALLET.calls()).isEqualTo(1);
  }

  @Test
  void aReadIsAskedOnceMoreWhereNothingCameBack() {
    WALLET.behave(
        (_, response) -> {
          WALLET.behave((_, second) -> answer(second, 200, "application/json", "{}"));
          response.withConnection(connection -> connection.dispose());
          return Mono.never();
        });
    assertThat(get("/api/wallet").statusCode()).isEqualTo(200);
    assertThat(WALLET.calls()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "400, VALIDATION_FAILED",
    "401, UNAUTHORIZED",
    "404, AUCTION_NOT_FOUND",
    "409, OUTBID_MEANWHILE",
    "422, INSUFFICIENT_FUNDS",
    "429, TOO_MANY_REQUESTS",
    "500, INTERNAL",
    "503, SERVICE_UNAVAILABLE",
  })
  void whatAServiceAnswersPassesUnchanged(int status, String code) {
    String body = "{\"code\":\"" + code + "\",\"minNextBid\":16000}";
    AUCTION.behave(
        (_, response) ->
            answer(response.header("Retry-After", "7"), status, "application/problem+json", body));
    HttpResponse<String> response = post("/api/auctions/1/bids", "{}");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(body);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
  }

  @Test
  void aServiceThatFailsAgainAndAgainIsLeftAloneForAMoment() {
    AUCTION.behave((_, response) -> answer(response, 500, "application/problem+json", "{}"));
    for (int i = 0; i < ENOUGH_TO_OPEN; i++) {
      get("/api/auctions");
    }
    assertThat(AUCTION.calls()).isLessThan(ENOUGH_TO_OPEN);
    assertUnavailable(get("/api/auctions"));
    AUCTION.reset();
    await().untilAsserted(() -> assertThat(get("/api/auctions").statusCode()).isEqualTo(200));
  }

  @Test
  void aServiceThatRefusesWithA503OfItsOwnStaysInTheFlow() {
    AUCTION.behave(
        (_, response) ->
            answer(
                response, 503, "application/problem+json", "{\"code\":\"SERVICE_UNAVAILABLE\"}"));
    for (int i = 0; i < ENOUGH_TO_OPEN; i++) {
      post("/api/auctions/1/bids", "{}");
    }
    assertThat(AUCTION.calls()).isEqualTo(ENOUGH_TO_OPEN);
  }

  @Test
  void failingWritesDoNotStopReads() {
    AUCTION.behave(
        (request, response) ->
            answer(response, request.method().name().equals("GET") ? 200 : 500, "text/plain", ""));
    for (int i = 0; i < ENOUGH_TO_OPEN; i++) {
      post("/api/auctions/1/bids", "{}");
    }
    assertUnavailable(post("/api/auctions/1/bids", "{}"));
    assertThat(get("/api/auctions").statusCode()).isEqualTo(200);
  }

  private static void assertUnavailable(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(response).path("code").asText()).isEqualTo("SERVICE_UNAVAILABLE");
    assertThat(response.body()).doesNotContain("Exception").doesNotContain("127.0.0.1");
  }
}
