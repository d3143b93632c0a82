package com.neighborbid.wallet.ledger.domain;

import java.util.List;
import java.util.Optional;

/// What one command changes and says; empty where it changes and says nothing.
///
/// @param wallet its new value, where it changed
/// @param position its new value, where it changed
/// @param request the row that keeps the outcome of a deposit, withdrawal or correction
/// @param credit the row that keeps that a seller got a price
/// @param changes what else has a row; almost always empty
public record Decision(
    Optional<Wallet> wallet,
    Optional<Position> position,
    Optional<MoneyRequest> request,
    Optional<SellerCredit> credit,
    List<Change> changes,
    List<Transfer> transfers,
    List<Notice> notices) {
  static final Decision NOTHING =
      new Decision(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of());

  public Decision {
    changes = List.copyOf(changes);
    transfers = List.copyOf(transfers);
    notices = List.copyOf(notices);
  }
}
