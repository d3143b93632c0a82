package com.neighborbid.bench.load;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// The bids of one load that are under way, and what has become of the others. Lives on the load's
/// thread.
final class Flight {
  /// Longer than any load waits for an answer.
  private static final long LONGEST_MICROS = 600_000_000;

  private final long firstId;
  private final Histogram latency = new Histogram(LONGEST_MICROS, 3);
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private long[] startNanos = new long[1 << 16];
  private int sent;
  private int landed;
  private long lastNanos;

  /// @param firstId number of the first bid; a number is used only once in the life of an auction
  Flight(long firstId) {
    this.firstId = firstId;
  }

  /// A bid starts.
  ///
  /// @param atNanos when it was to be sent: its latency counts from there
  /// @return its number
  long start(long atNanos) {
    if (sent == startNanos.length) {
      startNanos = Arrays.copyOf(startNanos, 2 * sent);
    }
    startNanos[sent] = atNanos;
    return firstId + sent++;
  }

  /// A bid is answered.
  ///
  /// @return false where it is none of these, or was answered before
  boolean land(long id, Outcome outcome) {
    long number = id - firstId;
    if (number < 0 || number >= sent || startNanos[(int) number] == Long.MAX_VALUE) {
      return false;
    }
    lastNanos = System.nanoTime();
    long micros = (lastNanos - startNanos[(int) number]) / 1_000;
    startNanos[(int) number] = Long.MAX_VALUE;
    latency.recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
    outcomes.merge(outcome, 1L, Long::sum);
    landed++;
    return true;
  }

  int inAir() {
    return sent - landed;
  }

  long nextId() {
    return firstId + sent;
  }

  /// @param beganNanos when the clock started
  LoadResult result(long beganNanos) {
    return new LoadResult(
        landed,
        (lastNanos - beganNanos) / 1e9,
        outcomes.getOrDefault(Outcome.ACCEPTED, 0L),
        outcomes.getOrDefault(Outcome.OUTBID, 0L),
        outcomes.getOrDefault(Outcome.REFUSED, 0L),
        outcomes.getOrDefault(Outcome.FAILED, 0L),
        inAir(),
        latency);
  }
}
