package com.neighborbid.common.contract.notice.v1;

import java.time.Instant;

/// A record of `auction.notices`, key user id: something about an auction that concerns one person
/// and nobody else, for his notifications. Who watches what is private, so it is not on
/// `auction.events`.
public sealed interface AuctionNotice {
  long userId();

  /// An auction on the user's watchlist runs and has at most ten minutes left. At most one for a
  /// user and an auction; sent again only with the same `ce_id`.
  ///
  /// @param endsAt as it stood when the notice was made; late bids can move it
  /// @param price the current price in won; 0 before the first bid
  /// @param at when the notice was made
  record EndingSoon(long userId, long auctionId, Instant endsAt, long price, Instant at)
      implements AuctionNotice {}

  /// A type of a newer writer; readers count and skip it.
  record Unknown(long userId, String type) implements AuctionNotice {}
}
