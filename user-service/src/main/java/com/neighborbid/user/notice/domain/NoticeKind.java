package com.neighborbid.user.notice.domain;

/// What somebody can be told. Urgency decides the default channels and the queue.
public enum NoticeKind {
  /// Somebody else leads now.
  OUTBID(true),
  WON(true),
  /// To the seller.
  SOLD(true),
  /// An auction on the watchlist ends in some minutes; worth nothing later.
  ENDING_SOON(true),
  /// To the seller.
  UNSOLD(false),
  /// To everybody who bid, and to the seller where an admin did it.
  CANCELLED(false),
  /// To the seller.
  QUESTION(false),
  /// To who asked.
  ANSWER(false),
  REVIEW(false),
  DEPOSITED(false),
  WITHDRAWN(false),
  /// The seller's money is there.
  EARNED(false),
  /// An operator corrected the balance.
  ADJUSTED(false),
  /// To buyer and seller.
  DISPUTE_OPENED(true),
  /// To buyer and seller: an admin gave the price to the seller.
  DISPUTE_FOR_SELLER(true),
  /// To buyer and seller: an admin gave the price back to the buyer.
  DISPUTE_FOR_BUYER(true),
  /// The payment provider took back what was paid in.
  CHARGED_BACK(true),
  WALLET_BLOCKED(true),
  WALLET_UNBLOCKED(false),
  ACCOUNT_SUSPENDED(true),
  ACCOUNT_REINSTATED(true);

  private final boolean urgent;

  NoticeKind(boolean urgent) {
    this.urgent = urgent;
  }

  /// Whether it is worth nothing, or much less, some hours later.
  public boolean isUrgent() {
    return urgent;
  }

  /// Whether it leaves the inbox although the account is suspended: nobody can read it there.
  public boolean reachesTheSuspended() {
    return this == ACCOUNT_SUSPENDED;
  }
}
