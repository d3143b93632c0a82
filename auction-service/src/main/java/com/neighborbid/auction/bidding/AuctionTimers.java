package com.neighborbid.auction.bidding;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// When which auction is to be started or closed. A timer only asks, by appending to the log; it is
/// asked again every second until the stored state says that it happened.
final class AuctionTimers {
  private static final long AGAIN_AFTER_MS = 1_000;

  private final Map<Long, Entry> entries = new HashMap<>();
  private final PriorityQueue<Entry> due =
      new PriorityQueue<>(Comparator.comparingLong(Entry::dueMs));

  /// What is to be appended.
  record Due(long auctionId, boolean close) {}

  private record Entry(long auctionId, int partition, long dueMs, boolean close) {}

  /// Sets the timer of an auction by its stored state.
  ///
  /// @param still nothing is due: it has ended, or is paused
  /// @param closing a close waits in the queue already: look again later, append nothing
  void set(
      long auctionId,
      int partition,
      boolean started,
      boolean still,
      boolean closing,
      long startsAtMs,
      long endsAtMs,
      long nowMs) {
    if (still) {
      entries.remove(auctionId);
      return;
    }
    long dueMs = started ? endsAtMs : Math.min(startsAtMs, endsAtMs);
    boolean close = started || endsAtMs <= startsAtMs;
    long at = closing ? Math.max(dueMs, nowMs + AGAIN_AFTER_MS) : dueMs;
    Entry known = entries.get(auctionId);
    if (known == null || known.dueMs() != at || known.close() != close) {
      put(new Entry(auctionId, partition, at, close));
    }
  }

  private void put(Entry entry) {
    entries.put(entry.auctionId(), entry);
    due.add(entry);
  }

  void forget(int partition) {
    entries.values().removeIf(entry -> entry.partition() == partition);
  }

  /// Hands over what is due and sets it again.
  void fire(long nowMs, Consumer<Due> append) {
    for (Entry next = due.peek(); next != null && next.dueMs() <= nowMs; next = due.peek()) {
      due.remove();
      @Nullable Entry current = entries.get(next.auctionId());
      if (next.equals(current)) {
        append.accept(new Due(next.auctionId(), next.close()));
        put(new Entry(next.auctionId(), next.partition(), nowMs + AGAIN_AFTER_MS, next.close()));
      }
    }
  }
}
