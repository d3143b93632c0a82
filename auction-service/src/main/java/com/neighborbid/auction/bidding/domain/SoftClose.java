package com.neighborbid.auction.bidding.domain;

/// Moves the end for a bid that comes shortly before it, again and again.
///
/// @param windowMs length of the time before the end; 0 for a fixed end
/// @param latestEndMs the end is never moved beyond it; 0 for no limit
public record SoftClose(long windowMs, long latestEndMs) {
  public static final SoftClose NONE = new SoftClose(0, 0);

  public SoftClose {
    if (windowMs < 0 || latestEndMs < 0) {
      throw new IllegalArgumentException("impossible soft close");
    }
  }

  boolean isOn() {
    return windowMs > 0;
  }

  /// The end after an accepted bid.
  long endAfter(long bidTimeMs, long endsAtMs) {
    if (!isOn() || bidTimeMs < endsAtMs - windowMs) {
      return endsAtMs;
    }
    long wanted = bidTimeMs + windowMs;
    return Math.max(endsAtMs, latestEndMs == 0 ? wanted : Math.min(wanted, latestEndMs));
  }

  SoftClose laterBy(long ms) {
    return new SoftClose(windowMs, latestEndMs == 0 ? 0 : latestEndMs + ms);
  }
}
