package com.neighborbid.common.limit;

/// The bucket of this instance alone, for while the shared one cannot be asked. The same arithmetic
/// as in `lease_tokens.lua`. Not safe for use by several threads.
final class LocalBucket {
  private final long nanosPerToken;
  private final long nanosPerBucket;
  private long fullAtNanos;

  LocalBucket(Rate rate, long nowNanos) {
    this.nanosPerToken = 1_000_000_000L / rate.perSecond();
    this.nanosPerBucket = nanosPerToken * rate.burst();
    this.fullAtNanos = nowNanos;
  }

  Grant lease(int wanted, long nowNanos) {
    long missing = Math.max(0, fullAtNanos - nowNanos);
    long left = (nanosPerBucket - missing) / nanosPerToken;
    if (left < 1) {
      return new Grant(0, missing + nanosPerToken - nanosPerBucket);
    }
    int leased = (int) Math.min(wanted, left);
    fullAtNanos = nowNanos + missing + leased * nanosPerToken;
    return new Grant(leased, 0);
  }
}
