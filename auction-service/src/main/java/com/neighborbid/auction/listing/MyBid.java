package com.neighborbid.auction.listing;

import java.time.Instant;

/// What somebody's bids in one auction have come to. Amounts in won.
///
/// @param amount the highest price that was bid in his name, by himself or up to his maximum
/// @param maximum the most that he was ready to pay, as he has bid so far
/// @param currentPrice the auction's
/// @param endsAt the auction's, as it stands now
/// @param auction the auction as everybody sees it
public record MyBid(
    long auctionId,
    Standing standing,
    long amount,
    long maximum,
    long currentPrice,
    Instant endsAt,
    AuctionView auction) {
  /// How he stands.
  public enum Standing {
    /// His first bid is not decided yet.
    PENDING,
    LEADING,
    OUTBID,
    WON,
    /// It ended without him as the winner.
    LOST
  }
}
