package com.neighborbid.common.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Whether somebody may bid once more: a bucket of tokens per user, over all auctions, and one per
/// auction, over all users, shared by all instances over Redis.
///
/// Tokens are leased in chunks, so most bids are let pass from memory. Only the first bid after a
/// while waits for Redis, never for longer than a moment. While Redis is away or slow every
/// instance counts for itself: then the limits are looser, and nobody is refused for it. Safe for
/// use by any thread; nothing blocks.
public final class BidLimits implements AutoCloseable {
  private static final CompletableFuture<Duration> PASS =
      CompletableFuture.completedFuture(Duration.ZERO);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(50);
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 200_000;

  private final @Nullable RedisLessor lessor;
  private final Duration longestWait;
  private final LoadingCache<Long, Lease> users;
  private final LoadingCache<Long, Lease> auctions;
  private final Counter ofUsers;
  private final Counter ofAuctions;

  /// @param redis `host:port`
  /// @param instance names the connection
  public BidLimits(
      BidLimitSettings settings, String redis, String instance, MeterRegistry registry) {
    this(settings, redis, instance, registry, LONGEST_WAIT);
  }

  /// @param longestWait for an answer of Redis
  BidLimits(
      BidLimitSettings settings,
      String redis,
      String instance,
      MeterRegistry registry,
      Duration longestWait) {
    RedisLessor made =
        settings.enabled() ? new RedisLessor(redis, instance + "-bid-limits", longestWait) : null;
    this.lessor = made;
    this.longestWait = longestWait;
    this.users = leases("bids:user:", settings.user(), made);
    this.auctions = leases("bids:auction:", settings.auction(), made);
    this.ofUsers = registry.counter("neighborbid.bids.limited", "by", "user");
    this.ofAuctions = registry.counter("neighborbid.bids.limited", "by", "auction");
    Gauge.builder("neighborbid.bid.limits.shared", this, limits -> limits.isShared() ? 1 : 0)
        .description("1 while limits are counted over all instances")
        .register(registry);
  }

  private static LoadingCache<Long, Lease> leases(
      String prefix, Rate rate, @Nullable Lessor lessor) {
    return Caffeine.newBuilder()
        .maximumSize(MOST_REMEMBERED)
        .expireAfterAccess(FORGOTTEN_AFTER)
        .build(
            id -> {
              if (lessor == null) {
                throw new IllegalStateException("there are no limits");
              }
              return new Lease(prefix + id, rate, lessor, System.nanoTime());
            });
  }

  /// Counts a bid.
  ///
  /// @return completes, within a moment and mostly at once, with how long to wait before the next
  ///   try; zero where the bid may pass. It never fails.
  public CompletableFuture<Duration> take(long userId, long auctionId) {
    if (lessor == null) {
      return PASS;
    }
    long now = System.nanoTime();
    return take(users.get(userId), auctions.get(auctionId), now, now + longestWait.toNanos());
  }

  /// Whether bids are counted over all instances now.
  public boolean isShared() {
    return lessor != null && lessor.isAnswering();
  }

  private CompletableFuture<Duration> take(
      Lease user, Lease auction, long nowNanos, long deadlineNanos) {
    long pause = takeBoth(user, auction, nowNanos);
    return pause == Lease.UNKNOWN ? later(user, auction, deadlineNanos) : answer(pause);
  }

  private long takeBoth(Lease user, Lease auction, long nowNanos) {
    long first = user.take(nowNanos);
    if (first == Lease.UNKNOWN) {
      auction.prepare(nowNanos);
      return first;
    }
    if (first != Lease.TAKEN) {
      ofUsers.increment();
      return first;
    }
    long second = auction.take(nowNanos);
    if (second != Lease.TAKEN) {
      user.giveBack();
      if (second != Lease.UNKNOWN) {
        ofAuctions.increment();
      }
    }
    return second;
  }

  private CompletableFuture<Duration> later(Lease user, Lease auction, long deadlineNanos) {
    return CompletableFuture.allOf(user.known(), auction.known())
        .completeOnTimeout(null, longestWait.toMillis(), TimeUnit.MILLISECONDS)
        .thenCompose(
            _ -> {
              long now = System.nanoTime();
              if (now - deadlineNanos < 0) {
                return take(user, auction, now, deadlineNanos);
              }
              user.fallBack(now);
              auction.fallBack(now);
              long pause = takeBoth(user, auction, now);
              return pause == Lease.UNKNOWN ? PASS : answer(pause);
            });
  }

  private static CompletableFuture<Duration> answer(long pauseNanos) {
    return pauseNanos == Lease.TAKEN
        ? PASS
        : CompletableFuture.completedFuture(Duration.ofNanos(pauseNanos));
  }

  @Override
  public void close() {
    if (lessor != null) {
      lessor.close();
    }
  }
}
