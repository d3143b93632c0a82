package com.neighborbid.gateway.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A gateway on a free port with four fake services behind it, shared by all tests that need no
/// other settings. Time limits are long, since a cold gateway on a busy machine is slow; tests of
/// slowness set their own.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "neighborbid.limits.enabled=false",
      "neighborbid.times.read=20s",
      "neighborbid.times.write=20s",
      "neighborbid.times.handshake=2s",
      "neighborbid.breaker.open-for=300ms"
    })
@AutoConfigureObservability(tracing = false)
public abstract class GatewayIntegration {

  public static final FakeService USER = new FakeService("user");
  public static final FakeService WALLET = new FakeService("wallet");
  public static final FakeService AUCTION = new FakeService("auction");
  public static final FakeService REALTIME = new FakeService("realtime");

  /// Known to the gateways of tests that say so.
  public static final FakeService SECOND_AUCTION = new FakeService("auction-2");

  public static final FakeService SECOND_REALTIME = new FakeService("realtime-2");

  protected static final ObjectMapper JSON = new ObjectMapper();
  protected static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  @LocalServerPort protected int port;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    registry.add("neighborbid.services.user", USER::url);
    registry.add("neighborbid.services.wallet", WALLET::url);
    registry.add("neighborbid.services.auction", () -> AUCTION.url() + "${test.second-auction:}");
    registry.add(
        "neighborbid.services.realtime", () -> REALTIME.url() + "${test.second-realtime:}");
    registry.add("test.auction-2", SECOND_AUCTION::url);
    registry.add("test.realtime-2", SECOND_REALTIME::url);
  }

  @BeforeEach
  void resetServices() {
    USER.reset();
    WALLET.reset();
    AUCTION.reset();
    REALTIME.reset();
  }

  protected HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
  }

  protected HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = request(path).GET();
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  protected HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  protected static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  protected static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
