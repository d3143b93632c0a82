package com.neighborbid.wallet.ledger.domain;

/// A row that a decision makes or changes, beside the wallet, the position and what moved.
public sealed interface Change {
  /// A payment that waits for its buyer's word, as it is now.
  record OfPayment(Payment payment) implements Change {}

  /// A payout, as it is now.
  record OfPayout(Payout payout) implements Change {}

  /// A wallet that was blocked, or is not any more.
  ///
  /// @param atMs log time in milliseconds
  record Block(long userId, boolean blocked, long atMs) implements Change {}

  /// What an admin did.
  record OfAdmin(AdminAction action) implements Change {}
}
