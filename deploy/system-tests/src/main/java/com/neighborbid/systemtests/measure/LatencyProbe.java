package com.neighborbid.systemtests.measure;

import com.neighborbid.systemtests.audit.RecordedAnswers;
import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.RestClient;
import com.neighborbid.systemtests.client.Seat;
import com.neighborbid.systemtests.client.SocketClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Measures how long a bid sent by socket takes to be seen as `update` on another socket, through
/// the gateway: 10 bids a second after a warm-up.
///
/// Arguments: the address of the gateway (default `http://localhost:8080`), then seconds of warm-up
/// and of measuring (default 20 and 30).
public final class LatencyProbe {
  private static final long START = 10_000;
  private static final long UNIT = 100;
  private static final int WARM_UP_PER_SECOND = 50;
  private static final int PER_SECOND = 10;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Map<Long, Long> sentAtNanos = new ConcurrentHashMap<>();
  private final Map<Long, Long> seenAtNanos = new ConcurrentHashMap<>();
  private long next = START;

  /// Latencies in nanoseconds, sorted.
  ///
  /// @param lost bids that were never seen
  public record Result(List<Long> nanos, long lost) {
    public Result {
      nanos = List.copyOf(nanos);
    }

    /// The latency in milliseconds below which this share of the bids was seen.
    public double percentileMs(double share) {
      int index = (int) Math.ceil(share * nanos.size()) - 1;
      return nanos.isEmpty() ? Double.NaN : nanos.get(Math.max(0, index)) / 1e6;
    }

    @Override
    public String toString() {
      return "bid sent -> update seen: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms, %d bids, %d lost"
          .formatted(
              percentileMs(0.5),
              percentileMs(0.9),
              percentileMs(0.99),
              percentileMs(1),
              nanos.size(),
              lost);
    }
  }

  static void main(String[] arguments) {
    URI gateway = URI.create(arguments.length > 0 ? arguments[0] : "http://localhost:8080");
    int warmUp = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    int measured = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 30;
    System.out.println(measure(gateway, Duration.ofSeconds(warmUp), Duration.ofSeconds(measured)));
    System.exit(0);
  }

  /// Measures the system behind a gateway, with people and an auction of its own.
  public static Result measure(URI gateway, Duration warmUp, Duration measured) {
    try (RestClient rest = new RestClient(gateway)) {
      RecordedAnswers answers = new RecordedAnswers();
      String run = Long.toString(System.currentTimeMillis(), 36);
      Person seller = Person.signUp(rest, answers, "probe-seller-" + run);
      Person mina = Person.signUp(rest, answers, "probe-mina-" + run);
      Person joon = Person.signUp(rest, answers, "probe-joon-" + run);
      require(mina.deposit(5_000_000), 201);
      require(joon.deposit(5_000_000), 201);
      Duration length = warmUp.plus(measured).plusMinutes(2);
      long id = require(seller.post("/api/auctions", listing(length)), 201).number("id");
      return new LatencyProbe().measure(id, mina, joon, warmUp, measured);
    }
  }

  private Result measure(long id, Person mina, Person joon, Duration warmUp, Duration measured) {
    try (Seat first = mina.enter(id);
        Seat second = joon.enter(id);
        SocketClient viewer =
            SocketClient.open(
                mina.rest().address(), "/ws/auction/" + id + "/", Optional.empty(), this::seen)) {
      viewer.await(LIMIT, message -> message.is("snapshot"));
      bid(first, second, (int) warmUp.toSeconds() * WARM_UP_PER_SECOND, WARM_UP_PER_SECOND);
      awaitLast(viewer);
      sentAtNanos.clear();
      bid(first, second, (int) measured.toSeconds() * PER_SECOND, PER_SECOND);
      awaitLast(viewer);
    }
    List<Long> nanos =
        sentAtNanos.entrySet().stream()
            .filter(sent -> seenAtNanos.containsKey(sent.getKey()))
            .map(sent -> seenAtNanos.getOrDefault(sent.getKey(), 0L) - sent.getValue())
            .sorted()
            .toList();
    return new Result(nanos, sentAtNanos.size() - nanos.size());
  }

  /// The two take turns at a steady pace, each above the other.
  private void bid(Seat first, Seat second, int count, int perSecond) {
    long pause = 1_000_000_000L / perSecond;
    long due = System.nanoTime();
    for (int i = 0; i < count; i++) {
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      due += pause;
      sentAtNanos.put(next, System.nanoTime());
      String _ = (i % 2 == 0 ? first : second).bid(next);
      next += UNIT;
    }
  }

  private void awaitLast(SocketClient viewer) {
    Message _ = viewer.await(LIMIT, message -> message.number("amount") == next - UNIT);
  }

  private void seen(Message message) {
    if (message.is("update")) {
      seenAtNanos.putIfAbsent(message.number("amount"), message.atNanos());
    }
  }

  private static Map<String, Object> listing(Duration length) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", "Latency probe");
    body.put("description", "Measured, not sold.");
    body.put("category", "other");
    body.put("reach", "NATIONAL");
    body.put("startPrice", START);
    body.put("bidUnit", UNIT);
    body.put("endsAt", Instant.now().plus(length).toString());
    body.put("condition", "NEW");
    body.put("shippingPayer", "SELLER");
    return body;
  }

  private static Reply require(Reply reply, int status) {
    if (reply.status() != status) {
      throw new IllegalStateException(reply.toString());
    }
    return reply;
  }
}
