package com.neighborbid.auction.cache;

/// What else than the engine changes what everybody sees of auctions. Told within a transaction, it
/// counts when that is committed.
public interface ShownChanges {
  /// Pictures or watchers of the auction.
  void auction(long id);

  /// What somebody is called, or his reputation: wherever he sells or leads.
  void person(long userId);
}
