package com.neighborbid.common.contract.room.v1;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a bid, for whoever waits for it: on the Redis channel `answers:{instance}` and
/// from auction-service over HTTP. Carries the bid's content, so that a caller who sent another
/// content under the same id notices.
///
/// @param code refusal code of the public contract; absent unless `REJECTED`
/// @param currentPrice price after the decision, in won
/// @param seq the auction's step after the decision
/// @param minNextBid least amount of this bidder's next bid, in won
/// @param kind absent for a bid in the narrow sense
public record BidOutcome(
    UUID bidId,
    long auctionId,
    long bidderId,
    long amount,
    @Nullable Long maxAmount,
    Status status,
    @Nullable String code,
    long currentPrice,
    long seq,
    long minNextBid,
    @Nullable Kind kind) {
  /// What the bidder wanted, where it is no plain or proxy bid.
  public enum Kind {
    BUY_NOW,
    TAKE_OFFER
  }

  public BidOutcome(
      UUID bidId,
      long auctionId,
      long bidderId,
      long amount,
      @Nullable Long maxAmount,
      Status status,
      @Nullable String code,
      long currentPrice,
      long seq,
      long minNextBid) {
    this(
        bidId,
        auctionId,
        bidderId,
        amount,
        maxAmount,
        status,
        code,
        currentPrice,
        seq,
        minNextBid,
        null);
  }

  public enum Status {
    /// In the log, not decided yet.
    RECEIVED,
    /// Counts; leads or led.
    ACCEPTED,
    /// Does not count.
    REJECTED,
    /// Counted, and a higher one stands above it.
    OUTBID,
    /// Bought the item.
    WON
  }
}
