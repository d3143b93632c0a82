package com.neighborbid.user.support;

import com.neighborbid.user.Eventually;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// A program of somebody's, or a push service: notes what it gets and answers what it is told to.
public final class Receiver implements AutoCloseable {
  /// Takes the request and never answers.
  public static final int SILENCE = -1;

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long pauseNanos;

  public record Request(String path, com.sun.net.httpserver.Headers headers, byte[] body) {
    public String header(String name) {
      return headers.getFirst(name);
    }
  }

  public Receiver(Integer... firstAnswers) {
    answers.addAll(Arrays.asList(firstAnswers));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  /// Takes its time for every answer.
  public Receiver slow(long millis) {
    pauseNanos = millis * 1_000_000;
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /// Becomes somebody's webhook; answers the secret that signs what comes.
  public String of(Member member) {
    return member
        .json("PUT", "/api/me/notification-preferences/webhook", "{\"url\":\"" + url() + "\"}")
        .is(200)
        .text("secret");
  }

  public List<Request> requests() {
    return requests;
  }

  public Request await(int count) {
    Eventually.until(count + " requests", () -> requests.size() >= count);
    return requests.get(count - 1);
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(
        new Request(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
    LockSupport.parkNanos(pauseNanos);
    Integer answer = answers.poll();
    if (answer != null && answer == SILENCE) {
      awaitEnd();
    }
    if (answer != null && answer == 302) {
      exchange.getResponseHeaders().set("Location", "/elsewhere");
    }
    exchange.sendResponseHeaders(answer == null ? 201 : answer, -1);
    exchange.close();
  }

  private void awaitEnd() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
