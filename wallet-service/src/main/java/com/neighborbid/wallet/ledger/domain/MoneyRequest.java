package com.neighborbid.wallet.ledger.domain;

import java.util.UUID;

/// A deposit, withdrawal, correction, or a word on a payment or a wallet that was decided, with its
/// content and its outcome. A refused one is kept too, so that a repeat gets the same answer.
///
/// @param amount whole won; negative only for a correction, zero where no money is concerned
/// @param available the balance right after
/// @param held the held money right after
/// @param atMs log time in milliseconds
public record MoneyRequest(
    UUID id,
    long userId,
    Kind kind,
    long amount,
    Outcome outcome,
    long available,
    long held,
    String reason,
    long atMs) {
  public enum Kind {
    DEPOSIT,
    WITHDRAWAL,
    ADJUSTMENT,
    CHARGEBACK,
    UNBLOCK,
    PAYMENT_CONFIRM,
    PAYMENT_DISPUTE,
    PAYMENT_DECISION,
    PAYOUT_DECISION
  }

  public enum Outcome {
    DONE,
    /// The wallet does not have what should leave it.
    INSUFFICIENT_FUNDS,
    /// The wallet would own more than [Limits#OWNED_MAX].
    AMOUNT_OUT_OF_RANGE,
    /// The wallet is blocked.
    BLOCKED,
    /// There is no such payment.
    NOT_FOUND,
    /// The payment has gone the other way.
    ALREADY_DECIDED
  }
}
