package com.neighborbid.wallet.funding.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A payment provider over real HTTP, which says what a test wants: in any order, as often as
/// wanted, or never.
final class ProviderSimulator implements AutoCloseable {
  static final String SECRET = "whsec-0123456789abcdef";
  static final String OLD_SECRET = "whsec-fedcba9876543210";
  static final String API_KEY = "key-of-the-test";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpServer server;
  private final Map<String, ObjectNode> orders = new ConcurrentHashMap<>();
  private final AtomicInteger created = new AtomicInteger();
  private volatile boolean away;
  private volatile boolean forgetful;
  private volatile boolean unknowing;
  private volatile boolean terse;

  ProviderSimulator() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Answers nothing but errors from now on.
  void away(boolean now) {
    away = now;
  }

  /// Does what is asked and loses the answer.
  void losesAnswers(boolean now) {
    forgetful = now;
  }

  /// Says of what it is asked to create that it knows of no such thing.
  void refusesToKnow(boolean now) {
    unknowing = now;
  }

  /// Does not say any more where payments are confirmed, to who asks about them.
  void hidesConfirmUrl(boolean now) {
    terse = now;
  }

  /// How many payments and payouts there are.
  int created() {
    return created.get();
  }

  boolean knows(String reference) {
    return orders.containsKey(reference);
  }

  /// What an asking is answered from now on, without a webhook.
  void settle(String reference, String status) {
    orders.get(reference).put("status", status);
  }

  void settle(String reference, String status, long amount) {
    orders.get(reference).put("status", status).put("amount", amount);
  }

  /// Sends a webhook, signed now.
  ///
  /// @return the status of its answer
  int tell(int port, String type, String reference, long amount) {
    return send(port, body(type, reference, amount));
  }

  int tellChargeback(int port, String reference, String chargebackId, long amount) {
    ObjectNode body = body("payment.charged_back", reference, amount);
    return send(port, body.put("chargebackId", chargebackId));
  }

  static ObjectNode body(String type, String reference, long amount) {
    return JSON.createObjectNode()
        .put("type", type)
        .put("reference", reference)
        .put("amount", amount);
  }

  static int send(int port, JsonNode body) {
    String now = Long.toString(Instant.now().getEpochSecond());
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    return send(port, now, WebhookSignature.sign(SECRET, now, bytes), bytes).statusCode();
  }

  static HttpResponse<String> send(int port, String timestamp, String signature, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/api/wallet/provider/webhook"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (timestamp != null) {
      request.header("X-Provider-Timestamp", timestamp);
    }
    if (signature != null) {
      request.header("X-Provider-Signature", signature);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (away) {
        answer(exchange, 503, JSON.createObjectNode());
      } else if (!("Bearer " + API_KEY)
          .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, JSON.createObjectNode());
      } else if (unknowing) {
        answer(exchange, 404, null);
      } else if (exchange.getRequestMethod().equals("POST")) {
        create(exchange);
      } else {
        String path = exchange.getRequestURI().getPath();
        ObjectNode order = orders.get(path.substring(path.lastIndexOf('/') + 1));
        boolean shorter = terse && order != null;
        answer(
            exchange,
            order == null ? 404 : 200,
            shorter ? order.deepCopy().without("confirmUrl") : order);
      }
    }
  }

  private void create(HttpExchange exchange) throws IOException {
    JsonNode asked = JSON.readTree(exchange.getRequestBody());
    String reference = asked.path("reference").asText();
    ObjectNode order =
        orders.computeIfAbsent(
            reference,
            id -> {
              created.incrementAndGet();
              return JSON.createObjectNode()
                  .put("reference", id)
                  .put("amount", asked.path("amount").asLong())
                  .put("status", "PENDING")
                  .put("confirmUrl", url() + "/pay/" + id);
            });
    boolean same = order.path("amount").asLong() == asked.path("amount").asLong();
    answer(exchange, forgetful ? 500 : same ? 201 : 409, order);
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
