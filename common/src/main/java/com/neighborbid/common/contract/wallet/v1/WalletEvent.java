package com.neighborbid.common.contract.wallet.v1;

import java.time.Instant;
import java.util.UUID;

/// A record of `wallet.events`, key user id. Carries the balances after the change, in whole won.
public sealed interface WalletEvent {
  long userId();

  record WalletOpened(long userId, Instant at) implements WalletEvent {}

  record Deposited(
      long userId, UUID transactionId, long amount, long available, long held, Instant at)
      implements WalletEvent {}

  record Withdrawn(
      long userId, UUID transactionId, long amount, long available, long held, Instant at)
      implements WalletEvent {}

  /// The level held for an auction is now `level`.
  record HoldChanged(long userId, long auctionId, long level, long available, long held, Instant at)
      implements WalletEvent {}

  /// A winner paid the price out of what was held.
  record Paid(long userId, long auctionId, long amount, long available, long held, Instant at)
      implements WalletEvent {}

  /// A seller got the price, without the fee where the platform took one.
  record Earned(long userId, long auctionId, long amount, long available, long held, Instant at)
      implements WalletEvent {}

  /// An operator corrected the balance by `amount`.
  record Adjusted(
      long userId, UUID transactionId, long amount, long available, long held, Instant at)
      implements WalletEvent {}

  /// A winner paid; the price stays with the platform until the buyer confirms, `releaseAt` has
  /// come, or an admin decides. `userId` is the buyer, here and in what follows from it.
  record PaymentHeld(
      long userId, long auctionId, long sellerId, long amount, Instant releaseAt, Instant at)
      implements WalletEvent {}

  /// The buyer is not content; an admin will decide.
  record PaymentDisputed(long userId, long auctionId, long sellerId, long amount, Instant at)
      implements WalletEvent {}

  /// The price goes to the seller, who is told by `Earned`.
  record PaymentReleased(
      long userId, long auctionId, long sellerId, long amount, DecidedBy by, Instant at)
      implements WalletEvent {}

  /// The buyer got the price back.
  record PaymentRefunded(
      long userId,
      long auctionId,
      long sellerId,
      long amount,
      long available,
      long held,
      Instant at)
      implements WalletEvent {}

  /// What let a price go.
  enum DecidedBy {
    BUYER,
    TIME,
    ADMIN
  }

  /// A withdrawal has left what may be spent and is on its way; `Withdrawn` or `PayoutReturned`
  /// follows.
  record PayoutStarted(
      long userId, UUID transactionId, long amount, long available, long held, Instant at)
      implements WalletEvent {}

  /// A withdrawal did not arrive and is back in the wallet.
  record PayoutReturned(
      long userId, UUID transactionId, long amount, long available, long held, Instant at)
      implements WalletEvent {}

  /// A paid-in amount was taken back by the payment provider; `loss` of it was not there any more.
  record ChargedBack(
      long userId,
      UUID transactionId,
      UUID paymentId,
      long amount,
      long loss,
      long available,
      long held,
      Instant at)
      implements WalletEvent {}

  /// The user can neither raise a hold nor withdraw from now on.
  record WalletBlocked(long userId, Instant at) implements WalletEvent {}

  /// The user can bid and withdraw again.
  record WalletUnblocked(long userId, Instant at) implements WalletEvent {}

  /// A type of a newer writer; readers count and skip it.
  record Unknown(long userId, String type) implements WalletEvent {}
}
