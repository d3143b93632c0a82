package com.neighborbid.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Answers the few calls of the demo data as the contract says, and remembers them.
final class FakeGateway implements AutoCloseable {
  /// @param user the signed-in user's name, or empty
  record Call(String path, String user, String key, JsonNode body) {}

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final List<Call> calls = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private int auctions;

  private record Refusal(Predicate<Call> when, int status, String body) {}

  FakeGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Refuses the first call like this, once.
  synchronized void refuseOnce(Predicate<Call> when, int status, String code) {
    refusals.add(new Refusal(when, status, "{\"code\":\"%s\"}".formatted(code)));
  }

  /// The accepted calls whose path matches.
  synchronized List<Call> calls(String pathPattern) {
    return calls.stream().filter(call -> call.path().matches(pathPattern)).toList();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Call call =
        new Call(
            exchange.getRequestURI().getPath(),
            authorization == null ? "" : authorization.replace("Bearer token-of-", ""),
            String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
            body(exchange));
    for (Refusal refusal : refusals) {
      if (refusal.when().test(call)) {
        refusals.remove(refusal);
        answer(exchange, refusal.status(), refusal.body());
        return;
      }
    }
    calls.add(call);
    answer(exchange, 201, body(call));
  }

  /// An upload counts, its content does not.
  private JsonNode body(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    return type != null && type.startsWith("multipart/")
        ? json.createObjectNode().put("bytes", body.length)
        : json.readTree(body);
  }

  private String body(Call call) {
    return switch (call.path()) {
      case "/api/regions" ->
          "{\"items\":[{\"code\":\"seoul\"},{\"code\":\"seoul/mapo-gu\"},{\"code\":\"seoul/mapo-gu/yeonnam-dong\"}]}";
      case "/api/categories" -> "{\"items\":[{\"slug\":\"digital\"},{\"slug\":\"other\"}]}";
      case "/api/auth/signup", "/api/auth/login" ->
          "{\"accessToken\":\"token-of-%s\"}".formatted(call.body().path("username").asText());
      case "/api/auctions" -> "{\"id\":%d}".formatted(++auctions);
      default -> "{}";
    };
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
