package com.neighborbid.auction.bidding.domain;

/// How far a bid must stand above the price: always one unit, or more where the price is higher.
public enum Increments {
  FIXED,
  TIERED;

  /// Below each of these prices the increment beside it; eBay's table in thousandths of its units.
  private static final long[] BELOW = {
    1_000, 5_000, 25_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000
  };

  private static final long[] STEP = {
    50, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000
  };

  /// The increment at a price, in won: a multiple of the unit, and at least one unit.
  long above(long price, long unit) {
    return switch (this) {
      case FIXED -> unit;
      case TIERED -> Math.ceilDiv(tier(price), unit) * unit;
    };
  }

  private static long tier(long price) {
    int i = 0;
    while (i < BELOW.length && price >= BELOW[i]) {
      i++;
    }
    return STEP[i];
  }
}
