package com.neighborbid.common.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How many bids of this edge may wait for their outcome at the same time: as many as are answered
/// in time. When more are offered than the engines decide, those beyond are refused before they are
/// appended, so that who is let in has his answer as fast as ever, and nothing piles up.
///
/// The number is found by what is measured: while answers take longer than they should it shrinks
/// at once, while they do not and it is used it grows slowly. Where no answer comes at all the
/// engines are not slow but away: then bids are taken, up to a bound for the sake of memory, and
/// wait in the log; they are decided when the engines are back. Safe for use by any thread; nothing
/// blocks for longer than a few comparisons.
public final class BidGate {
  /// A handful in flight says nothing about load, and a slow machine must still take bids.
  static final int LEAST = 500;

  /// Beyond it also an outage refuses.
  static final int MOST = 50_000;

  private static final int FIRST = 1_000;
  private static final long WINDOW_NANOS = Duration.ofMillis(100).toNanos();
  private static final long AWAY_AFTER_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final boolean enabled;
  private final long aimNanos;
  private final LongSupplier clock;
  private final Counter refused;

  private int waiting;
  private int limit = FIRST;
  private int mostWaiting;
  private long windowStart;
  private long waitedNanos;
  private int answered;

  /// When an answer came last, or since when one is waited for.
  private long heardAt;

  public BidGate(BidLimitSettings settings, MeterRegistry registry) {
    this(settings.enabled(), settings.answerWithin(), registry, System::nanoTime);
  }

  /// @param aim how long an answer may take on average
  BidGate(boolean enabled, Duration aim, MeterRegistry registry, LongSupplier clock) {
    this.enabled = enabled;
    this.aimNanos = aim.toNanos();
    this.clock = clock;
    this.windowStart = clock.getAsLong();
    this.refused = registry.counter("neighborbid.bids.shed");
    Gauge.builder("neighborbid.bids.let.in", this, BidGate::limit)
        .description("bids that may wait for their outcome at the same time")
        .register(registry);
  }

  /// When to come back after a refusal.
  public static Duration tryAgain() {
    return TRY_AGAIN;
  }

  /// Lets a bid in that is about to be appended. Who is let in leaves by [#answered(long)] or
  /// [#givenUp()].
  ///
  /// @return false where too many wait
  public synchronized boolean enter() {
    long now = clock.getAsLong();
    if (waiting == 0) {
      heardAt = now;
    }
    boolean away = now - heardAt >= AWAY_AFTER_NANOS;
    if (enabled && waiting >= (away ? MOST : limit)) {
      refused.increment();
      return false;
    }
    waiting++;
    mostWaiting = Math.max(mostWaiting, waiting);
    return true;
  }

  /// The outcome of a bid is there.
  ///
  /// @param tookNanos since it was let in
  public synchronized void answered(long tookNanos) {
    long now = clock.getAsLong();
    waiting--;
    heardAt = now;
    answered++;
    waitedNanos += tookNanos;
    if (now - windowStart >= WINDOW_NANOS) {
      adjust();
      windowStart = now;
      waitedNanos = 0;
      answered = 0;
      mostWaiting = waiting;
    }
  }

  /// Nobody waits for the outcome any more.
  public synchronized void givenUp() {
    waiting--;
  }

  private void adjust() {
    long mean = waitedNanos / answered;
    if (mean > aimNanos) {
      // In proportion, but never by more than half at once: one slow moment is no load.
      double share = Math.max(0.5, (double) aimNanos / mean);
      limit = (int) Math.max(LEAST, Math.min(limit, mostWaiting) * share);
    } else if (mostWaiting >= limit / 2) {
      limit = Math.min(MOST, limit + Math.max(16, limit / 8));
    }
  }

  synchronized int limit() {
    return limit;
  }

  synchronized int waiting() {
    return waiting;
  }
}
