package com.neighborbid.systemtests.audit;

/// What must always hold, with the numbers of the design; what it says in one sentence is looked at
/// in several ways.
public enum Invariant {
  LEDGER("1 balances are their transfers, all accounts sum to zero, none is negative"),
  HOLDS("2 what is held is what the auctions require"),
  SETTLEMENT("3 an ended auction holds nothing and was paid once, or not at all when unsold"),
  BIDDING("4 the log, decided once more, gives the same prices, leaders and winners"),
  OUTCOMES("5 every received bid has an outcome, every answer is what the rows say"),
  LANES("6 everything decided was sent, everything in the logs is decided"),
  EVENTS("6 what was published is what the engines said, in order, nothing missing or added"),
  RECORD("7 each auction's public record is one chain of hashes that says what the rows say"),
  WALLETS("7 the wallets' log, decided once more, gives the same transfers, balances and holds");

  private final String title;

  Invariant(String title) {
    this.title = title;
  }

  /// Number and sentence, for people.
  public String title() {
    return title;
  }
}
