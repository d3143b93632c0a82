package com.neighborbid.user.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Auction-service and wallet-service as far as user-service asks them. Auctions below 1,000,000
/// are called `Bike <id>` and sold by nobody who is known; others do not exist.
public final class FakeNeighbours {
  private static final long FIRST_UNKNOWN = 1_000_000;
  private static final FakeNeighbours ONLY = new FakeNeighbours();

  private final HttpServer server;
  private final Map<Long, Long> sellers = new ConcurrentHashMap<>();
  private final Map<Long, List<String>> confirmations = new ConcurrentHashMap<>();
  private final Map<Long, List<Integer>> answers = new ConcurrentHashMap<>();

  private final AtomicInteger asked = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition goOn = lock.newCondition();
  private boolean hanging;

  private FakeNeighbours() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/auctions/", this::auction);
    server.createContext("/internal/payments/", this::confirm);
    server.start();
  }

  public static FakeNeighbours start() {
    return ONLY;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void sells(long userId, long auctionId) {
    sellers.put(auctionId, userId);
  }

  /// From now on questions about auctions get no answer, until it is false again.
  public void hang(boolean now) {
    lock.lock();
    try {
      hanging = now;
      goOn.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// How often auctions were asked for.
  public int askedForAuctions() {
    return asked.get();
  }

  private void awaitTurn() {
    lock.lock();
    try {
      while (hanging) {
        goOn.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The statuses that confirmations of an auction's payment get, in their order; 204 after them.
  public void answers(long auctionId, Integer... statuses) {
    answers.put(auctionId, new CopyOnWriteArrayList<>(statuses));
  }

  /// The bodies of the confirmations that came.
  public List<String> confirmations(long auctionId) {
    return List.copyOf(confirmations.getOrDefault(auctionId, List.of()));
  }

  private void auction(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    awaitTurn();
    long id = Long.parseLong(exchange.getRequestURI().getPath().replaceAll("\\D+", ""));
    if (id >= FIRST_UNKNOWN) {
      answer(exchange, 404, "{}");
      return;
    }
    answer(
        exchange,
        200,
        "{\"id\":%d,\"title\":\"Bike %d\",\"seller\":{\"id\":%d,\"nickname\":\"s\"}}"
            .formatted(id, id, sellers.getOrDefault(id, 0L)));
  }

  private void confirm(HttpExchange exchange) throws IOException {
    long id = Long.parseLong(exchange.getRequestURI().getPath().replaceAll("\\D+", ""));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    confirmations.computeIfAbsent(id, _ -> new CopyOnWriteArrayList<>()).add(body);
    List<Integer> planned = answers.getOrDefault(id, List.of());
    answer(exchange, planned.isEmpty() ? 204 : planned.removeFirst(), "");
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
