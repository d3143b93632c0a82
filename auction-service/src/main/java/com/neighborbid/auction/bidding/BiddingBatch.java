package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Auction;
import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Effect.CommandDecided;
import com.neighborbid.auction.bidding.domain.Effect.Ended;
import com.neighborbid.auction.bidding.domain.QueuedBid;
import com.neighborbid.auction.bidding.domain.Refusal;
import com.neighborbid.auction.bidding.domain.Terms;
import com.neighborbid.auction.bidding.persistence.AuctionWriter;
import com.neighborbid.auction.bidding.persistence.BrowseRows;
import com.neighborbid.auction.bidding.persistence.CommandRows;
import com.neighborbid.auction.bidding.persistence.LedgerRows;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Unknown;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.lane.LaneEngine;
import com.neighborbid.common.lane.LaneInput;
import com.neighborbid.common.lane.LaneOutput;
import com.neighborbid.common.lane.LaneWrites;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.common.lane.Outgoing.ToChannel;
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
import java.util.TreeSet;
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
  private final List<DecidedCommand> commands = new ArrayList<>();
  private final List<Effect.Recorded> ledger = new ArrayList<>();
  private final Map<Long, AuctionWriter.End> ends = new HashMap<>();
  private Set<Long> shownAnew = Set.of();

  /// @param knownBids ids of this batch's bids that have a row already
  BiddingBatch(BiddingEngine engine, Announcements announcements, Set<UUID> knownBids) {
    this.engine = engine;
    this.announcements = announcements;
    this.knownBids = knownBids;
  }

  @Override
  public void decide(LaneInput<AuctionInput> input, LaneOutput output) {
    LogRecord record = input.record();
    if (input.input() instanceof Unknown unknown) {
      throw new IllegalArgumentException("unknown input " + unknown.type());
    }
    if (input.input() instanceof OpenAuction open) {
      open(open, record, output);
      return;
    }
    WantedBid bid = WantedBid.of(input.input());
    if (bid != null) {
      place(bid, record, output);
      return;
    }
    LiveAuction live = touch(input.input().auctionId());
    if (live != null) {
      AuctionInput value = input.input();
      if (LogInputs.apply(live.auction(), value, record.timeMs(), record.offset())) {
        live.arrived(record.offset(), record.timeMs(), value);
      }
      settle(live, record, output);
    }
  }

  private void open(OpenAuction open, LogRecord record, LaneOutput output) {
    if (engine.live(record.partition(), open.auctionId()) != null) {
      return; // a repeat
    }
    Terms terms = LogInputs.terms(open, record.timeMs());
    List<Effect> effects = new ArrayList<>();
    Auction auction =
        Auction.open(
            terms, open.endsAt().toEpochMilli(), record.timeMs(), record.offset(), effects::add);
    AuctionFacts facts =
        new AuctionFacts(
            record.partition(),
            open.rulesVersion(),
            open.reach(),
            Instant.ofEpochMilli(record.timeMs()));
    LiveAuction live = new LiveAuction(auction, facts, effects);
    engine.add(record.partition(), live);
    opened.add(live);
    touched.put(live.id(), live);
    settle(live, record, output);
    announcements.opened(live, record.timeMs(), record.requestId(), output);
  }

  private void place(WantedBid wanted, LogRecord record, LaneOutput output) {
    if (!knownBids.add(wanted.bidId())) {
      return; // the same bid again; whoever waits reads the row
    }
    Bid bid = wanted.at(record.timeMs(), record.offset());
    BidContext context = new BidContext(wanted.maxAmount(), wanted.replyTo(), record.requestId());
    LiveAuction live = touch(wanted.auctionId());
    if (live == null) {
      refuseUnknownAuction(wanted.auctionId(), bid, context, record, output);
      return;
    }
    live.remember(bid.id(), context);
    Refusal refusal =
        StaticRules.refusal(
            live.auction().terms(), bid.bidderId(), bid.amount(), bid.max(), wanted.facts());
    QueuedBid queued = live.auction().place(bid, refusal);
    arrived.put(bid.id(), new NewBid(live.id(), record.partition(), bid, context, queued));
    settle(live, record, output);
  }

  private void refuseUnknownAuction(
      long auctionId, Bid bid, BidContext context, LogRecord record, LaneOutput output) {
    arrived.put(bid.id(), new NewBid(auctionId, record.partition(), bid, context, null));
    BidOutcome outcome =
        new BidOutcome(
            bid.id(),
            auctionId,
            bid.bidderId(),
            bid.amount(),
            context.maxAmount(),
            BidOutcome.Status.REJECTED,
            Refusal.AUCTION_NOT_FOUND.name(),
            0,
            0,
            0,
            WantedBid.outcomeKind(bid.kind()));
    outcome(new DecidedBid(bid, auctionId, outcome, 0, record.timeMs()), context, output);
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
        case CommandDecided outcome -> decided(live, outcome);
        case Effect.Recorded recorded -> ledger.add(recorded);
        case Ended end ->
            ends.put(live.id(), new AuctionWriter.End(end.by().name(), end.moment().atMs()));
        case Effect.Cancelled end ->
            ends.put(live.id(), new AuctionWriter.End(null, end.moment().atMs()));
        case Effect.SetHold _,
            Effect.Capture _,
            Effect.LostLead _,
            Effect.Extended _,
            Effect.Started _,
            Effect.Changed _,
            Effect.Offered _ -> {
          // announced above; the auction's row says the rest
        }
      }
    }
  }

  private void decided(LiveAuction live, CommandDecided effect) {
    boolean done = effect.refusal() == null;
    live.commandDecided(effect.command().offset(), done);
    UUID id = effect.command().id();
    if (id != null) {
      String code = done ? null : String.valueOf(effect.refusal());
      long seq = live.auction().snapshot().seq();
      commands.add(new DecidedCommand(id, live.id(), code, seq, effect.decidedAtMs()));
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
            WantedBid.status(effect),
            refusal == null ? null : refusal.name(),
            effect.price(),
            effect.seq(),
            effect.minNextBid(),
            WantedBid.outcomeKind(bid.kind()));
    outcome(
        new DecidedBid(bid, live.id(), outcome, effect.step(), effect.decidedAtMs()),
        context,
        output);
    live.forget(bid.id());
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
  public void write(LaneWrites writes) throws SQLException {
    AuctionWriter.insertAuctions(writes.connection(), opened);
    AuctionWriter.insertBids(writes, arrived.values(), decided);
    AuctionWriter.updateDecided(
        writes,
        decided.values().stream()
            .filter(bid -> !arrived.containsKey(bid.id()))
            .sorted(Comparator.comparing(DecidedBid::id))
            .toList());
    AuctionWriter.updateAskings(writes, changedAskings());
    AuctionWriter.updateAuctions(writes, touched.values(), ends);
    AuctionWriter.updateRules(
        writes, touched.values().stream().filter(LiveAuction::rulesChanged).toList());
    shownAnew = shownAnew();
    BrowseRows.refresh(writes, shownAnew);
    AuctionWriter.upsertPositions(writes, touched.values());
    LedgerRows.insert(writes, ledger);
    CommandRows.replaceQueued(
        writes, touched.values().stream().filter(LiveAuction::commandsDiffer).toList());
    CommandRows.insertOutcomes(writes, commands);
  }

  /// What lists must show at once; a price follows a moment later, for nearly nothing.
  private Set<Long> shownAnew() {
    Set<Long> ids = new TreeSet<>(ends.keySet());
    opened.forEach(live -> ids.add(live.id()));
    touched.values().stream().filter(LiveAuction::rulesChanged).forEach(live -> ids.add(live.id()));
    return ids;
  }

  /// Undecided bids of earlier batches whose asking changed; new ones are written with it.
  private List<QueuedBid> changedAskings() {
    List<QueuedBid> changed = new ArrayList<>();
    for (LiveAuction live : touched.values()) {
      for (QueuedBid bid : live.auction().takeChangedAskings()) {
        if (bid.isDecided()) {
          continue;
        }
        engine.watch(live, bid);
        if (!arrived.containsKey(bid.bid().id())) {
          changed.add(bid);
        }
      }
    }
    return changed;
  }

  @Override
  public void committed() {
    touched.values().forEach(LiveAuction::written);
    engine.committed(touched.values(), shownAnew, decided.values(), commands);
  }
}
