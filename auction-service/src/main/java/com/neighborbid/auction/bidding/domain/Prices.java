package com.neighborbid.auction.bidding.domain;

/// What an auction says about amounts, in won.
///
/// @param start least amount of the first bid
/// @param unit every amount is a multiple of it
/// @param instant buys at once; 0 where there is none
/// @param instantUntilPercent buying is possible until the price passes this share of the instant
///   price: 100 as long as the price is below it, 0 only before the first bid
/// @param reserve unsold below it; 0 where there is none; secret
public record Prices(
    long start,
    long unit,
    Increments increments,
    long instant,
    int instantUntilPercent,
    long reserve) {
  public Prices {
    if (start < 1 || unit < 1 || instant < 0 || reserve < 0) {
      throw new IllegalArgumentException("impossible prices");
    }
    if (instantUntilPercent < 0 || instantUntilPercent > 100) {
      throw new IllegalArgumentException("impossible share " + instantUntilPercent);
    }
  }

  /// Whether a seller may ask for them; the edge refuses the same.
  boolean areConsistent() {
    return start % unit == 0
        && instant % unit == 0
        && (instant == 0 || start <= instant)
        && (instant == 0 || reserve <= instant);
  }

  /// The least amount that may follow `price`.
  long next(long price) {
    return price + increments.above(price, unit);
  }

  /// The least amount that the next bid must have.
  public long minNextBid(long price, long bidCount) {
    return bidCount == 0 ? start : next(price);
  }

  /// Whether the instant price can be paid now (1.8). Once it cannot, it never can again, because
  /// the price does not fall.
  public boolean isInstantOpen(long price, long bidCount) {
    if (instant == 0 || price >= instant) {
      return false;
    }
    return instantUntilPercent == 0 ? bidCount == 0 : price * 100 <= instant * instantUntilPercent;
  }

  /// What the price becomes where the reserve is within the leader's maximum.
  long liftedToReserve(long price, long leaderMax) {
    return price < reserve && leaderMax >= reserve ? reserve : price;
  }
}
