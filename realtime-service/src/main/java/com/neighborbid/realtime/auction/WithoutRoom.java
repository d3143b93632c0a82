package com.neighborbid.realtime.auction;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers which auctions have no room, so that a client that keeps asking costs nobody else
/// anything. Bounded: when it is full it starts afresh.
final class WithoutRoom {
  /// A neighbourhood auction never becomes a national one; one that does not exist may be made any
  /// moment.
  private static final Duration NOT_FOUND_COUNTS_FOR = Duration.ofSeconds(2);

  private static final int CAPACITY = 50_000;

  private final ConcurrentHashMap<Long, Instant> until = new ConcurrentHashMap<>();
  private final Clock clock;

  WithoutRoom(Clock clock) {
    this.clock = clock;
  }

  boolean contains(long auctionId) {
    Instant end = until.get(auctionId);
    return end != null && clock.instant().isBefore(end);
  }

  void neverHasOne(long auctionId) {
    put(auctionId, Instant.MAX);
  }

  void hasNoneNow(long auctionId) {
    put(auctionId, clock.instant().plus(NOT_FOUND_COUNTS_FOR));
  }

  private void put(long auctionId, Instant end) {
    if (until.size() >= CAPACITY) {
      until.clear();
    }
    until.put(auctionId, end);
  }
}
