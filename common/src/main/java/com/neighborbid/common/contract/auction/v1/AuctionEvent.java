package com.neighborbid.common.contract.auction.v1;

import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record of `auction.events`, key auction id, for anyone who wants to know what happened.
///
/// `seq` rises with every step that the room sees; `index` counts the events since that step, so
/// that `(seq, index)` orders the events of an auction. No maximum, no reserve price, no reason of
/// money is ever in here.
public sealed interface AuctionEvent {
  long auctionId();

  /// What ended an auction.
  enum EndedBy {
    TIME,
    SELLER,
    BUY_NOW
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

  /// A type of a newer writer; readers count and skip it.
  record Unknown(long auctionId, String type) implements AuctionEvent {}
}
