package com.neighborbid.auction.replay;

import com.neighborbid.auction.bidding.LogInputs;
import com.neighborbid.auction.bidding.StaticRules;
import com.neighborbid.auction.bidding.WantedBid;
import com.neighborbid.auction.bidding.domain.Auction;
import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Effect.CommandDecided;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Feeds the records of the log to the engine's own rules, one after the other, and keeps what came
/// of them. Nothing else goes in: no database, no clock.
final class Derivation {
  private final OptionalLong only;
  private final BiConsumer<DerivedAuction, Effect> heard;
  private final Map<Integer, Long> times = new HashMap<>();
  private final Map<Long, DerivedAuction> auctions = new TreeMap<>();
  private final Map<UUID, DerivedBid> bids = new LinkedHashMap<>();
  private final Map<UUID, Fields> commands = new LinkedHashMap<>();
  private final Map<UUID, Place> commandPlaces = new HashMap<>();
  private final Map<Place, String> poison = new TreeMap<>();
  private long records;

  /// @param only an auction's id; empty for all of them
  Derivation(OptionalLong only) {
    this(only, (_, _) -> {});
  }

  /// @param heard told every effect, in order
  Derivation(OptionalLong only, BiConsumer<DerivedAuction, Effect> heard) {
    this.only = only;
    this.heard = heard;
  }

  /// Takes the next record of its partition. Time is the highest stamp of the partition so far; a
  /// record that cannot be read or decided is noted, and changes nothing.
  void accept(LogLine line) {
    long timeMs = times.merge(line.partition(), line.timestamp(), Math::max);
    Place place = new Place(line.partition(), line.offset(), timeMs);
    records++;
    try {
      if (only.isEmpty() || line.key().equals(Long.toString(only.getAsLong()))) {
        decide(LogInputs.read(line.type(), line.key(), line.value()), place);
      }
    } catch (RuntimeException e) {
      poison.put(place, e.toString());
    }
  }

  private void decide(AuctionInput input, Place place) {
    if (input instanceof OpenAuction open) {
      open(open, place);
      return;
    }
    WantedBid wanted = WantedBid.of(input);
    if (wanted != null) {
      place(wanted, place);
      return;
    }
    DerivedAuction known = auctions.get(input.auctionId());
    if (known != null) {
      var _ = LogInputs.apply(known.auction, input, place.timeMs(), place.offset());
      settle(known, place);
    }
  }

  private void open(OpenAuction open, Place place) {
    if (auctions.containsKey(open.auctionId())) {
      return; // a repeat
    }
    List<Effect> effects = new ArrayList<>();
    Auction auction =
        Auction.open(
            LogInputs.terms(open, place.timeMs()),
            open.endsAt().toEpochMilli(),
            place.timeMs(),
            place.offset(),
            effects::add);
    DerivedAuction opened = new DerivedAuction(auction, open, place, effects);
    auctions.put(open.auctionId(), opened);
    settle(opened, place);
  }

  private void place(WantedBid wanted, Place place) {
    if (bids.containsKey(wanted.bidId())) {
      return; // the same bid again
    }
    DerivedBid derived = new DerivedBid(wanted, place);
    DerivedAuction known = auctions.get(wanted.auctionId());
    bids.put(wanted.bidId(), derived);
    if (known == null) {
      derived.unknownAuction();
      return;
    }
    try {
      Bid bid = wanted.at(place.timeMs(), place.offset());
      var _ =
          known.auction.place(
              bid,
              StaticRules.refusal(
                  known.auction.terms(), bid.bidderId(), bid.amount(), bid.max(), wanted.facts()));
    } catch (RuntimeException e) {
      bids.remove(wanted.bidId());
      throw e;
    }
    settle(known, place);
  }

  private void settle(DerivedAuction known, Place place) {
    known.last = place;
    for (Effect effect : known.takeEffects()) {
      switch (effect) {
        case BidDecided decided -> decided(decided);
        case CommandDecided decided -> decided(known, decided, place);
        case Effect.Recorded recorded -> known.recorded(recorded);
        case Effect.Ended end -> known.ended(end.by().name(), end.moment().atMs());
        case Effect.Cancelled end -> known.ended(null, end.moment().atMs());
        case Effect.SetHold _,
            Effect.Capture _,
            Effect.LostLead _,
            Effect.Extended _,
            Effect.Started _,
            Effect.Changed _,
            Effect.Offered _ -> {
          // of no row of its own
        }
      }
      heard.accept(known, effect);
    }
  }

  private void decided(BidDecided decided) {
    DerivedBid bid = bids.get(decided.bid().bid().id());
    if (bid == null) {
      throw new IllegalStateException("a bid that never came was decided: " + decided);
    }
    bid.decided(decided);
  }

  private void decided(DerivedAuction known, CommandDecided decided, Place place) {
    UUID id = decided.command().id();
    if (id != null) {
      String code = decided.refusal() == null ? null : decided.refusal().name();
      commands.put(
          id,
          commandFields(
              known.auction.terms().auctionId(),
              code,
              known.auction.snapshot().seq(),
              decided.decidedAtMs()));
      commandPlaces.put(
          id, new Place(place.partition(), decided.command().offset(), decided.command().timeMs()));
    }
  }

  static Fields commandFields(long auctionId, @Nullable String code, long seq, long decidedAtMs) {
    return new Fields()
        .with("auction", auctionId)
        .with("code", code)
        .with("seq_after", seq)
        .with("decided at", decidedAtMs);
  }

  /// Whether every auction was derived, not a single one.
  boolean isOfAll() {
    return only.isEmpty();
  }

  Map<Long, DerivedAuction> auctions() {
    return auctions;
  }

  Map<UUID, DerivedBid> bids() {
    return bids;
  }

  /// What became of what sellers and admins asked for, by the id of the request.
  Map<UUID, Fields> commands() {
    return commands;
  }

  Place placeOfCommand(UUID id) {
    Place place = commandPlaces.get(id);
    if (place == null) {
      throw new IllegalArgumentException("no such command: " + id);
    }
    return place;
  }

  /// Records that could not be read or decided, with the reason.
  Map<Place, String> poison() {
    return poison;
  }

  long records() {
    return records;
  }
}
