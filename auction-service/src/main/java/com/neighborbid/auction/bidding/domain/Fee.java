package com.neighborbid.auction.bidding.domain;

/// What the platform keeps of a price, as the deployment had it when the auction was opened.
///
/// @param basisPoints hundredths of a percent of the price, rounded down to whole won
/// @param minimum in won; never more than the price
public record Fee(int basisPoints, long minimum) {
  public static final Fee NONE = new Fee(0, 0);
  private static final int WHOLE = 10_000;

  public Fee {
    if (basisPoints < 0 || basisPoints > WHOLE || minimum < 0) {
      throw new IllegalArgumentException("impossible fee");
    }
  }

  /// What is kept of a price, in won.
  public long of(long price) {
    return Math.min(price, Math.max(minimum, price * basisPoints / WHOLE));
  }
}
