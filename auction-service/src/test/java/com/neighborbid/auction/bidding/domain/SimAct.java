package com.neighborbid.auction.bidding.domain;

/// One thing that happens in the simulated world. A run is a list of them, so that a failing one
/// can be shortened: an act that is impossible at its turn is skipped.
sealed interface SimAct {
  /// An edge appends a bid or a close; earlier ids again are repeats.
  record Append(SimInput input) implements SimAct {}

  /// The auction's lane decides so many records in one batch.
  record DecideBatch(int records) implements SimAct {}

  /// The same, but the batch is lost before its commit: the auction is what was kept before it.
  record LoseBatch(int records) implements SimAct {}

  /// Another instance takes the auction over from what is kept.
  record Restore() implements SimAct {}

  /// The next command leaves the auction's outbox.
  record SendCommand() implements SimAct {}

  /// The outbox is sent again from so many commands back.
  record ResendCommands(int back) implements SimAct {}

  /// A command of some time ago arrives once more.
  record AskAgain(int index) implements SimAct {}

  record WalletDecides(long userId) implements SimAct {}

  record WalletSends(long userId) implements SimAct {}

  record WalletResends(long userId, int back) implements SimAct {}

  /// A deposit, or a withdrawal where negative.
  record Money(long userId, long change) implements SimAct {}
}
