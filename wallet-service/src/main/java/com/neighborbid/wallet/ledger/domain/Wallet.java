package com.neighborbid.wallet.ledger.domain;

/// A user's money in whole won.
///
/// @param available what may be spent or withdrawn
/// @param held what stands behind bids: the sum of the levels of the user's positions
/// @param openedAtMs log time in milliseconds
/// @param blocked whether no hold may be raised and nothing withdrawn
public record Wallet(long userId, long available, long held, long openedAtMs, boolean blocked) {
  public Wallet {
    Limits.notNegative(available, "available");
    Limits.notNegative(held, "held");
  }

  /// A wallet that is not blocked.
  public Wallet(long userId, long available, long held, long openedAtMs) {
    this(userId, available, held, openedAtMs, false);
  }

  static Wallet empty(long userId, long openedAtMs) {
    return new Wallet(userId, 0, 0, openedAtMs);
  }

  /// What the user owns, free or held.
  public long owned() {
    return Math.addExact(available, held);
  }

  /// Whether this much may leave: `DONE`, or why not.
  MoneyRequest.Outcome mayPay(long amount) {
    if (blocked) {
      return MoneyRequest.Outcome.BLOCKED;
    }
    return amount > available ? MoneyRequest.Outcome.INSUFFICIENT_FUNDS : MoneyRequest.Outcome.DONE;
  }

  Wallet with(long newAvailable, long newHeld) {
    return new Wallet(userId, newAvailable, newHeld, openedAtMs, blocked);
  }

  Wallet blocked(boolean now) {
    return new Wallet(userId, available, held, openedAtMs, now);
  }
}
