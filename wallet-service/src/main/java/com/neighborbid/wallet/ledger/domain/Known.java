package com.neighborbid.wallet.ledger.domain;

import java.util.Optional;

/// What is known, before a command is decided, of the things it touches.
///
/// @param seen whether the command's request or credit id was decided before
/// @param payment the payment that is with the platform, where the command is about one
/// @param payout the payout, where the command is about one
public record Known(
    Optional<Wallet> wallet,
    Optional<Position> position,
    boolean seen,
    Optional<Payment> payment,
    Optional<Payout> payout) {
  /// Where no payment and no payout is concerned.
  public Known(Optional<Wallet> wallet, Optional<Position> position, boolean seen) {
    this(wallet, position, seen, Optional.empty(), Optional.empty());
  }
}
