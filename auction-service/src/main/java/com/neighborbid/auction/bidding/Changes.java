package com.neighborbid.auction.bidding;

/// Told after the commit of every batch which auctions it touched, by the lane threads: it must
/// return at once.
@FunctionalInterface
public interface Changes {
  void changed(long auctionId);
}
