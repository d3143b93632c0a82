package com.neighborbid.wallet.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.common.auth.KeySource;
import com.neighborbid.servers.TestServers;
import com.neighborbid.wallet.WalletApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A wallet service in this JVM, on real servers and a free port.
public final class RunningWallet implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static RunningWallet shared;

  private final ServletWebServerApplicationContext context;

  /// An answer with its body as JSON; an empty body is a missing node.
  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    public String code() {
      return body.path("code").asText();
    }

    public long number(String field) {
      return body.path(field).asLong(-1);
    }

    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  private RunningWallet(String database, String kafka, String instance, List<String> more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database,
                "--neighborbid.wallet.kafka=" + kafka,
                "--neighborbid.wallet.redis=" + TestServers.redis().address(),
                "--neighborbid.auth.redis=" + TestServers.redis().address(),
                "--neighborbid.wallet.instance=" + instance,
                "--spring.jmx.enabled=false",
                "--spring.main.banner-mode=off"));
    arguments.addAll(more);
    context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(WalletApplication.class)
                .initializers(
                    c ->
                        ((GenericApplicationContext) c).registerBean(KeySource.class, Tokens::keys))
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
  }

  /// Starts a service.
  ///
  /// @param arguments further `--name=value` settings
  public static RunningWallet start(
      String database, String kafka, String instance, String... arguments) {
    return new RunningWallet(database, kafka, instance, List.of(arguments));
  }

  /// The one service that tests share whose users are their own.
  public static synchronized RunningWallet shared() {
    if (shared == null) {
      shared =
          start(
              TestServers.postgres().createDatabase("wallet"),
              TestServers.kafkaBootstrap(),
              "wallet-shared",
              "--db-scheduler.polling-interval=200ms",
              "--neighborbid.wallet.payment.release-every=300ms");
    }
    return shared;
  }

  public JdbcClient jdbc() {
    return context.getBean(JdbcClient.class);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  public Answer get(String path, String token) {
    return send(request(path, token).GET());
  }

  public Answer post(String path, String token, String key, String body) {
    HttpRequest.Builder request =
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return send(request);
  }

  public Answer post(String path, String token, String body) {
    return post(path, token, null, body);
  }

  public Answer deposit(long userId, String key, long amount) {
    return post("/api/wallet/deposits", Tokens.of(userId), key, "{\"amount\":" + amount + "}");
  }

  /// Money for a test that is about something else: repeated as a client would until it is there,
  /// as a broker that has just been started may turn the first request down.
  public void fund(long userId, long amount) {
    Eventually.get(() -> deposit(userId, "in", amount).status(), status -> status == 201);
  }

  public Answer withdraw(long userId, String key, long amount) {
    return post("/api/wallet/withdrawals", Tokens.of(userId), key, "{\"amount\":" + amount + "}");
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> raw = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(raw.statusCode(), JSON.readTree(raw.body()), raw);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(30));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  public int port() {
    return context.getWebServer().getPort();
  }

  @Override
  public void close() {
    context.close();
  }
}
