package com.neighborbid.wallet.ledger.domain;

import java.util.UUID;

/// What others are told about a decision. `after` is the wallet right after it.
public sealed interface Notice {
  record Opened(long userId) implements Notice {}

  record Deposited(UUID requestId, long amount, Wallet after) implements Notice {}

  record Withdrawn(UUID requestId, long amount, Wallet after) implements Notice {}

  record Adjusted(UUID requestId, long amount, Wallet after) implements Notice {}

  /// The level held for an auction is now another one.
  record HoldChanged(long auctionId, long level, Wallet after) implements Notice {}

  record Paid(long auctionId, long amount, Wallet after) implements Notice {}

  record Earned(long auctionId, long amount, Wallet after) implements Notice {}

  /// The price stays with the platform for now.
  record PaymentHeld(Payment payment) implements Notice {}

  record PaymentDisputed(Payment payment) implements Notice {}

  record PaymentReleased(Payment payment) implements Notice {}

  record PaymentRefunded(Payment payment, Wallet after) implements Notice {}

  record PayoutStarted(UUID requestId, long amount, Wallet after) implements Notice {}

  record PayoutReturned(UUID requestId, long amount, Wallet after) implements Notice {}

  /// @param loss what of it was not there any more
  record ChargedBack(UUID requestId, UUID paymentId, long amount, long loss, Wallet after)
      implements Notice {}

  record Blocked(long userId) implements Notice {}

  record Unblocked(long userId) implements Notice {}

  /// The answer to a hold that was asked for.
  ///
  /// @param placed whether at least as much is held as was asked for
  record HoldAnswered(long auctionId, long userId, long commandSeq, boolean placed)
      implements Notice {}

  /// What the fee left of a captured price waits for its seller, whose wallet has another writer.
  record CreditDue(long sellerId, long auctionId, long amount) implements Notice {}
}
