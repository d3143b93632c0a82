package com.neighborbid.wallet.ledger.domain;

import java.util.UUID;

/// A withdrawal on its way out, which the payment provider has to confirm.
///
/// @param amount whole won
/// @param atMs log time of the withdrawal
/// @param decidedAtMs log time of the provider's word; zero while there is none
public record Payout(UUID id, long userId, long amount, State state, long atMs, long decidedAtMs) {
  public enum State {
    IN_FLIGHT,
    PAID,
    RETURNED
  }

  public Payout {
    Limits.positive(amount, "amount");
  }

  Payout decided(State now, long timeMs) {
    return new Payout(id, userId, amount, now, atMs, timeMs);
  }
}
