package com.neighborbid.systemtests.audit;

/// What must always hold; the first six numbers are those of the design.
public enum Invariant {
  LEDGER("1 balances are their transfers, all accounts sum to zero, none is negative"),
  HOLDS("2 what is held is what the auctions require"),
  SETTLEMENT("3 an ended auction holds nothing and was paid once, or not at all when unsold"),
  BIDDING("4 the log, decided once more, gives the same prices, leaders and winners"),
  OUTCOMES("5 every received bid has an outcome, every answer is what the rows say"),
  LANES("6 everything decided was sent, everything in the logs is decided"),
  RECORD("7 each auction's public record is one chain of hashes that says what the rows say");

  private final String title;

  Invariant(String title) {
    this.title = title;
  }

  /// Number and sentence, for people.
  public String title() {
    return title;
  }
}
