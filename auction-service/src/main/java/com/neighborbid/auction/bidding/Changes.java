package com.neighborbid.auction.bidding;

/// Told of what the engine has changed, and what somebody in this process knows of it. By lane
/// threads and by whoever waited for an answer, before the answer goes out: it must return at once.
public interface Changes {
  /// A batch that touched the auction is committed.
  ///
  /// @param seq the auction's newest step
  /// @param shownAnew whether lists have it anew, otherwise, or no more; a price alone is not that
  void changed(long auctionId, long seq, boolean shownAnew);

  /// Changes of a former owner may never have been told: a lane was taken.
  default void missed() {}

  /// Somebody in this process is about to be told of this step of the auction.
  default void known(long auctionId, long seq) {}
}
