package com.neighborbid.simulation.mutation;

import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldPlaced;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.lane.LaneEngine;
import com.neighborbid.common.lane.LaneInput;
import com.neighborbid.common.lane.LaneOutput;
import com.neighborbid.common.lane.LaneTurns;
import com.neighborbid.common.lane.LaneWrites;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.common.lane.Outgoing;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.database.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The auction engine with a planted bug around it.
public final class BrokenBidding implements LaneEngine<AuctionInput> {
  private static final long EARLIER_MS = 1_500;

  private final LaneEngine<AuctionInput> engine;
  private final Mutation mutation;
  private final Supplier<Table> auctions;
  private final Set<List<Long>> answered = new HashSet<>();
  private final Map<Long, Deque<SetHold>> asked = new HashMap<>();

  /// @param auctions the auctions that are committed
  public BrokenBidding(
      LaneEngine<AuctionInput> engine, Mutation mutation, Supplier<Table> auctions) {
    this.engine = engine;
    this.mutation = mutation;
    this.auctions = auctions;
  }

  @Override
  public AuctionInput parse(LogRecord record) {
    return engine.parse(record);
  }

  @Override
  public void taken(int partition, Connection connection) throws SQLException {
    engine.taken(partition, connection);
  }

  @Override
  public void dropped(int partition) {
    if (mutation != Mutation.CACHE_KEPT_AFTER_FAILED_COMMIT) {
      engine.dropped(partition);
    }
  }

  @Override
  public PoisonVerdict poison(LogRecord record, Exception failure) {
    return engine.poison(record, failure);
  }

  @Override
  public void tick() {
    engine.tick();
  }

  @Override
  public Batch<AuctionInput> begin(Connection connection, List<LaneInput<AuctionInput>> inputs)
      throws SQLException {
    return new BrokenBatch(engine.begin(connection, inputs), inputs);
  }

  private final class BrokenBatch implements Batch<AuctionInput> {
    private final Batch<AuctionInput> batch;
    private final List<LaneInput<AuctionInput>> inputs;
    private boolean begun;

    BrokenBatch(Batch<AuctionInput> batch, List<LaneInput<AuctionInput>> inputs) {
      this.batch = batch;
      this.inputs = inputs;
    }

    @Override
    public void decide(LaneInput<AuctionInput> input, LaneOutput output) {
      if (mutation == Mutation.CLOSE_BEFORE_ITS_TURN && !begun) {
        inputs.stream()
            .filter(one -> isLaterClose(one, input))
            .forEach(one -> batch.decide(one, output));
      }
      begun = true;
      int said = LaneTurns.said(output).size();
      batch.decide(new LaneInput<>(at(input), broken(input.input())), output);
      remember(LaneTurns.said(output).subList(said, LaneTurns.said(output).size()));
    }

    private static boolean isLaterClose(LaneInput<AuctionInput> one, LaneInput<AuctionInput> than) {
      return one.input() instanceof CloseAuction
          && one.record().partition() == than.record().partition()
          && one.record().offset() > than.record().offset();
    }

    private void remember(List<Outgoing> messages) {
      for (Outgoing message : messages) {
        if (message instanceof ToKafka command
            && WalletInputCodec.decode(command.type(), 0, command.value()) instanceof SetHold hold
            && hold.asking()) {
          asked.computeIfAbsent(hold.auctionId(), _ -> new ArrayDeque<>()).add(hold);
        }
      }
    }

    @Override
    public void endOfLane(int partition, LaneOutput output) {
      batch.endOfLane(partition, output);
    }

    @Override
    public void write(LaneWrites writes) throws SQLException {
      batch.write(writes);
    }

    @Override
    public void committed() {
      batch.committed();
    }
  }

  private LogRecord at(LaneInput<AuctionInput> input) {
    LogRecord r = input.record();
    boolean earlier = mutation == Mutation.LATE_BIDS_COUNT && input.input() instanceof PlaceBid;
    return earlier
        ? new LogRecord(
            r.partition(),
            r.offset(),
            r.timeMs() - EARLIER_MS,
            r.key(),
            r.type(),
            r.value(),
            r.requestId())
        : r;
  }

  private AuctionInput broken(AuctionInput input) {
    return switch (input) {
      case HoldPlaced placed ->
          answer(placed.auctionId(), placed.bidderId(), placed.commandSeq(), true);
      case HoldDeclined declined ->
          answer(declined.auctionId(), declined.bidderId(), declined.commandSeq(), false);
      case PlaceBid bid when mutation == Mutation.LATER_WINS_TIES -> higher(bid);
      default -> input;
    };
  }

  private AuctionInput answer(long auctionId, long bidderId, long seq, boolean placed) {
    long bidder = bidderId;
    long commandSeq = seq;
    boolean repeat = !answered.add(List.of(auctionId, bidderId, seq));
    if (mutation == Mutation.REPEATED_ANSWER_USED_AGAIN && repeat) {
      commandSeq++;
    }
    if (mutation == Mutation.ANSWERS_IN_ARRIVAL_ORDER) {
      SetHold first = asked.getOrDefault(auctionId, new ArrayDeque<>()).poll();
      bidder = first == null ? bidder : first.userId();
      commandSeq = first == null ? commandSeq : first.commandSeq();
    }
    return placed
        ? new HoldPlaced(auctionId, bidder, commandSeq)
        : new HoldDeclined(auctionId, bidder, commandSeq);
  }

  private PlaceBid higher(PlaceBid bid) {
    Row row = auctions.get().row(bid.auctionId());
    Long sent = bid.maxAmount();
    long max = sent == null ? bid.amount() : sent;
    boolean tie = row != null && row.number("leader_id") != 0 && row.number("leader_max") == max;
    return row != null && tie
        ? new PlaceBid(
            bid.auctionId(),
            bid.bidId(),
            bid.bidderId(),
            bid.amount(),
            max + row.number("bid_unit"),
            bid.facts(),
            bid.replyTo())
        : bid;
  }
}
