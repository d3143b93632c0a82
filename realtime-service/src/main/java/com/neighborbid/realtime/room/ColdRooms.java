package com.neighborbid.realtime.room;

/// How auctions stand of which nothing was published lately.
@FunctionalInterface
public interface ColdRooms {
  /// Never fails: not reaching anybody is a value. May block.
  Loaded load(long auctionId);
}
