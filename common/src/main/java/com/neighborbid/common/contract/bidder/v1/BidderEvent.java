package com.neighborbid.common.contract.bidder.v1;

import java.time.Instant;

/// A record of `auction.bidders`, a compacted topic: of each key the newest record says how it is
/// now. Whoever takes bids reads it from the beginning, so that it knows at once what the record of
/// a bid has to carry as a fact. Ids only; who is on nobody's list and was never suspended is not
/// in it.
public sealed interface BidderEvent {
  /// Key: the bidder's id. Whether his bids are to be refused as `ACCOUNT_SUSPENDED`: an admin has
  /// suspended the account, or the wallet is blocked.
  record SuspensionChanged(long bidderId, boolean suspended, Instant at) implements BidderEvent {}

  /// Key: `bidder/seller`. Whether the seller refuses the bidder's bids on all of his auctions.
  record BlockChanged(long bidderId, long sellerId, boolean blocked, Instant at)
      implements BidderEvent {}

  /// A type of a newer writer; readers skip it.
  record Unknown(String type) implements BidderEvent {}
}
