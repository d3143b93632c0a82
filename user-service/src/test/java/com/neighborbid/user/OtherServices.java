package com.neighborbid.user;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Stands in for auction-service and wallet-service over HTTP: answers what a test has set, else as
/// they do where there is nothing.
public final class OtherServices {
  private static final AtomicLong AUCTION_IDS = new AtomicLong(1_000);

  private final HttpServer server;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();

  private record Reply(int status, String body) {}

  public OtherServices() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void reply(String pathAndQuery, int status, String body) {
    replies.put(pathAndQuery, new Reply(status, body));
  }

  /// An auction with an outcome; the id is nobody else's.
  public long auction(String status, long sellerId, Long winnerId) {
    long id = AUCTION_IDS.incrementAndGet();
    reply(
        "/internal/auctions/" + id,
        200,
        "{\"id\":%d,\"title\":\"x\",\"status\":\"%s\",\"seller\":{\"id\":%d,\"nickname\":\"s\"},\"winnerId\":%s}"
            .formatted(id, status, sellerId, winnerId));
    return id;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asking = exchange.getRequestURI().toString();
    Reply reply = replies.getOrDefault(asking, nothing(asking));
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static Reply nothing(String asking) {
    if (asking.endsWith("/selling")) {
      return new Reply(200, "{\"selling\":false}");
    }
    if (asking.contains("/sold?")) {
      return new Reply(200, "{\"ids\":[]}");
    }
    return asking.endsWith("/standing")
        ? new Reply(200, "{\"available\":0,\"held\":0,\"onItsWay\":0}")
        : new Reply(404, "{\"code\":\"NOT_FOUND\"}");
  }
}
