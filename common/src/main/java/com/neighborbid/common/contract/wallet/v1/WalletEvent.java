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

  /// A type of a newer writer; readers count and skip it.
  record Unknown(long userId, String type) implements WalletEvent {}
}
