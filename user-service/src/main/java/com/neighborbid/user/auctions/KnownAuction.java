package com.neighborbid.user.auctions;

import org.jspecify.annotations.Nullable;

/// An auction as far as events have told, up to the event at `(seq, index)`.
///
/// @param sellerId null where the opening was not heard
/// @param leaderId null while nobody leads
public record KnownAuction(
    long auctionId, @Nullable Long sellerId, @Nullable Long leaderId, long seq, int index) {
  public static KnownAuction unheardOf(long auctionId) {
    return new KnownAuction(auctionId, null, null, -1, -1);
  }

  /// Whether an event at that place is new, and no repeat.
  public boolean isBefore(long otherSeq, int otherIndex) {
    return seq < otherSeq || (seq == otherSeq && index < otherIndex);
  }

  public KnownAuction at(long newSeq, int newIndex) {
    return new KnownAuction(auctionId, sellerId, leaderId, newSeq, newIndex);
  }

  public KnownAuction soldBy(long seller) {
    return new KnownAuction(auctionId, seller, leaderId, seq, index);
  }

  public KnownAuction ledBy(@Nullable Long leader) {
    return new KnownAuction(auctionId, sellerId, leader, seq, index);
  }
}
