package com.neighborbid.auction.bidding.domain;

import java.util.UUID;

/// A bid as it stands in the log.
///
/// @param amount what the price should become, in won; for a purchase and for an offer that is
///   taken the price that was shown
/// @param max the most that the bidder pays; equals `amount` for a plain bid
/// @param timeMs log time: decides what is in time
/// @param offset place in the log: decides who was first
public record Bid(
    UUID id, Kind kind, long bidderId, long amount, long max, long timeMs, long offset) {
  /// What the bidder wants.
  public enum Kind {
    BID,
    /// The item, at the instant price.
    BUY_NOW,
    /// The item of an unsold auction, at the price that the seller offered.
    TAKE_OFFER
  }

  public Bid {
    if (amount < 1 || max < amount) {
      throw new IllegalArgumentException("impossible amounts of bid " + id);
    }
  }

  /// A bid in the narrow sense.
  public Bid(UUID id, long bidderId, long amount, long max, long timeMs, long offset) {
    this(id, Kind.BID, bidderId, amount, max, timeMs, offset);
  }
}
