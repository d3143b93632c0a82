package com.neighborbid.auction.ledger;

import java.time.Instant;
import java.time.LocalDate;

/// The root of one day, chained to the one before.
///
/// @param day in UTC
/// @param root of the Merkle tree over the last entries of the auctions of the day
/// @param auctions how many leaves it has
/// @param previous `hash` of the day before; 64 zeros for the first
/// @param hash of the text `day|root|auctions|previous`
public record DailyRoot(
    LocalDate day, String root, int auctions, String previous, String hash, Instant publishedAt) {
  /// Makes the root that follows `previous`.
  static DailyRoot of(LocalDate day, MerkleTree tree, String previous, Instant now) {
    String text = String.join("|", day.toString(), tree.root(), tree.size() + "", previous);
    return new DailyRoot(day, tree.root(), tree.size(), previous, Sha256.hex(text), now);
  }
}
