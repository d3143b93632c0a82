package com.neighborbid.realtime.chat;

/// Whose auctions they are.
public interface Sellers {
  /// The seller of an auction; 0 where there is no such auction. Blocks.
  ///
  /// @throws ChatAwayException if nobody can be asked now
  long sellerOf(long auctionId);
}
