package com.neighborbid.bench.viewers;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What the viewers of one thread have seen. Written on that thread; what others may look at while
/// it goes on is published once per read.
final class Tally {
  /// Longer than anybody waits.
  private static final long LONGEST_MICROS = 600_000_000;

  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong position = new AtomicLong();
  private final AtomicLong passed = new AtomicLong();
  private Histogram latency = new Histogram(LONGEST_MICROS, 3);
  private @Nullable Sent sent;
  private long newest;
  private long updates;
  private long skipped;
  private long snapshots;
  private long missing;
  private long repeated;
  private long pings;
  private long ended;

  /// Begins anew.
  ///
  /// @param newSent when bids were sent; null where latency is not of interest
  void reset(@Nullable Sent newSent) {
    sent = newSent;
    latency = new Histogram(LONGEST_MICROS, 3);
    updates = 0;
    skipped = 0;
    snapshots = 0;
    missing = 0;
    repeated = 0;
    pings = 0;
    ended = 0;
    publish();
  }

  /// The next step, in order.
  void update(long amount, long nowNanos) {
    updates++;
    Sent clock = sent;
    if (clock != null) {
      long at = clock.of(amount);
      if (at != 0) {
        latency.recordValue(Math.clamp((nowNanos - at) / 1_000, 0, LONGEST_MICROS));
      }
    }
  }

  /// The newest state in the place of some steps.
  void snapshot(long steps) {
    snapshots++;
    skipped += steps;
  }

  /// Steps that should have come before.
  void missing(long steps) {
    missing += steps;
  }

  void repeated() {
    repeated++;
  }

  void ping() {
    pings++;
  }

  void ended() {
    ended++;
  }

  /// Where some viewer is now.
  void at(long seq) {
    newest = Math.max(newest, seq);
  }

  void publish() {
    position.setRelease(newest);
    seen.setRelease(updates);
    passed.setRelease(updates + skipped);
  }

  /// Any thread: updates so far.
  long seen() {
    return seen.getAcquire();
  }

  /// Any thread: the newest step that anybody has seen.
  long position() {
    return position.getAcquire();
  }

  /// Any thread: updates so far and those a snapshot stood for.
  long passed() {
    return passed.getAcquire();
  }

  /// On the thread.
  Seen result() {
    return new Seen(updates, snapshots, skipped, missing, repeated, pings, ended, latency.copy());
  }
}
