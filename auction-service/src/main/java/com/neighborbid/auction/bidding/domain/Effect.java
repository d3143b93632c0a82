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
  ///
  /// @param fee what of the price the platform keeps
  record Capture(long winnerId, long price, long fee, long sellerId, long commandSeq)
      implements Effect {}

  /// A bid is decided.
  ///
  /// @param refusal null where it counts
  /// @param step the room step that it caused; 0 where it moved nothing that others see
  /// @param outbidAtOnce a standing maximum beat it
  /// @param won it bought the item
  /// @param minNextBid least amount of this bidder's next bid
  /// @param ledgerHash of the last entry of the public ledger after it
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
      String ledgerHash,
      long decidedAtMs)
      implements Effect {}

  /// A command is decided.
  ///
  /// @param refusal null where it was done
  record CommandDecided(QueuedCommand command, @Nullable CommandRefusal refusal, long decidedAtMs)
      implements Effect {}

  /// The leader up to now does not lead any more.
  record LostLead(long bidderId, long price) implements Effect {}

  /// The end moved, as part of the step of the bid before it.
  record Extended(long endsAtMs, long seq, int eventIndex, long atMs) implements Effect {}

  /// Bids count from now on; only told, because a bid counts by its own time.
  record Started(Moment moment) implements Effect {}

  /// The seller changed the terms, the auction stood still or goes on, or its leader was suspended.
  record Changed(Command cause, Moment moment) implements Effect {}

  /// The auction was withdrawn: nobody wins.
  record Cancelled(boolean byAdmin, Moment moment) implements Effect {}

  /// The seller offers the unsold item to a bidder.
  record Offered(SecondChance offer, long atMs) implements Effect {}

  /// A step's entry in the public ledger; comes before what tells of the step.
  record Recorded(LedgerEntry entry, String hash) implements Effect {}

  /// What ended an auction.
  enum EndedBy {
    TIME,
    SELLER,
    BUY_NOW,
    SECOND_CHANCE
  }

  /// The auction is over; told again where a second chance sells it later.
  ///
  /// @param winnerId 0 when unsold
  record Ended(EndedBy by, long winnerId, @Nullable UUID winningBid, Moment moment)
      implements Effect {}

  /// The auction right after a step.
  record Moment(
      long seq,
      int eventIndex,
      long price,
      long leaderId,
      long bidCount,
      long minNextBid,
      long endsAtMs,
      boolean ended,
      boolean cancelled,
      boolean paused,
      Terms terms,
      String ledgerHash,
      long atMs) {}
}
