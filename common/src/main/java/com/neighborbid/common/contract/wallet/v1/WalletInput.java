package com.neighborbid.common.contract.wallet.v1;

import com.neighborbid.common.contract.ZeroIfAbsent;
import java.util.UUID;

/// A record of `wallet.log`, key user id. Amounts are whole won.
public sealed interface WalletInput {
  /// Whose wallet the record changes; the record's key.
  long userId();

  /// Makes an empty wallet; a repeat changes nothing.
  record OpenWallet(long userId) implements WalletInput {}

  /// Money comes in. A repeat of the same `transactionId` changes nothing.
  record Deposit(long userId, UUID transactionId, long amount) implements WalletInput {}

  /// Money goes out, if it is there. A repeat of the same `transactionId` changes nothing.
  record Withdraw(long userId, UUID transactionId, long amount) implements WalletInput {}

  /// Sets the level that is held for one auction. Raising needs the difference and may be declined.
  ///
  /// @param to the level, not a difference
  /// @param commandSeq rises per (auction, bidder); one not above the last seen changes nothing
  /// @param asking true where a bid waits for the answer; false for a lowering, which cannot fail
  record SetHold(long userId, long auctionId, long to, long commandSeq, boolean asking)
      implements WalletInput {}

  /// The last command of a winner's position: takes the price, returns the rest, closes the
  /// position.
  ///
  /// @param fee what the platform keeps of the price, 0 … price; the seller is credited the rest
  record Capture(
      long userId,
      long auctionId,
      long price,
      long sellerId,
      long commandSeq,
      @ZeroIfAbsent long fee)
      implements WalletInput {}

  /// The captured price without the fee, for its seller; `creditId` comes from the auction, so that
  /// a repeat is the same.
  record Credit(long userId, UUID creditId, long auctionId, long amount) implements WalletInput {}

  /// A correction by an operator, positive or negative, refused where it would make a balance
  /// negative.
  record Adjust(long userId, UUID transactionId, long amount, String reason)
      implements WalletInput {}

  /// A type of a newer writer.
  record Unknown(long userId, String type) implements WalletInput {}
}
