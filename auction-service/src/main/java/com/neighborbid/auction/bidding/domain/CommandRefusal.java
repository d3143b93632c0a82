package com.neighborbid.auction.bidding.domain;

/// Why a command changes nothing. The names are public codes.
public enum CommandRefusal {
  /// Not the seller.
  FORBIDDEN,
  AUCTION_ENDED,
  AUCTION_NOT_ACTIVE,
  AUCTION_HAS_BIDS,
  /// The terms that it would lead to contradict each other, or shorten the auction.
  INVALID_TERMS,
  ALREADY_PAUSED,
  NOT_PAUSED,
  /// Sold, cancelled or still running: there is nothing to offer.
  NOT_UNSOLD,
  /// Has not bid here, or is suspended.
  NO_SUCH_BIDDER,
  /// An earlier offer is still open.
  OFFER_OPEN,
  /// The timer came before the end; it comes again.
  NOT_DUE,
  /// Deciding it failed.
  INTERNAL
}
