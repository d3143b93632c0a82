package com.neighborbid.auction.bidding.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a decision means for the outside, in the order in which it happened.
public sealed interface Effect {
  /// The wallet shall hold `to` won of this bidder for this auction.
  ///
  /// @param asking whether a bid waits for the answer
  record SetHold(long bidderId, long to, long commandSeq, boolean asking) implements Effect {}

  /// The wallet shall take the price from the winner; the last command of his position.
  record Capture(long winnerId, long price, long sellerId, long commandSeq) implements Effect {}

  /// A bid is decided.
  ///
  /// @param refusal null where it counts
  /// @param step the room step that it caused; 0 where it moved nothing that others see
  /// @param outbidAtOnce a standing maximum beat it
  /// @param won it bought the item
  /// @param minNextBid least amount of this bidder's next bid
  record BidDecided(
      QueuedBid bid,
      @Nullable Refusal refusal,
      boolean outbidAtOnce,
      boolean won,
      long price,
      long leaderId,
      long bidCount,
      long endsAtMs,
      long seq,
      int eventIndex,
      long step,
      long minNextBid,
      long minNextBidOfAll,
      long decidedAtMs)
      implements Effect {}

  /// The leader up to now does not lead any more.
  record LostLead(long bidderId, long price) implements Effect {}

  /// The end moved, as part of the step of the bid before it.
  record Extended(long endsAtMs, long seq, int eventIndex, long atMs) implements Effect {}

  /// Bids count from now on; only told, because a bid counts by its own time.
  record Started(long seq, int eventIndex, long atMs) implements Effect {}

  /// What ended an auction.
  enum EndedBy {
    TIME,
    SELLER,
    BUY_NOW
  }

  /// The auction is over.
  ///
  /// @param winnerId 0 when unsold
  record Ended(
      EndedBy by,
      long winnerId,
      @Nullable UUID winningBid,
      long price,
      long bidCount,
      long seq,
      int eventIndex,
      long atMs)
      implements Effect {}
}
