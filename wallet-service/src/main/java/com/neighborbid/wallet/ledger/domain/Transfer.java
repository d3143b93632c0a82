package com.neighborbid.wallet.ledger.domain;

import java.util.OptionalLong;

/// Money that moved: one row, so it cannot be unbalanced. Never changed and never deleted.
///
/// @param debit where it came from
/// @param credit where it went
/// @param amount whole won, positive
/// @param userId whose history shows it
/// @param auctionId empty where no auction is concerned
/// @param availableAfter the user's balance right after
/// @param heldAfter the user's held money right after
public record Transfer(
    Account debit,
    Account credit,
    long amount,
    Type type,
    long userId,
    OptionalLong auctionId,
    long availableAfter,
    long heldAfter) {
  /// Why it moved; the names are part of the public contract.
  public enum Type {
    DEPOSIT,
    WITHDRAWAL,
    BID_HOLD,
    BID_RELEASE,
    PAYMENT,
    /// The platform's part of a price, out of clearing. Recorded with the payment, moves nobody's
    /// balance, and so is in nobody's list.
    FEE,
    EARNING,
    ADJUSTMENT,
    /// A price that its buyer got back.
    REFUND,
    /// A payout that the provider has confirmed. Between two accounts of the platform.
    PAYOUT,
    /// A withdrawal that did not arrive.
    WITHDRAWAL_RETURN,
    /// A deposit that the payment provider took back, as far as the money was there.
    CHARGEBACK,
    /// The rest of it. Between two accounts of the platform.
    CHARGEBACK_LOSS
  }

  public Transfer {
    Limits.positive(amount, "amount");
    if (debit.equals(credit)) {
      throw new IllegalArgumentException("from and to the same account: " + debit);
    }
  }
}
