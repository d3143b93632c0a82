package com.neighborbid.common.contract.room.v1;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All that a viewer has to know of an auction after step `seq`: what a snapshot shows.
///
/// @param amount current price in won; 0 before the first bid
/// @param bidder nickname of the leader; absent before the first bid
/// @param minNextBid least amount that the next bid must have, in won
/// @param ledgerHash of the last entry of the auction's public ledger; absent where it is not known
public record RoomState(
    long auctionId,
    long seq,
    Status status,
    long amount,
    @Nullable String bidder,
    long minNextBid,
    Instant endsAt,
    @Nullable String ledgerHash) {
  public RoomState(
      long auctionId,
      long seq,
      Status status,
      long amount,
      @Nullable String bidder,
      long minNextBid,
      Instant endsAt) {
    this(auctionId, seq, status, amount, bidder, minNextBid, endsAt, null);
  }

  /// What the public sees of an auction's life.
  public enum Status {
    WAITING,
    ACTIVE,
    CLOSING,
    ENDED,
    CANCELLED
  }
}
