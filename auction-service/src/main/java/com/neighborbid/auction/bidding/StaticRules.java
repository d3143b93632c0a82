package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Refusal;
import com.neighborbid.auction.bidding.domain.Terms;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import org.jspecify.annotations.Nullable;

/// What no pending input can change: refused at once, without queueing. Most certain first.
final class StaticRules {
  static final long MAX_AMOUNT = 1_000_000_000_000L;

  private StaticRules() {}

  /// @param timeMs log time of the bid
  static @Nullable Refusal refusal(Terms terms, PlaceBid bid, long timeMs) {
    if (bid.bidderId() == terms.sellerId()) {
      return Refusal.SELLER_CANNOT_BID;
    }
    for (BidderFact fact : bid.facts()) {
      return switch (fact) {
        case SUSPENDED -> Refusal.ACCOUNT_SUSPENDED;
        case BLOCKED_BY_SELLER -> Refusal.BLOCKED_BY_SELLER;
        case NEW_ACCOUNT_LIMIT -> Refusal.NEW_ACCOUNT_LIMIT;
      };
    }
    long max = bid.maxAmount() == null ? bid.amount() : bid.maxAmount();
    if (bid.amount() > MAX_AMOUNT || max > MAX_AMOUNT) {
      return Refusal.AMOUNT_OUT_OF_RANGE;
    }
    if (bid.amount() % terms.bidUnit() != 0 || max % terms.bidUnit() != 0) {
      return Refusal.NOT_A_MULTIPLE_OF_BID_UNIT;
    }
    boolean belowInstant = terms.instantPrice() > 0 && bid.amount() < terms.instantPrice();
    if (belowInstant && max >= terms.instantPrice()) {
      return Refusal.AMOUNT_OUT_OF_RANGE;
    }
    return timeMs < terms.startsAtMs() ? Refusal.AUCTION_NOT_ACTIVE : null;
  }
}
