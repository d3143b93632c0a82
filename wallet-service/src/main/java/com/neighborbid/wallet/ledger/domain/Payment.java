package com.neighborbid.wallet.ledger.domain;

/// A captured price that stays with the platform until it is known who gets it. Decided under the
/// buyer's key, once.
///
/// @param price whole won
/// @param fee what the platform keeps of the price if the seller gets it
/// @param sinceMs log time of the capture
/// @param releaseAtMs log time from which the seller gets it without a word of the buyer
/// @param disputedAtMs log time of the dispute; zero where there was none
/// @param decidedAtMs log time of the decision; zero while there is none
public record Payment(
    long auctionId,
    long buyerId,
    long sellerId,
    long price,
    long fee,
    State state,
    long sinceMs,
    long releaseAtMs,
    long disputedAtMs,
    By by,
    long decidedAtMs) {
  /// Where the money is.
  public enum State {
    /// With the platform; the buyer has not said anything.
    OPEN,
    /// With the platform; an admin will decide.
    DISPUTED,
    /// Gone to the seller.
    RELEASED,
    /// Gone back to the buyer.
    REFUNDED
  }

  /// Who decided.
  public enum By {
    NOBODY,
    BUYER,
    TIME,
    ADMIN
  }

  public Payment {
    Limits.positive(price, "price");
    Limits.notNegative(fee, "fee");
  }

  /// Whether nobody has got the money yet.
  public boolean undecided() {
    return switch (state) {
      case OPEN, DISPUTED -> true;
      case RELEASED, REFUNDED -> false;
    };
  }

  Payment disputed(long timeMs) {
    return new Payment(
        auctionId,
        buyerId,
        sellerId,
        price,
        fee,
        State.DISPUTED,
        sinceMs,
        releaseAtMs,
        timeMs,
        by,
        decidedAtMs);
  }

  Payment decided(State now, By who, long timeMs) {
    return new Payment(
        auctionId,
        buyerId,
        sellerId,
        price,
        fee,
        now,
        sinceMs,
        releaseAtMs,
        disputedAtMs,
        who,
        timeMs);
  }
}
