package com.neighborbid.auction.replay;

import com.neighborbid.auction.bidding.WantedBid;
import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A bid of the log and its outcome, as its row must be.
final class DerivedBid {
  private static final String RECEIVED = "RECEIVED";

  final UUID id;
  final long auctionId;
  final Place place;
  private final Fields fields;
  private String status = RECEIVED;

  DerivedBid(WantedBid wanted, Place place) {
    this.id = wanted.bidId();
    this.auctionId = wanted.auctionId();
    this.place = place;
    this.fields =
        new Fields()
            .with("auction", wanted.auctionId())
            .with("kind", wanted.kind().name())
            .with("bidder", wanted.bidderId())
            .with("amount", wanted.amount())
            .with("maximum", wanted.maxAmount())
            .with("partition", (long) place.partition())
            .with("offset", place.offset())
            .with("log time", place.timeMs());
    outcome(RECEIVED, null, null, null, null, null);
  }

  void unknownAuction() {
    outcome("REJECTED", Refusal.AUCTION_NOT_FOUND.name(), 0L, 0L, null, place.timeMs());
  }

  void decided(BidDecided decided) {
    Refusal refusal = decided.refusal();
    String code = refusal == null ? null : refusal.name();
    Long step = decided.step() == 0 ? null : decided.step();
    outcome(
        WantedBid.status(decided).name(),
        code,
        decided.price(),
        decided.seq(),
        step,
        decided.decidedAtMs());
  }

  private void outcome(
      String word,
      @Nullable String code,
      @Nullable Long price,
      @Nullable Long seq,
      @Nullable Long step,
      @Nullable Long decidedAtMs) {
    status = word;
    fields
        .with("status", word)
        .with("code", code)
        .with("price_after", price)
        .with("seq_after", seq)
        .with("step", step)
        .with("decided at", decidedAtMs);
  }

  boolean isDecided() {
    return !status.equals(RECEIVED);
  }

  Fields fields() {
    return fields;
  }
}
