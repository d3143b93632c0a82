package com.neighborbid.common.contract.auction.v1;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record of `auction.log`, key auction id. Amounts are whole won. Nothing here names a person:
/// user ids are pseudonymous and listing texts travel as a version and its hash.
public sealed interface AuctionInput {
  /// The auction that the record makes or changes; the record's key.
  long auctionId();

  /// How far an auction reaches; neighbourhood auctions have no live room.
  enum Reach {
    NATIONAL,
    NEIGHBORHOOD
  }

  /// Who asks for the end.
  enum CloseCause {
    /// The lane owner's timer: ends the auction only at or after its end.
    TIMER,
    /// The seller: ends it now, with the leader as winner.
    SELLER
  }

  /// What the edge knew about a bidder when it took the bid; any of them refuses the bid.
  enum BidderFact {
    SUSPENDED,
    BLOCKED_BY_SELLER,
    NEW_ACCOUNT_LIMIT
  }

  /// Makes an auction.
  ///
  /// @param rulesVersion version of the deciding rules; old versions stay decidable for ever
  /// @param softCloseSeconds an accepted bid in the last so many seconds moves the end; 0 = fixed
  ///   end
  /// @param startsAt when bids begin to count; absent = at once
  record OpenAuction(
      long auctionId,
      int rulesVersion,
      long sellerId,
      Reach reach,
      long startPrice,
      long bidUnit,
      @Nullable Long instantPrice,
      @Nullable Long reservePrice,
      @Nullable Instant startsAt,
      Instant endsAt,
      int softCloseSeconds,
      int listingVersion,
      String listingHash)
      implements AuctionInput {}

  /// Tells the room that the auction has opened; bids count by their own log time, not by this.
  record StartAuction(long auctionId) implements AuctionInput {}

  /// A bid.
  ///
  /// @param maxAmount the bidder's secret maximum; absent for a plain bid
  /// @param replyTo instance that waits for the outcome; absent when nobody does
  record PlaceBid(
      long auctionId,
      UUID bidId,
      long bidderId,
      long amount,
      @Nullable Long maxAmount,
      List<BidderFact> facts,
      @Nullable String replyTo)
      implements AuctionInput {
    public PlaceBid {
      facts = List.copyOf(facts);
    }
  }

  /// Asks for the end.
  ///
  /// @param requestedBy the seller; absent for the timer
  record CloseAuction(long auctionId, CloseCause cause, @Nullable Long requestedBy)
      implements AuctionInput {}

  /// The wallet holds at least what command `commandSeq` asked for.
  record HoldPlaced(long auctionId, long bidderId, long commandSeq) implements AuctionInput {}

  /// The wallet does not hold what command `commandSeq` asked for.
  record HoldDeclined(long auctionId, long bidderId, long commandSeq) implements AuctionInput {}

  /// A type of a newer writer; counted and skipped by readers outside the engine.
  record Unknown(long auctionId, String type) implements AuctionInput {}
}
