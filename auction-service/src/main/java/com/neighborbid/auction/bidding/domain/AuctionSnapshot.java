package com.neighborbid.auction.bidding.domain;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The confirmed state of an auction as it is kept, beside its terms, queue and positions.
///
/// @param price 0 before the first bid
/// @param leaderId 0 where nobody leads
/// @param seq number of steps that the room has seen
/// @param eventIndex events since the last step
/// @param winnerId 0 where nobody has won
/// @param suspended bidders whose bids do not count here
/// @param bidders how many bidders the public ledger has numbered
/// @param ledgerHash of its last entry
public record AuctionSnapshot(
    boolean started,
    boolean ended,
    boolean cancelled,
    long price,
    long leaderId,
    long leaderMax,
    @Nullable UUID leaderBid,
    long endsAtMs,
    long bidCount,
    long seq,
    int eventIndex,
    long winnerId,
    Pauses pauses,
    Set<Long> suspended,
    @Nullable SecondChance offer,
    int bidders,
    String ledgerHash) {
  public AuctionSnapshot {
    suspended = Set.copyOf(suspended);
  }
}
