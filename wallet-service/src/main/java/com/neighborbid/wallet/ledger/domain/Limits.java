package com.neighborbid.wallet.ledger.domain;

/// Bounds of what a wallet takes, in whole won.
public final class Limits {
  /// What one user may own by paying in: far above any real balance and far below the end of a
  /// `long`, so that no sum of balances can overflow.
  public static final long OWNED_MAX = 1_000_000_000_000_000L;

  private Limits() {}

  static void positive(long amount, String what) {
    if (amount < 1) {
      throw new IllegalArgumentException(what + " must be positive: " + amount);
    }
  }

  static void notNegative(long amount, String what) {
    if (amount < 0) {
      throw new IllegalArgumentException(what + " must not be negative: " + amount);
    }
  }
}
