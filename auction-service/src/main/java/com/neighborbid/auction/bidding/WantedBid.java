package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BuyNow;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInput.TakeOffer;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the three kinds of record by which somebody bids have in common.
///
/// @param maxAmount as it was sent; absent for a plain bid
public record WantedBid(
    long auctionId,
    UUID bidId,
    Bid.Kind kind,
    long bidderId,
    long amount,
    @Nullable Long maxAmount,
    List<BidderFact> facts,
    @Nullable String replyTo) {
  public WantedBid {
    facts = List.copyOf(facts);
  }

  /// The bid in a record; null where it holds none.
  public static @Nullable WantedBid of(AuctionInput input) {
    return switch (input) {
      case PlaceBid bid ->
          new WantedBid(
              bid.auctionId(),
              bid.bidId(),
              Bid.Kind.BID,
              bid.bidderId(),
              bid.amount(),
              bid.maxAmount(),
              bid.facts(),
              bid.replyTo());
      case BuyNow buy ->
          new WantedBid(
              buy.auctionId(),
              buy.bidId(),
              Bid.Kind.BUY_NOW,
              buy.bidderId(),
              buy.price(),
              null,
              buy.facts(),
              buy.replyTo());
      case TakeOffer take ->
          new WantedBid(
              take.auctionId(),
              take.bidId(),
              Bid.Kind.TAKE_OFFER,
              take.bidderId(),
              take.price(),
              null,
              take.facts(),
              take.replyTo());
      default -> null;
    };
  }

  long max() {
    return maxAmount == null ? amount : maxAmount;
  }

  /// The bid at its place in the log.
  public Bid at(long timeMs, long offset) {
    return new Bid(bidId, kind, bidderId, amount, max(), timeMs, offset);
  }

  /// What callers are told became of a decided bid.
  public static BidOutcome.Status status(BidDecided decided) {
    if (decided.refusal() != null) {
      return BidOutcome.Status.REJECTED;
    }
    if (decided.won()) {
      return BidOutcome.Status.WON;
    }
    return decided.outbidAtOnce() ? BidOutcome.Status.OUTBID : BidOutcome.Status.ACCEPTED;
  }

  /// As outcomes tell the kind; absent for a bid in the narrow sense.
  static BidOutcome.@Nullable Kind outcomeKind(Bid.Kind kind) {
    return switch (kind) {
      case BID -> null;
      case BUY_NOW -> BidOutcome.Kind.BUY_NOW;
      case TAKE_OFFER -> BidOutcome.Kind.TAKE_OFFER;
    };
  }
}
