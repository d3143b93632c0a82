package com.neighborbid.realtime.bidder;

import com.neighborbid.common.contract.bidder.v1.BidderEvent;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.BlockChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.SuspensionChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.Unknown;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Who is suspended, and who is blocked by whom, as far as was read. Safe for use by any thread;
/// nothing blocks.
public final class KnownBidders {
  private final Set<Long> suspended = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<Long, Set<Long>> blockers = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> complete = new CompletableFuture<>();

  /// The newest that is told of somebody takes the place of what was told before.
  public void take(BidderEvent event) {
    switch (event) {
      case SuspensionChanged(long bidderId, boolean now, _) -> {
        boolean _ = now ? suspended.add(bidderId) : suspended.remove(bidderId);
      }
      case BlockChanged(long bidderId, long sellerId, boolean now, _) -> {
        if (now) {
          boolean _ =
              blockers.computeIfAbsent(bidderId, _ -> ConcurrentHashMap.newKeySet()).add(sellerId);
        } else {
          blockers.computeIfPresent(bidderId, (_, sellers) -> without(sellers, sellerId));
        }
      }
      case Unknown _ -> {
        // Of a newer writer.
      }
    }
  }

  /// Null where none is left: most bidders are blocked by nobody, and are to cost nothing.
  private static @Nullable Set<Long> without(Set<Long> sellers, long sellerId) {
    boolean _ = sellers.remove(sellerId);
    return sellers.isEmpty() ? null : sellers;
  }

  /// All that was told before this process began is known.
  void completed() {
    boolean _ = complete.complete(null);
  }

  /// Completes when all that was told before this process began is known, once and for ever.
  CompletableFuture<Void> complete() {
    return complete;
  }

  /// Waits until it is, at most for the given time, so that the first bids need not be refused.
  void awaitComplete(Duration most) throws InterruptedException {
    try {
      complete.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      // Bids are refused until it is.
    }
  }

  boolean isSuspended(long bidderId) {
    return suspended.contains(bidderId);
  }

  boolean isBlockedByAnybody(long bidderId) {
    return blockers.containsKey(bidderId);
  }

  boolean isBlockedBy(long bidderId, long sellerId) {
    return blockers.getOrDefault(bidderId, Set.of()).contains(sellerId);
  }
}
