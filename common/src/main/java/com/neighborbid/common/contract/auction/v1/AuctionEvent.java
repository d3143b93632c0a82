package com.neighborbid.common.contract.auction.v1;

import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record of `auction.events`, key auction id, for anyone who wants to know what happened.
///
/// `seq` rises with every step that the room sees; `index` counts the events since that step, so
/// that `(seq, index)` orders the events of an auction; what is no step of it has neither. No
/// maximum, no reserve price, no reason of money, no text is ever in here.
public sealed interface AuctionEvent {
  long auctionId();

  /// What ended an auction.
  enum EndedBy {
    TIME,
    SELLER,
    BUY_NOW,
    /// Unsold first, then a bidder took the seller's offer.
    SECOND_CHANCE
  }

  record AuctionOpened(
      long auctionId,
      long seq,
      int index,
      long sellerId,
      Reach reach,
      long startPrice,
      long bidUnit,
      @Nullable Instant startsAt,
      Instant endsAt,
      Instant at)
      implements AuctionEvent {}

  record AuctionStarted(long auctionId, long seq, int index, Instant at) implements AuctionEvent {}

  /// A bid that counts.
  ///
  /// @param amount what was bid
  /// @param price the current price after it
  /// @param leaderId who leads after it: somebody else where a standing maximum beat it at once
  record BidAccepted(
      long auctionId,
      long seq,
      int index,
      UUID bidId,
      long bidderId,
      long amount,
      long price,
      long leaderId,
      long minNextBid,
      long bidCount,
      Instant at)
      implements AuctionEvent {}

  /// A bid that does not count.
  ///
  /// @param code a refusal code of the public contract, or `REJECTED` where the reason is private
  record BidRejected(
      long auctionId,
      long seq,
      int index,
      UUID bidId,
      long bidderId,
      long amount,
      String code,
      Instant at)
      implements AuctionEvent {}

  record AuctionExtended(long auctionId, long seq, int index, Instant endsAt, Instant at)
      implements AuctionEvent {}

  /// The end. `winnerId` and `winningBidId` are absent when unsold; `price` is then the last price.
  /// A second one follows where a second chance sells it.
  record AuctionClosed(
      long auctionId,
      long seq,
      int index,
      EndedBy endedBy,
      @Nullable Long winnerId,
      @Nullable UUID winningBidId,
      long price,
      long bidCount,
      Instant at)
      implements AuctionEvent {}

  /// The seller changed the terms, while there was no bid.
  record AuctionEdited(
      long auctionId,
      long seq,
      int index,
      long startPrice,
      long bidUnit,
      @Nullable Long instantPrice,
      @Nullable Instant startsAt,
      Instant endsAt,
      Instant at)
      implements AuctionEvent {}

  /// From now on no bid counts and the end waits.
  record AuctionPaused(
      long auctionId, long seq, int index, AuctionInput.PauseCause cause, Instant at)
      implements AuctionEvent {}

  /// The auction goes on, or one of two causes to stand still is gone.
  record AuctionResumed(
      long auctionId,
      long seq,
      int index,
      AuctionInput.PauseCause cause,
      Instant endsAt,
      Instant at)
      implements AuctionEvent {}

  /// The leader was suspended: nobody leads, the price stays.
  record LeaderSuspended(long auctionId, long seq, int index, long bidderId, Instant at)
      implements AuctionEvent {}

  /// Withdrawn: nobody wins, nothing is held.
  record AuctionCancelled(long auctionId, long seq, int index, boolean byAdmin, Instant at)
      implements AuctionEvent {}

  /// Somebody wrote below an auction. Not a step of it, so without `seq`; what was written is not
  /// in here and can be asked for.
  ///
  /// @param parentId the question that is answered; absent for a question
  /// @param toUserId who is spoken to: the seller, or whoever asked
  /// @param isAnswer whether the seller answers a question
  record CommentPosted(
      long auctionId,
      long commentId,
      @Nullable Long parentId,
      long authorId,
      long sellerId,
      long toUserId,
      boolean isAnswer,
      Instant at)
      implements AuctionEvent {}

  /// A type of a newer writer; readers count and skip it.
  record Unknown(long auctionId, String type) implements AuctionEvent {}
}
