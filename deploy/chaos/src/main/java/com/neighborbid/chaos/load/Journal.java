package com.neighborbid.chaos.load;

import com.neighborbid.systemtests.client.Message;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// Everything that was asked, answered and seen: in a file, line by line, and what the checks need
/// in memory. Safe for use by many threads.
public final class Journal implements AutoCloseable {
  private final BufferedWriter file;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final LongAdder requests = new LongAdder();
  private final Queue<MoneyAsked> money = new ConcurrentLinkedQueue<>();
  private final Queue<AuctionAsked> auctions = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();

  /// @param path a new file
  public Journal(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      file = Files.newBufferedWriter(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  /// A request and its answer.
  public void asked(String who, Result result) {
    count(result.what(), result.certainty().word());
    requests.increment();
    if (result.isFailure()) {
      failures.add(who + " " + result);
    }
    write(who, result.toString());
  }

  void asked(MoneyAsked asked) {
    money.add(asked);
  }

  void asked(AuctionAsked asked) {
    auctions.add(asked);
  }

  /// What somebody saw of a room from coming to leaving.
  void saw(Visit visit) {
    visits.add(visit);
    visit.seen().forEach(message -> write(visit.who(), "saw " + message));
    count("room message", "seen", visit.seen().size());
  }

  /// A line that explains the others, such as a fault.
  public void note(String text) {
    write("chaos", text);
  }

  void count(String what, String outcome) {
    count(what, outcome, 1);
  }

  void count(String what, String outcome, int number) {
    counts.computeIfAbsent(what + "\t" + outcome, _ -> new LongAdder()).add(number);
  }

  private synchronized void write(String who, String text) {
    try {
      file.write(Instant.now() + "\t" + who + "\t" + text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot record", e);
    }
  }

  /// How often each thing had each outcome, by `what` and outcome with a tabulator between.
  public Map<String, Long> counts() {
    Map<String, Long> sorted = new TreeMap<>();
    counts.forEach((name, count) -> sorted.put(name, count.sum()));
    return sorted;
  }

  /// Number of requests over REST.
  public long asked() {
    return requests.sum();
  }

  public List<MoneyAsked> money() {
    return List.copyOf(money);
  }

  public List<AuctionAsked> auctions() {
    return List.copyOf(auctions);
  }

  /// Answers that this system must not give, whatever is broken.
  public List<String> failures() {
    return List.copyOf(failures);
  }

  public List<Visit> visits() {
    return List.copyOf(visits);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot record", e);
    }
  }

  /// A deposit or withdrawal, repeated until it was certain or given up.
  ///
  /// @param kind `DEPOSIT` or `WITHDRAWAL`
  /// @param key the idempotency key
  /// @param transactionId as answered; empty where it was not acknowledged
  public record MoneyAsked(
      String kind,
      long userId,
      String key,
      long amount,
      Certainty certainty,
      String transactionId) {}

  /// A listing, cancelling or ending of an auction.
  ///
  /// @param what `list`, `cancel` or `close`
  /// @param auctionId 0 where it is not known
  public record AuctionAsked(
      String what, long auctionId, long sellerId, Certainty certainty, String answer) {}

  /// What somebody was told about a room.
  public record Visit(String who, long auctionId, List<Message> seen) {
    public Visit {
      seen = List.copyOf(seen);
    }
  }
}
