package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Refusal;
import com.neighborbid.auction.bidding.domain.Terms;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What nothing in the log can change: refused at once, without queueing. Most certain first.
public final class StaticRules {
  static final long MAX_AMOUNT = 1_000_000_000_000L;

  private StaticRules() {}

  /// Why a bid must be refused whatever else is in the log; null where it need not be.
  public static @Nullable Refusal refusal(
      Terms terms, long bidderId, long amount, long max, List<BidderFact> facts) {
    if (bidderId == terms.sellerId()) {
      return Refusal.SELLER_CANNOT_BID;
    }
    for (BidderFact fact : facts) {
      return switch (fact) {
        case SUSPENDED -> Refusal.ACCOUNT_SUSPENDED;
        case BLOCKED_BY_SELLER -> Refusal.BLOCKED_BY_SELLER;
        case NEW_ACCOUNT_LIMIT -> Refusal.NEW_ACCOUNT_LIMIT;
      };
    }
    return amount > MAX_AMOUNT || max > MAX_AMOUNT ? Refusal.AMOUNT_OUT_OF_RANGE : null;
  }
}
