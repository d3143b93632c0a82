package com.neighborbid.systemtests.audit;

import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BuyNow;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInput.TakeOffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Whatever a record of the log offers money with: a bid, a purchase, the taking of an offer.
///
/// @param kind as the rows name it
/// @param max equals `amount` where there is no maximum
record Wish(
    String kind,
    long auctionId,
    UUID bidId,
    long bidderId,
    long amount,
    long max,
    List<BidderFact> facts) {
  static final String BID = "BID";
  static final String BUY_NOW = "BUY_NOW";
  static final String TAKE_OFFER = "TAKE_OFFER";

  Wish {
    facts = List.copyOf(facts);
  }

  /// Empty where the record is something else.
  static Optional<Wish> of(AuctionInput input) {
    return Optional.ofNullable(
        switch (input) {
          case PlaceBid bid -> {
            Long max = bid.maxAmount();
            yield new Wish(
                BID,
                bid.auctionId(),
                bid.bidId(),
                bid.bidderId(),
                bid.amount(),
                max == null ? bid.amount() : max,
                bid.facts());
          }
          case BuyNow buy ->
              new Wish(
                  BUY_NOW,
                  buy.auctionId(),
                  buy.bidId(),
                  buy.bidderId(),
                  buy.price(),
                  buy.price(),
                  buy.facts());
          case TakeOffer take ->
              new Wish(
                  TAKE_OFFER,
                  take.auctionId(),
                  take.bidId(),
                  take.bidderId(),
                  take.price(),
                  take.price(),
                  take.facts());
          default -> null;
        });
  }
}
