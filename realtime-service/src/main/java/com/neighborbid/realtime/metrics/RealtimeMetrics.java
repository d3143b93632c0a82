package com.neighborbid.realtime.metrics;

import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// Connections, rooms, messages, drops and bids, by name under `neighborbid.realtime`.
public final class RealtimeMetrics {
  private static final String PREFIX = "neighborbid.realtime.";

  private final MeterRegistry registry;
  private final AtomicInteger connections = new AtomicInteger();
  private final Counter messagesIn;
  private final Counter messagesOut;
  private final Counter invalid;
  private final Counter skipped;
  private final Counter chatSaid;
  private final Counter chatRefused;
  private final Counter bids;
  private final Counter bidsNotSent;
  private final Counter bidsUnknown;
  private final Map<BidOutcome.Status, Timer> answers = new EnumMap<>(BidOutcome.Status.class);

  public RealtimeMetrics(MeterRegistry registry) {
    this.registry = registry;
    registry.gauge(PREFIX + "connections", connections);
    allocated(registry);
    this.messagesIn = registry.counter(PREFIX + "messages.in");
    this.messagesOut = registry.counter(PREFIX + "messages.out");
    this.invalid = registry.counter(PREFIX + "messages.invalid");
    this.skipped = registry.counter(PREFIX + "messages.skipped");
    this.chatSaid = registry.counter(PREFIX + "chat.said");
    this.chatRefused = registry.counter(PREFIX + "chat.refused");
    this.bids = registry.counter(PREFIX + "bids");
    this.bidsNotSent = registry.counter(PREFIX + "bids.not.sent");
    this.bidsUnknown = registry.counter(PREFIX + "bids.unknown");
    for (BidOutcome.Status status : BidOutcome.Status.values()) {
      answers.put(
          status,
          Timer.builder(PREFIX + "bid.answer")
              .description("From the bid's arrival to its answer")
              .tag("status", status.name())
              .publishPercentileHistogram()
              .minimumExpectedValue(Duration.ofMillis(1))
              .maximumExpectedValue(Duration.ofSeconds(30))
              .register(registry));
    }
  }

  /// Beside the number of messages out it shows what a delivery leaves to the collector.
  private static void allocated(MeterRegistry registry) {
    if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads) {
      FunctionCounter.builder(
              PREFIX + "allocated", threads, ThreadMXBean::getTotalThreadAllocatedBytes)
          .baseUnit("bytes")
          .description("Bytes of Java objects made by all threads since the start")
          .register(registry);
    }
  }

  /// Shows how many rooms are open and how many bids wait for their answer.
  public void watch(IntSupplier rooms, IntSupplier bidsWaiting) {
    registry.gauge(PREFIX + "rooms", rooms, IntSupplier::getAsInt);
    registry.gauge(PREFIX + "bids.waiting", bidsWaiting, IntSupplier::getAsInt);
  }

  public void opened() {
    connections.incrementAndGet();
  }

  /// @param code the close code; 0 where the connection just ended
  public void closed(int code) {
    connections.decrementAndGet();
    registry.counter(PREFIX + "closed", "code", Integer.toString(code)).increment();
  }

  public int connections() {
    return connections.get();
  }

  public void messageIn() {
    messagesIn.increment();
  }

  public void messagesOut(int count) {
    messagesOut.increment(count);
  }

  public void invalidMessage() {
    invalid.increment();
  }

  /// Viewers were too slow for a message and will get a snapshot.
  public void messagesSkipped(int count) {
    if (count > 0) {
      skipped.increment(count);
    }
  }

  /// @param said false where its author was told that he says too much
  public void chat(boolean said) {
    (said ? chatSaid : chatRefused).increment();
  }

  public void bidTaken() {
    bids.increment();
  }

  public void bidNotSent() {
    bidsNotSent.increment();
  }

  /// Nothing was heard of a bid for so long that its sender was told so.
  public void bidUnknown() {
    bidsUnknown.increment();
  }

  public void bidAnswered(BidOutcome.Status status, long nanos) {
    Timer timer = answers.get(status);
    if (timer != null) {
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }
  }
}
