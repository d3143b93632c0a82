package com.neighborbid.auction.replay;

import com.neighborbid.auction.bidding.domain.Auction;
import com.neighborbid.auction.bidding.domain.AuctionSnapshot;
import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.LedgerEntry;
import com.neighborbid.auction.bidding.domain.SecondChance;
import com.neighborbid.auction.bidding.domain.Terms;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An auction of the log, as its rows must be.
final class DerivedAuction {
  final Auction auction;
  final List<Effect> effects;
  final List<Fields> ledger = new ArrayList<>();
  private final OpenAuction opening;
  private @Nullable String endedBy;
  private @Nullable Long endedAtMs;

  /// The last record that had to do with it.
  Place last;

  DerivedAuction(Auction auction, OpenAuction opening, Place place, List<Effect> effects) {
    this.auction = auction;
    this.opening = opening;
    this.last = place;
    this.effects = effects;
  }

  /// What the last inputs did, oldest first; empties the list.
  List<Effect> takeEffects() {
    List<Effect> taken = new ArrayList<>(effects);
    effects.clear();
    return taken;
  }

  /// How it ended; told again where a second chance sells it later.
  void ended(@Nullable String by, long atMs) {
    endedBy = by == null ? endedBy : by;
    endedAtMs = endedAtMs == null ? atMs : endedAtMs;
  }

  void recorded(Effect.Recorded recorded) {
    LedgerEntry entry = recorded.entry();
    ledger.add(
        ledgerFields(
            entry.kind().name(),
            entry.timeMs(),
            entry.offset(),
            entry.amount(),
            entry.price(),
            entry.bidder(),
            entry.leader(),
            entry.endsAtMs(),
            entry.detail(),
            entry.bidId(),
            recorded.hash()));
  }

  static Fields ledgerFields(
      String kind,
      long timeMs,
      long offset,
      long amount,
      long price,
      long bidder,
      long leader,
      long endsAtMs,
      String detail,
      @Nullable UUID bidId,
      String hash) {
    return new Fields()
        .with("kind", kind)
        .with("log time", timeMs)
        .with("offset", offset)
        .with("amount", amount)
        .with("price", price)
        .with("bidder", bidder)
        .with("leader", leader)
        .with("end", endsAtMs)
        .with("detail", detail)
        .with("bid", bidId)
        .with("hash", hash);
  }

  /// Terms and standing.
  Fields fields() {
    AuctionSnapshot now = auction.snapshot();
    SecondChance offer = now.offer();
    return terms()
        .with("started", now.started())
        .with("ended", now.ended())
        .with("cancelled", now.cancelled())
        .with("price", now.price())
        .with("leader", now.leaderId())
        .with("maximum", now.leaderMax())
        .with("leading bid", now.leaderBid())
        .with("end", now.endsAtMs())
        .with("bids", now.bidCount())
        .with("seq", now.seq())
        .with("event index", (long) now.eventIndex())
        .with("undecided", (long) auction.undecidedCount())
        .with("winner", now.winnerId())
        .with("ended by", endedBy)
        .with("ended at", endedAtMs)
        .with("pauses", pauses(now))
        .with("paused since", now.pauses().sinceMs())
        .with("suspended bidders", now.suspended().stream().sorted().toList().toString())
        .with("offered to", offer == null ? 0 : offer.bidderId())
        .with("offer", offer == null ? 0 : offer.amount())
        .with("offer until", offer == null ? 0 : offer.validUntilMs())
        .with("bidders", (long) now.bidders())
        .with("ledger_hash", now.ledgerHash());
  }

  private static String pauses(AuctionSnapshot now) {
    return now.pauses().causes().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }

  private Fields terms() {
    Terms terms = auction.terms();
    return new Fields()
        .with("seller", terms.sellerId())
        .with("rules version", (long) opening.rulesVersion())
        .with("reach", opening.reach().name())
        .with("start price", terms.prices().start())
        .with("unit", terms.prices().unit())
        .with("increments", terms.prices().increments().name())
        .with("instant price", terms.prices().instant())
        .with("instant until", (long) terms.prices().instantUntilPercent())
        .with("reserve", terms.prices().reserve())
        .with("start", terms.startsAtMs())
        .with("soft close", terms.softClose().windowMs())
        .with("latest end", terms.softClose().latestEndMs())
        .with("fee", (long) terms.fee().basisPoints())
        .with("least fee", terms.fee().minimum())
        .with("listing", (long) terms.listing().version())
        .with("listing hash", terms.listing().hash());
  }
}
