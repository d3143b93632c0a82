package com.neighborbid.common.lane;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/// Makes a lane ours: raises its epoch, checks that the log is the one it knew, sends what an
/// earlier owner left unsent.
final class LaneTaker<I> {
  private static final int UNSENT_CHUNK = 200;

  private final DataSource dataSource;
  private final LaneEngine<I> engine;
  private final LogFacts facts;
  private final LogWatch watch;
  private final LaneProducer producer;
  private final SidePublisher side;

  LaneTaker(
      DataSource dataSource,
      LaneEngine<I> engine,
      LogFacts facts,
      LogWatch watch,
      LaneProducer producer,
      SidePublisher side) {
    this.dataSource = dataSource;
    this.engine = engine;
    this.facts = facts;
    this.watch = watch;
    this.producer = producer;
    this.side = side;
  }

  /// Asks the broker which log is there now.
  LogIdentity.Log describe() throws InterruptedException {
    try {
      return watch.describe();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker does not describe the log", e);
    }
  }

  /// Takes the lane.
  ///
  /// @param goOn asked while waiting for acknowledgements; false where the lane is no longer ours
  /// @return whether it is ours and everything before it is sent
  /// @throws LaneStoppedException if the log is not the lane's, or the outbox cannot be read
  boolean take(LaneState lane, LogIdentity.Log log, BooleanSupplier goOn)
      throws SQLException, InterruptedException {
    engine.dropped(lane.key.partition());
    side.dropped(lane.key);
    LaneRow row = raiseEpoch(lane, log);
    lane.load(row);
    facts
        .lastRecordMismatch(lane.key, row.lastRecord())
        .ifPresent(
            reason -> {
              throw new LaneStoppedException(lane, reason);
            });
    if (!sendUnsent(lane, goOn)) {
      return false;
    }
    side.taken(lane.key, row.redisSent(), row.outboxSeq());
    return true;
  }

  private LaneRow raiseEpoch(LaneState lane, LogIdentity.Log log) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      LaneStore.create(connection, lane.key, log);
      LaneRow row = LaneStore.take(connection, lane.key);
      LogIdentity.mismatch(lane.key, row.log(), log)
          .ifPresent(
              reason -> {
                lane.load(row);
                lane.epoch = row.epoch() - 1; // undone with this transaction
                throw new LaneStoppedException(lane, reason);
              });
      engine.taken(lane.key.partition(), connection);
      connection.commit();
      return row;
    }
  }

  private boolean sendUnsent(LaneState lane, BooleanSupplier goOn)
      throws SQLException, InterruptedException {
    while (lane.kafkaSent < lane.outboxSeq) {
      List<OutboxRow> rows = unsent(lane);
      if (!producer.send(rows, goOn)) {
        return false;
      }
      lane.kafkaSent = rows.getLast().seq();
    }
    lane.cursorsDirty = true;
    return true;
  }

  private List<OutboxRow> unsent(LaneState lane) throws SQLException {
    List<OutboxRow> rows;
    try (Connection connection = dataSource.getConnection()) {
      rows = OutboxStore.outboxAfter(connection, lane.key, lane.kafkaSent, UNSENT_CHUNK);
      connection.rollback();
    } catch (IllegalStateException e) {
      throw new LaneStoppedException(
          lane, lane.key + " has an outbox row of a newer version: " + e);
    }
    if (rows.isEmpty() || rows.getFirst().seq() != lane.kafkaSent + 1) {
      throw new LaneStoppedException(
          lane,
          "%s misses unsent outbox rows after %d of %d"
              .formatted(lane.key, lane.kafkaSent, lane.outboxSeq));
    }
    return rows;
  }
}
