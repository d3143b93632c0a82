package com.neighborbid.common.contract.ledger.v1;

import java.time.Instant;

/// A record of `auction.roots`, key the day it is about.
public sealed interface LedgerEvent {
  /// The Merkle root over the last ledger entries of a day, chained to the root of the day before.
  ///
  /// @param day `YYYY-MM-DD`, in UTC
  /// @param root 64 hex digits: RFC 6962 over the leaves `auctionId|seq|hash`, by auction id
  /// @param auctions how many leaves there are
  /// @param previous `hash` of the day before; 64 zeros for the first
  /// @param hash SHA-256 of the text `day|root|auctions|previous`
  record LedgerRoot(
      String day, String root, long auctions, String previous, String hash, Instant publishedAt)
      implements LedgerEvent {}

  /// A type of a newer writer; readers skip it.
  record Unknown(String type) implements LedgerEvent {}
}
