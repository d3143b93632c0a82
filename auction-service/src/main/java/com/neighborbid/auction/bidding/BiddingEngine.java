package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.AuctionSnapshot;
import com.neighborbid.auction.bidding.domain.Queued;
import com.neighborbid.auction.bidding.domain.QueuedBid;
import com.neighborbid.auction.bidding.persistence.AuctionLoader;
import com.neighborbid.auction.bidding.persistence.AuctionLoader.Place;
import com.neighborbid.auction.bidding.persistence.TimerRow;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OfferSecondChance;
import com.neighborbid.common.contract.auction.v1.AuctionInput.StartAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.LogUnavailableException;
import com.neighborbid.common.lane.LaneEngine;
import com.neighborbid.common.lane.LaneInput;
import com.neighborbid.common.lane.LogRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the auctions of its partitions in memory and decides their inputs. One engine belongs to
/// one lane thread and is the only writer of its auctions.
public final class BiddingEngine implements LaneEngine<AuctionInput> {
  private static final Logger log = LoggerFactory.getLogger(BiddingEngine.class);

  /// Auctions kept in memory per partition; beyond it, those not in use are read again when needed.
  private static final int CACHED_AUCTIONS = 20_000;

  private static final long REASK_EVERY_MS = 500;

  private final String instance;
  private final LogAppender appender;
  private final Waiters<UUID, BidOutcome> bidWaiters;
  private final Waiters<Long, Long> auctionWaiters;
  private final Waiters<UUID, DecidedCommand> commandWaiters;
  private final Changes changes;
  private final Clock clock;
  private final Names names = new Names();
  private final Announcements announcements;
  private final Map<Integer, Map<Long, LiveAuction>> partitions = new HashMap<>();
  private final AuctionTimers timers = new AuctionTimers();
  private final Reasking reasking = new Reasking();

  /// Bidders of auctions that were loaded and whose names are not.
  private final Set<Long> bidders = new HashSet<>();

  private long reaskedMs;

  /// @param instance name of this process; answers to it stay in the process
  /// @param confirmWithinSeconds how long a price stays with the platform for its buyer's word; 0
  ///   where it goes to the seller at once
  /// @param auctionWaiters woken with the step of an auction after every batch that touched it
  public BiddingEngine(
      String instance,
      LogAppender appender,
      Waiters<UUID, BidOutcome> bidWaiters,
      Waiters<Long, Long> auctionWaiters,
      Waiters<UUID, DecidedCommand> commandWaiters,
      long confirmWithinSeconds,
      Changes changes,
      Clock clock) {
    this.instance = instance;
    this.appender = appender;
    this.bidWaiters = bidWaiters;
    this.auctionWaiters = auctionWaiters;
    this.commandWaiters = commandWaiters;
    this.announcements = new Announcements(names, confirmWithinSeconds);
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public AuctionInput parse(LogRecord record) {
    return LogInputs.read(record.type(), record.key(), record.value());
  }

  @Override
  public void taken(int partition, Connection connection) throws SQLException {
    changes.missed();
    long now = clock.millis();
    for (TimerRow row : TimerRow.ofPartition(connection, partition)) {
      timers.set(
          row.auctionId(),
          partition,
          row.started(),
          row.paused(),
          row.closing(),
          row.startsAtMs(),
          row.endsAtMs(),
          now);
    }
    List<Long> undecided = AuctionLoader.undecidedAuctions(connection, partition);
    for (LiveAuction live : AuctionLoader.auctions(connection, undecided)) {
      add(partition, live);
      watchUnanswered(live);
    }
  }

  private void watchUnanswered(LiveAuction live) {
    for (Queued queued : live.auction().undecided()) {
      if (queued instanceof QueuedBid bid) {
        watch(live, bid);
      }
    }
  }

  @Override
  public void dropped(int partition) {
    partitions.remove(partition);
    timers.forget(partition);
    reasking.forget(partition);
  }

  @Override
  public Batch<AuctionInput> begin(Connection connection, List<LaneInput<AuctionInput>> inputs)
      throws SQLException {
    Map<Long, Integer> wanted = new HashMap<>();
    Set<UUID> bidIds = new HashSet<>();
    for (LaneInput<AuctionInput> input : inputs) {
      wanted.put(input.input().auctionId(), input.record().partition());
      WantedBid bid = WantedBid.of(input.input());
      if (bid != null) {
        bidIds.add(bid.bidId());
      }
    }
    loadAuctions(connection, wanted);
    loadPositions(connection, inputs);
    loadNames(connection, inputs);
    return new BiddingBatch(this, announcements, AuctionLoader.existingBids(connection, bidIds));
  }

  private void loadAuctions(Connection connection, Map<Long, Integer> wanted) throws SQLException {
    Set<Long> missing = new HashSet<>();
    wanted.forEach(
        (id, partition) -> {
          evictUnused(partition, wanted.keySet());
          if (live(partition, id) == null) {
            missing.add(id);
          }
        });
    for (LiveAuction live : AuctionLoader.auctions(connection, missing)) {
      add(live.facts().logPartition(), live);
    }
  }

  private void evictUnused(int partition, Set<Long> used) {
    Map<Long, LiveAuction> cached = partitions.get(partition);
    if (cached != null && cached.size() > CACHED_AUCTIONS) {
      cached
          .values()
          .removeIf(live -> live.auction().undecidedCount() == 0 && !used.contains(live.id()));
    }
  }

  private void loadPositions(Connection connection, List<LaneInput<AuctionInput>> inputs)
      throws SQLException {
    Set<Place> unknown = new HashSet<>();
    Map<Long, LiveAuction> auctions = new HashMap<>();
    for (LaneInput<AuctionInput> input : inputs) {
      long bidder = bidder(input.input());
      LiveAuction live = live(input.record().partition(), input.input().auctionId());
      if (bidder != 0 && live != null && !live.auction().knowsPositionOf(bidder)) {
        unknown.add(new Place(live.id(), bidder));
        auctions.put(live.id(), live);
      }
    }
    AuctionLoader.positions(connection, unknown, auctions);
  }

  /// Whose position the input needs; 0 where it needs none.
  private static long bidder(AuctionInput input) {
    if (input instanceof OfferSecondChance offer) {
      return offer.bidderId();
    }
    WantedBid bid = WantedBid.of(input);
    return bid == null ? 0 : bid.bidderId();
  }

  /// Everybody who may be named in this batch has bid in it, or stands in an auction that was
  /// loaded.
  private void loadNames(Connection connection, List<LaneInput<AuctionInput>> inputs)
      throws SQLException {
    long now = clock.millis();
    Set<Long> stale = new HashSet<>(bidders);
    bidders.clear();
    for (LaneInput<AuctionInput> input : inputs) {
      long bidder = bidder(input.input());
      if (bidder != 0 && names.isStale(bidder, now)) {
        stale.add(bidder);
      }
    }
    AuctionLoader.names(connection, stale, names, now);
  }

  @Override
  public PoisonVerdict poison(LogRecord record, Exception failure) {
    log.warn(
        "poison at {} of partition {}: {}",
        record.offset(),
        record.partition(),
        failure.toString());
    return new PoisonVerdict.Skip(List.of());
  }

  @Override
  public void tick() {
    long now = clock.millis();
    timers.fire(now, this::ask);
    if (now - reaskedMs > REASK_EVERY_MS) {
      reaskedMs = now;
      reasking.fire(now, this::askWalletAgain);
    }
  }

  private void ask(AuctionTimers.Due due) {
    AuctionInput input =
        due.close()
            ? new CloseAuction(due.auctionId(), CloseCause.TIMER, null, null)
            : new StartAuction(due.auctionId());
    String type = AuctionInputCodec.typeOf(input);
    append(
        Topics.AUCTION_LOG,
        due.auctionId(),
        type,
        type + "/" + due.auctionId() + "/" + clock.millis(),
        ContractJson.write(input));
  }

  private void askWalletAgain(SetHold command) {
    log.info("asking the wallet again: {}", command);
    append(
        Topics.WALLET_LOG,
        command.userId(),
        WalletInputCodec.typeOf(command),
        "again/" + command.auctionId() + "/" + command.userId() + "/" + command.commandSeq(),
        ContractJson.write(command));
  }

  private void append(String topic, long key, String type, String id, byte[] value) {
    try {
      var _ = appender.append(topic, key, type, id, value);
    } catch (LogUnavailableException e) {
      log.debug("not appended, asked again later: {}", type, e);
    }
  }

  @Nullable LiveAuction live(int partition, long auctionId) {
    Map<Long, LiveAuction> auctions = partitions.get(partition);
    return auctions == null ? null : auctions.get(auctionId);
  }

  /// The auction in whatever partition of ours; its records are all in one.
  @Nullable LiveAuction find(long auctionId) {
    for (Map<Long, LiveAuction> auctions : partitions.values()) {
      LiveAuction live = auctions.get(auctionId);
      if (live != null) {
        return live;
      }
    }
    return null;
  }

  void add(int partition, LiveAuction live) {
    long leader = live.auction().snapshot().leaderId();
    if (leader != 0) {
      bidders.add(leader);
    }
    for (Queued queued : live.auction().undecided()) {
      if (queued instanceof QueuedBid bid) {
        bidders.add(bid.bid().bidderId());
      }
    }
    partitions.computeIfAbsent(partition, _ -> new HashMap<>()).put(live.id(), live);
  }

  void watch(LiveAuction live, QueuedBid bid) {
    reasking.watch(live, bid, clock.millis());
  }

  String instance() {
    return instance;
  }

  /// After the commit: timers follow the stored state, old copies are dropped, and only then
  /// callers in this process are woken: what they ask next is not older than their answer.
  ///
  /// @param shownAnew of what was touched, what lists have otherwise than before
  void committed(
      Collection<LiveAuction> touched,
      Set<Long> shownAnew,
      Collection<DecidedBid> decided,
      Collection<DecidedCommand> commands) {
    long now = clock.millis();
    for (LiveAuction live : touched) {
      AuctionSnapshot state = live.auction().snapshot();
      timers.set(
          live.id(),
          live.facts().logPartition(),
          state.started(),
          state.ended() || !state.pauses().causes().isEmpty(),
          live.auction().isClosing(),
          live.auction().terms().startsAtMs(),
          state.endsAtMs(),
          now);
      boolean isAnew = shownAnew.contains(live.id());
      if (live.takeShownChange() || isAnew) {
        changes.changed(live.id(), state.seq(), isAnew);
      }
    }
    touched.forEach(live -> auctionWaiters.complete(live.id(), live.auction().snapshot().seq()));
    decided.forEach(bid -> bidWaiters.complete(bid.id(), bid.outcome()));
    commands.forEach(command -> commandWaiters.complete(command.id(), command));
  }
}
