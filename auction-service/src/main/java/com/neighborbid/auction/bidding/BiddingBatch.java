package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Auction;
import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Effect.Ended;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import com.neighborbid.auction.bidding.domain.Queued;
import com.neighborbid.auction.bidding.domain.QueuedBid;
import com.neighborbid.auction.bidding.domain.QueuedClose;
import com.neighborbid.auction.bidding.domain.Refusal;
import com.neighborbid.auction.bidding.domain.Terms;
import com.neighborbid.auction.bidding.persistence.AuctionWriter;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldPlaced;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInput.StartAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Unknown;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.lane.LaneEngine;
import com.neighborbid.common.lane.LaneInput;
import com.neighborbid.common.lane.LaneOutput;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.common.lane.Outgoing.ToChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One transaction's worth of deciding auctions: every input in log order, then everything written
/// at once.
final class BiddingBatch implements LaneEngine.Batch<AuctionInput> {
  private final BiddingEngine engine;
  private final Announcements announcements;
  private final Set<UUID> knownBids;
  private final Map<Long, LiveAuction> touched = new TreeMap<>();
  private final List<LiveAuction> opened = new ArrayList<>();
  private final Map<UUID, NewBid> arrived = new LinkedHashMap<>();
  private final Map<UUID, DecidedBid> decided = new LinkedHashMap<>();
  private final Map<Long, AuctionWriter.End> ends = new HashMap<>();

  /// The level that each asking command asked for, by auction, bidder and command.
  private final Map<Command, Long> askedLevels = new HashMap<>();

  private record Command(long auctionId, long bidderId, long seq) {}

  /// @param knownBids ids of this batch's bids that have a row already
  BiddingBatch(BiddingEngine engine, Announcements announcements, Set<UUID> knownBids) {
    this.engine = engine;
    this.announcements = announcements;
    this.knownBids = knownBids;
  }

  @Override
  public void decide(LaneInput<AuctionInput> input, LaneOutput output) {
    LogRecord record = input.record();
    switch (input.input()) {
      case OpenAuction open -> open(open, record, output);
      case PlaceBid bid -> place(bid, record, output);
      case CloseAuction close -> close(close, record, output);
      case StartAuction start -> {
        LiveAuction live = touch(start.auctionId());
        if (live != null) {
          live.auction().start(record.timeMs());
          settle(live, record, output);
        }
      }
      case HoldPlaced placed ->
          answered(
              placed.auctionId(), placed.bidderId(), placed.commandSeq(), true, record, output);
      case HoldDeclined no ->
          answered(no.auctionId(), no.bidderId(), no.commandSeq(), false, record, output);
      case Unknown unknown -> throw new IllegalArgumentException("unknown input " + unknown.type());
    }
  }

  private void open(OpenAuction open, LogRecord record, LaneOutput output) {
    if (engine.live(record.partition(), open.auctionId()) != null) {
      return; // a repeat
    }
    long startsAtMs = open.startsAt() == null ? record.timeMs() : open.startsAt().toEpochMilli();
    Terms terms =
        new Terms(
            open.auctionId(),
            open.sellerId(),
            open.startPrice(),
            open.bidUnit(),
            open.instantPrice() == null ? 0 : open.instantPrice(),
            open.reservePrice() == null ? 0 : open.reservePrice(),
            startsAtMs,
            open.softCloseSeconds() * 1_000L);
    List<Effect> effects = new ArrayList<>();
    Auction auction =
        Auction.open(terms, open.endsAt().toEpochMilli(), record.timeMs(), effects::add);
    AuctionFacts facts =
        new AuctionFacts(
            record.partition(),
            open.rulesVersion(),
            open.listingVersion(),
            open.reach(),
            Instant.ofEpochMilli(record.timeMs()));
    LiveAuction live = new LiveAuction(auction, facts, effects);
    engine.add(record.partition(), live);
    opened.add(live);
    touched.put(live.id(), live);
    announcements.opened(live, record.timeMs(), record.requestId(), output);
  }

  private void place(PlaceBid place, LogRecord record, LaneOutput output) {
    if (!knownBids.add(place.bidId())) {
      return; // the same bid again; whoever waits reads the row
    }
    long max = place.maxAmount() == null ? place.amount() : place.maxAmount();
    Bid bid =
        new Bid(
            place.bidId(), place.bidderId(), place.amount(), max, record.timeMs(), record.offset());
    BidContext context = new BidContext(place.maxAmount(), place.replyTo(), record.requestId());
    LiveAuction live = touch(place.auctionId());
    if (live == null) {
      refuseUnknownAuction(place, bid, context, record, output);
      return;
    }
    live.remember(bid.id(), context);
    QueuedBid queued =
        live.auction()
            .place(bid, StaticRules.refusal(live.auction().terms(), place, record.timeMs()));
    arrived.put(bid.id(), new NewBid(live.id(), record.partition(), bid, context, queued));
    settle(live, record, output);
  }

  private void refuseUnknownAuction(
      PlaceBid place, Bid bid, BidContext context, LogRecord record, LaneOutput output) {
    arrived.put(bid.id(), new NewBid(place.auctionId(), record.partition(), bid, context, null));
    BidOutcome outcome =
        new BidOutcome(
            bid.id(),
            place.auctionId(),
            bid.bidderId(),
            bid.amount(),
            place.maxAmount(),
            BidOutcome.Status.REJECTED,
            Refusal.AUCTION_NOT_FOUND.name(),
            0,
            0,
            0);
    outcome(new DecidedBid(bid, place.auctionId(), outcome, 0, record.timeMs()), context, output);
  }

  private void close(CloseAuction close, LogRecord record, LaneOutput output) {
    LiveAuction live = touch(close.auctionId());
    if (live == null) {
      return;
    }
    boolean bySeller = close.cause() == CloseCause.SELLER;
    Long requestedBy = close.requestedBy();
    if (bySeller && (requestedBy == null || requestedBy != live.auction().terms().sellerId())) {
      return; // the edge has refused it; nobody else's word ends an auction
    }
    live.auction().close(new QueuedClose(record.offset(), record.timeMs(), bySeller));
    settle(live, record, output);
  }

  private void answered(
      long auctionId,
      long bidderId,
      long seq,
      boolean placed,
      LogRecord record,
      LaneOutput output) {
    LiveAuction live = touch(auctionId);
    if (live != null) {
      live.auction().answered(bidderId, seq, placed, record.timeMs());
      settle(live, record, output);
    }
  }

  @Override
  public void endOfLane(int partition, LaneOutput output) {
    // everything follows from the inputs alone, however the log is cut into batches
  }

  private void settle(LiveAuction live, LogRecord record, LaneOutput output) {
    for (Effect effect : live.takeEffects()) {
      announcements.announce(live, effect, record.timeMs(), record.requestId(), output);
      switch (effect) {
        case BidDecided outcome -> decided(live, outcome, output);
        case SetHold hold -> {
          if (hold.asking()) {
            Command command = new Command(live.id(), hold.bidderId(), hold.commandSeq());
            askedLevels.put(command, hold.to());
          }
        }
        case Ended end -> ends.put(live.id(), new AuctionWriter.End(end.by(), end.atMs()));
        case Effect.Capture _, Effect.LostLead _, Effect.Extended _, Effect.Started _ -> {
          // announced above; the auction's row says the rest
        }
      }
    }
  }

  private void decided(LiveAuction live, BidDecided effect, LaneOutput output) {
    Bid bid = effect.bid().bid();
    BidContext context = live.contextOf(effect.bid());
    Refusal refusal = effect.refusal();
    BidOutcome outcome =
        new BidOutcome(
            bid.id(),
            live.id(),
            bid.bidderId(),
            bid.amount(),
            context.maxAmount(),
            status(effect),
            refusal == null ? null : refusal.name(),
            effect.price(),
            effect.seq(),
            effect.minNextBid());
    outcome(
        new DecidedBid(bid, live.id(), outcome, effect.step(), effect.decidedAtMs()),
        context,
        output);
    live.forget(bid.id());
  }

  private static BidOutcome.Status status(BidDecided effect) {
    if (effect.refusal() != null) {
      return BidOutcome.Status.REJECTED;
    }
    if (effect.won()) {
      return BidOutcome.Status.WON;
    }
    return effect.outbidAtOnce() ? BidOutcome.Status.OUTBID : BidOutcome.Status.ACCEPTED;
  }

  private void outcome(DecidedBid bid, BidContext context, LaneOutput output) {
    decided.put(bid.id(), bid);
    String replyTo = context.replyTo();
    if (replyTo != null && !replyTo.equals(engine.instance())) {
      output.add(new ToChannel(Topics.answerChannel(replyTo), ContractJson.write(bid.outcome())));
    }
  }

  private @Nullable LiveAuction touch(long auctionId) {
    LiveAuction live = engine.find(auctionId);
    if (live != null) {
      touched.put(auctionId, live);
    }
    return live;
  }

  @Override
  public void write(Connection connection) throws SQLException {
    AuctionWriter.insertAuctions(connection, opened);
    List<AuctionWriter.Asking> changed = changedAskings();
    Map<UUID, AuctionWriter.Asking> ofNewBids = new HashMap<>();
    List<AuctionWriter.Asking> ofOldBids = new ArrayList<>();
    for (AuctionWriter.Asking asking : changed) {
      UUID id = asking.bid().bid().id();
      if (arrived.containsKey(id)) {
        ofNewBids.put(id, asking);
      } else {
        ofOldBids.add(asking);
      }
    }
    AuctionWriter.insertBids(connection, arrived.values(), decided, ofNewBids);
    AuctionWriter.updateDecided(
        connection,
        decided.values().stream()
            .filter(bid -> !arrived.containsKey(bid.id()))
            .sorted(Comparator.comparing(DecidedBid::id))
            .toList());
    AuctionWriter.updateAskings(connection, ofOldBids);
    AuctionWriter.updateAuctions(connection, touched.values(), ends);
    AuctionWriter.upsertPositions(connection, touched.values());
    writeCloses(connection);
  }

  private List<AuctionWriter.Asking> changedAskings() {
    List<AuctionWriter.Asking> changed = new ArrayList<>();
    for (LiveAuction live : touched.values()) {
      for (Queued queued : live.auction().undecided()) {
        if (queued instanceof QueuedBid bid && live.askingChanged(bid)) {
          Command command = new Command(live.id(), bid.bid().bidderId(), bid.commandSeq());
          long level = askedLevels.getOrDefault(command, live.askedLevel(bid));
          changed.add(new AuctionWriter.Asking(bid, level));
          live.askingSaved(bid, level);
          engine.watch(live, bid, level);
        }
      }
    }
    return changed;
  }

  private void writeCloses(Connection connection) throws SQLException {
    Map<Long, List<QueuedClose>> waiting = new TreeMap<>();
    List<Long> ids = new ArrayList<>();
    for (LiveAuction live : touched.values()) {
      if (live.auction().isClosing() || live.closesStored()) {
        ids.add(live.id());
        List<QueuedClose> closes = new ArrayList<>();
        for (Queued queued : live.auction().undecided()) {
          if (queued instanceof QueuedClose close) {
            closes.add(close);
          }
        }
        waiting.put(live.id(), closes);
        live.closesStored(!closes.isEmpty());
      }
    }
    AuctionWriter.replaceCloses(connection, ids, waiting);
  }

  @Override
  public void committed() {
    touched.values().forEach(LiveAuction::written);
    engine.committed(touched.values(), decided.values());
  }
}
