package com.neighborbid.wallet.ledger.domain;

/// A user's money in whole won.
///
/// @param available what may be spent or withdrawn
/// @param held what stands behind bids: the sum of the levels of the user's positions
/// @param openedAtMs log time in milliseconds
public record Wallet(long userId, long available, long held, long openedAtMs) {
  public Wallet {
    Limits.notNegative(available, "available");
    Limits.notNegative(held, "held");
  }

  static Wallet empty(long userId, long openedAtMs) {
    return new Wallet(userId, 0, 0, openedAtMs);
  }

  /// What the user owns, free or held.
  public long owned() {
    return Math.addExact(available, held);
  }

  Wallet with(long newAvailable, long newHeld) {
    return new Wallet(userId, newAvailable, newHeld, openedAtMs);
  }
}
