package com.neighborbid.simulation.mutation;

import com.neighborbid.common.lane.LaneEngine;
import com.neighborbid.common.lane.LaneInput;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.wallet.ledger.domain.Command;
import com.neighborbid.wallet.ledger.domain.Command.SetHold;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The wallet engine with a planted bug around it.
public final class BrokenWallets implements LaneEngine<Command> {
  private static final long MORE_THAN_ANYBODY_HAS = 900_000_000_000_000L;

  private final LaneEngine<Command> engine;
  private final Mutation mutation;
  private final Map<List<Long>, Long> levels = new HashMap<>();
  private final Map<List<Long>, Long> newest = new HashMap<>();
  private final Set<List<Long>> closed = new HashSet<>();

  public BrokenWallets(LaneEngine<Command> engine, Mutation mutation) {
    this.engine = engine;
    this.mutation = mutation;
  }

  @Override
  public Command parse(LogRecord record) {
    return engine.parse(record) instanceof SetHold hold ? broken(hold) : engine.parse(record);
  }

  private SetHold broken(SetHold hold) {
    List<Long> key = List.of(hold.auctionId(), hold.userId());
    long level = levels.getOrDefault(key, 0L);
    long last = newest.getOrDefault(key, 0L);
    newest.merge(key, hold.commandSeq(), Math::max);
    boolean wasClosed = closed.contains(key);
    if (hold.to() == 0) {
      closed.add(key);
    }
    levels.put(key, hold.to());
    return switch (mutation) {
      case LEVEL_COUNTED_TWICE ->
          hold.to() > level ? with(hold, hold.to() + level, hold.commandSeq()) : hold;
      case POSITION_CLOSED_TOO_EARLY ->
          wasClosed && hold.to() > 0 ? with(hold, MORE_THAN_ANYBODY_HAS, hold.commandSeq()) : hold;
      case OVERTAKEN_COMMAND_APPLIED ->
          hold.commandSeq() <= last ? with(hold, hold.to(), last + 1) : hold;
      default -> hold;
    };
  }

  private static SetHold with(SetHold hold, long to, long seq) {
    return new SetHold(hold.userId(), hold.auctionId(), to, seq, hold.asking());
  }

  @Override
  public void taken(int partition, Connection connection) throws SQLException {
    engine.taken(partition, connection);
  }

  @Override
  public void dropped(int partition) {
    engine.dropped(partition);
  }

  @Override
  public Batch<Command> begin(Connection connection, List<LaneInput<Command>> inputs)
      throws SQLException {
    return engine.begin(connection, inputs);
  }

  @Override
  public PoisonVerdict poison(LogRecord record, Exception failure) {
    return engine.poison(record, failure);
  }

  @Override
  public void tick() {
    engine.tick();
  }
}
