package com.neighborbid.auction.bidding.domain;

import java.util.UUID;

/// A bid as it stands in the log.
///
/// @param amount what the price should become, in won
/// @param max the most that the bidder pays; equals `amount` for a plain bid
/// @param timeMs log time: decides what is in time
/// @param offset place in the log: decides who was first
public record Bid(UUID id, long bidderId, long amount, long max, long timeMs, long offset) {
  public Bid {
    if (amount < 1 || max < amount) {
      throw new IllegalArgumentException("impossible amounts of bid " + id);
    }
  }
}
