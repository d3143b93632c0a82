package com.neighborbid.auction.bidding.domain;

/// Why a bid does not count. The names are the public refusal codes.
public enum Refusal {
  AUCTION_NOT_FOUND,
  AUCTION_NOT_ACTIVE,
  AUCTION_ENDED,
  SELLER_CANNOT_BID,
  ACCOUNT_SUSPENDED,
  BLOCKED_BY_SELLER,
  NEW_ACCOUNT_LIMIT,
  AMOUNT_OUT_OF_RANGE,
  NOT_A_MULTIPLE_OF_BID_UNIT,
  BELOW_MINIMUM,
  /// High enough on arrival, no longer when it was its turn.
  OUTBID_MEANWHILE,
  /// There is no instant price, it is gone, or it is another than the bidder saw.
  NO_INSTANT_PRICE,
  /// No such offer to this bidder, or not any more.
  NO_OFFER,
  INSUFFICIENT_FUNDS,
  /// Deciding it failed; the bid is refused so that those behind it go on.
  INTERNAL;

  /// Whether the reason must stay between the bidder and us.
  public boolean isPrivate() {
    return switch (this) {
      case INSUFFICIENT_FUNDS, ACCOUNT_SUSPENDED, BLOCKED_BY_SELLER, NEW_ACCOUNT_LIMIT -> true;
      case AUCTION_NOT_FOUND,
          AUCTION_NOT_ACTIVE,
          AUCTION_ENDED,
          SELLER_CANNOT_BID,
          AMOUNT_OUT_OF_RANGE,
          NOT_A_MULTIPLE_OF_BID_UNIT,
          BELOW_MINIMUM,
          OUTBID_MEANWHILE,
          NO_INSTANT_PRICE,
          NO_OFFER,
          INTERNAL ->
          false;
    };
  }
}
