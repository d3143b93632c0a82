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

  /// As [Capture], but nothing goes to the seller or to the platform before the buyer confirms, the
  /// time is over or an admin decides; until then the price stays with the platform.
  ///
  /// @param confirmWithinSeconds how long the buyer may confirm or dispute; 1 or more
  record CaptureUntilConfirmed(
      long userId,
      long auctionId,
      long price,
      long sellerId,
      long commandSeq,
      long fee,
      long confirmWithinSeconds)
      implements WalletInput {}

  /// The buyer has what was paid for: the price goes to the seller. Nothing changes where it is
  /// decided already.
  record ConfirmPayment(long userId, UUID transactionId, long auctionId) implements WalletInput {}

  /// The time to confirm may be over; nothing changes before it is, or where there is a dispute.
  record ReleasePayment(long userId, long auctionId) implements WalletInput {}

  /// The buyer is not content: the price stays where it is until an admin decides.
  record DisputePayment(long userId, UUID transactionId, long auctionId) implements WalletInput {}

  /// An admin decides who gets a price that is still with the platform.
  ///
  /// @param userId the buyer
  record DecidePayment(
      long userId, UUID transactionId, long auctionId, PaidTo to, long adminId, String reason)
      implements WalletInput {}

  /// Who gets a price.
  enum PaidTo {
    SELLER,
    BUYER
  }

  /// Money leaves what may be spent and waits until the payment provider says that it has arrived.
  record RequestPayout(long userId, UUID transactionId, long amount) implements WalletInput {}

  /// The payment provider has said what became of a payout.
  ///
  /// @param paid whether the money has left; otherwise it returns
  record FinishPayout(long userId, UUID payoutId, boolean paid) implements WalletInput {}

  /// An admin decides what became of a payout of which the payment provider says what cannot be.
  ///
  /// @param amount what has left for good, from 0 to the whole payout; the rest returns
  record DecidePayout(
      long userId, UUID transactionId, UUID payoutId, long amount, long adminId, String reason)
      implements WalletInput {}

  /// The payment provider took a paid-in amount back. What is not there any more is the platform's
  /// loss; the wallet is blocked.
  ///
  /// @param paymentId the deposit that was taken back
  record ChargeBack(long userId, UUID transactionId, UUID paymentId, long amount)
      implements WalletInput {}

  /// An admin lets the owner of a blocked wallet bid and withdraw again.
  record UnblockWallet(long userId, UUID transactionId, long adminId, String reason)
      implements WalletInput {}

  /// The captured price without the fee, for its seller; `creditId` comes from the auction, so that
  /// a repeat is the same.
  record Credit(long userId, UUID creditId, long auctionId, long amount) implements WalletInput {}

  /// A correction by an operator, positive or negative, refused where it would make a balance
  /// negative.
  ///
  /// @param adminId who did it, for the trail of what admins do; 0 where nobody signed in did
  record Adjust(
      long userId, UUID transactionId, long amount, String reason, @ZeroIfAbsent long adminId)
      implements WalletInput {}

  /// A type of a newer writer.
  record Unknown(long userId, String type) implements WalletInput {}
}
