package com.neighborbid.wallet.ledger.domain;

/// Where money can be. A transfer takes it from one account and puts it into another.
public sealed interface Account {
  /// What a user may spend or withdraw.
  record Available(long userId) implements Account {}

  /// What stands behind a user's bids.
  record Held(long userId) implements Account {}

  /// The platform's own accounts. They have no balance anywhere: what went through them is summed
  /// when somebody asks, so that no row is touched by everybody.
  enum Platform implements Account {
    /// Money that came in from outside.
    CASH_IN,
    /// Money that left.
    CASH_OUT,
    /// Paid by a winner, not yet with the seller; what is there belongs to payments that wait for
    /// their buyer's word, or is on its way and returns to zero.
    CLEARING,
    /// On its way out: withdrawn, and not yet confirmed by the payment provider.
    PAYOUTS,
    /// What the platform earned.
    FEES,
    /// The other side of corrections, and what was taken back after it was used.
    LOSS
  }
}
