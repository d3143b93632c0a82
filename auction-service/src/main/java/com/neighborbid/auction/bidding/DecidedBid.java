package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A bid whose outcome is known, as it is written and told.
///
/// @param step the room step it caused; 0 where nobody else sees it
public record DecidedBid(Bid bid, long auctionId, BidOutcome outcome, long step, long decidedAtMs) {
  public UUID id() {
    return bid.id();
  }

  public @Nullable String code() {
    return outcome.code();
  }
}
