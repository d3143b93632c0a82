package com.neighborbid.auction.bidding.domain;

/// What an auction was opened with and what does not change while it has bids. Amounts in won,
/// times in milliseconds of the log's clock.
///
/// @param instantPrice 0 where there is none
/// @param reservePrice 0 where there is none; secret
/// @param startsAtMs bids stamped from then on count
/// @param softCloseMs 0 for a fixed end
public record Terms(
    long auctionId,
    long sellerId,
    long startPrice,
    long bidUnit,
    long instantPrice,
    long reservePrice,
    long startsAtMs,
    long softCloseMs) {
  public Terms {
    if (startPrice < 1 || bidUnit < 1 || instantPrice < 0 || reservePrice < 0 || softCloseMs < 0) {
      throw new IllegalArgumentException("impossible terms of auction " + auctionId);
    }
  }
}
