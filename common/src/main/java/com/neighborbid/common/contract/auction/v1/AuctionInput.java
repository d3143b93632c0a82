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

  /// How far a bid must stand above the price.
  enum Increments {
    /// One bid unit.
    FIXED,
    /// More where the price is higher, by the table of the rules version.
    TIERED
  }

  /// Who made an auction stand still; each takes back only his own pause.
  enum PauseCause {
    /// An admin looks into it.
    SUSPENDED,
    /// The platform is being worked on.
    MAINTENANCE
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
  /// @param increments absent = FIXED
  /// @param instantUntilPercent the instant price can be paid until the price passes this share of
  ///   it; 0 = only before the first bid; absent = 100
  /// @param softCloseCapSeconds the soft close moves the end by no more than this in all; absent =
  ///   no limit
  /// @param feeBasisPoints the platform's share of the price, rounded down; absent = none
  /// @param feeMinimum least fee, in won; absent = none
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
      String listingHash,
      @Nullable Increments increments,
      @Nullable Integer instantUntilPercent,
      @Nullable Integer softCloseCapSeconds,
      @Nullable Integer feeBasisPoints,
      @Nullable Long feeMinimum)
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

  /// A purchase at the instant price.
  ///
  /// @param price as the buyer saw it; refused where it is another or gone
  record BuyNow(
      long auctionId,
      UUID bidId,
      long bidderId,
      long price,
      List<BidderFact> facts,
      @Nullable String replyTo)
      implements AuctionInput {
    public BuyNow {
      facts = List.copyOf(facts);
    }
  }

  /// A bidder takes the second chance that the seller of an unsold auction gave him.
  ///
  /// @param price as it was offered
  record TakeOffer(
      long auctionId,
      UUID bidId,
      long bidderId,
      long price,
      List<BidderFact> facts,
      @Nullable String replyTo)
      implements AuctionInput {
    public TakeOffer {
      facts = List.copyOf(facts);
    }
  }

  /// Asks for the end.
  ///
  /// @param requestedBy the seller; absent for the timer
  /// @param commandId of the seller's request; absent for the timer, which nobody waits for
  record CloseAuction(
      long auctionId, CloseCause cause, @Nullable Long requestedBy, @Nullable UUID commandId)
      implements AuctionInput {}

  /// Withdraws the item: the seller while there is no bid, an admin at any time.
  record CancelAuction(long auctionId, UUID commandId, long requestedBy, boolean byAdmin)
      implements AuctionInput {}

  /// Other terms, while there is no bid; what is absent stays.
  ///
  /// @param instantPrice 0 removes it
  /// @param reservePrice 0 removes it
  /// @param endsAt only later
  /// @param softCloseCapSeconds 0 removes the limit
  record EditAuction(
      long auctionId,
      UUID commandId,
      long requestedBy,
      @Nullable Long startPrice,
      @Nullable Long bidUnit,
      @Nullable Increments increments,
      @Nullable Long instantPrice,
      @Nullable Integer instantUntilPercent,
      @Nullable Long reservePrice,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable Integer softCloseSeconds,
      @Nullable Integer softCloseCapSeconds,
      int listingVersion,
      String listingHash)
      implements AuctionInput {}

  /// From now on no bid counts and the end waits.
  record PauseAuction(long auctionId, UUID commandId, PauseCause cause, long requestedBy)
      implements AuctionInput {}

  /// The auction goes on; its end moves by the time that it stood still.
  record ResumeAuction(long auctionId, UUID commandId, PauseCause cause, long requestedBy)
      implements AuctionInput {}

  /// None of the bidder's bids counts in this auction any more; where he leads, nobody does.
  record SuspendBidder(long auctionId, UUID commandId, long bidderId, long requestedBy)
      implements AuctionInput {}

  /// The seller of an unsold auction gives a bidder a second chance, at his highest amount.
  record OfferSecondChance(
      long auctionId, UUID commandId, long requestedBy, long bidderId, Instant validUntil)
      implements AuctionInput {}

  /// The wallet holds at least what command `commandSeq` asked for.
  record HoldPlaced(long auctionId, long bidderId, long commandSeq) implements AuctionInput {}

  /// The wallet does not hold what command `commandSeq` asked for.
  record HoldDeclined(long auctionId, long bidderId, long commandSeq) implements AuctionInput {}

  /// A type of a newer writer; counted and skipped by readers outside the engine.
  record Unknown(long auctionId, String type) implements AuctionInput {}
}
