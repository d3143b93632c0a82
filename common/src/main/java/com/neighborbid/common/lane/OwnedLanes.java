package com.neighborbid.common.lane;

import com.neighborbid.common.lane.LaneState.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lanes that one thread owns: assigned, taken, dropped, stopped.
///
/// In the assignment callback there is only a seek and a pause; sending what an earlier owner left
/// unsent happens in the loop, so that the group never waits for it.
final class OwnedLanes<I> implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(OwnedLanes.class);
  private static final int UNSENT_CHUNK = 200;

  private final LaneSettings settings;
  private final Consumer<byte[], byte[]> consumer;
  private final DataSource dataSource;
  private final LaneEngine<I> engine;
  private final LogIdentity identity;
  private final LaneProducer producer;
  private final SidePublisher side;
  private final LaneMetrics metrics;

  /// Read by health checks from other threads; changed by the lane thread only.
  private final Map<Integer, LaneState> lanes = new ConcurrentSkipListMap<>();

  OwnedLanes(
      LaneSettings settings,
      Consumer<byte[], byte[]> consumer,
      DataSource dataSource,
      LaneEngine<I> engine,
      LogIdentity identity,
      LaneProducer producer,
      SidePublisher side,
      LaneMetrics metrics) {
    this.settings = settings;
    this.consumer = consumer;
    this.dataSource = dataSource;
    this.engine = engine;
    this.identity = identity;
    this.producer = producer;
    this.side = side;
    this.metrics = metrics;
  }

  static TopicPartition topicPartition(LaneKey lane) {
    return new TopicPartition(lane.topic(), lane.partition());
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      LaneState lane =
          new LaneState(new LaneKey(settings.group(), settings.topic(), partition.partition()));
      try (Connection connection = dataSource.getConnection()) {
        LaneRow row = LaneStore.find(connection, lane.key);
        connection.rollback();
        if (row != null) {
          lane.load(row);
        }
      } catch (SQLException e) {
        // Nothing is delivered, and the callback is called again at the next poll.
        throw new IllegalStateException("the database is away; " + lane.key + " waits", e);
      }
      lanes.put(partition.partition(), lane);
      seek(lane);
      consumer.pause(List.of(partition));
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      LaneState lane = lanes.remove(partition.partition());
      if (lane != null) {
        engine.dropped(partition.partition());
        side.dropped(lane.key);
      }
    }
  }

  /// Takes every lane that is assigned and not yet ours.
  void takeAssigned(BooleanSupplier goOn) throws SQLException, InterruptedException {
    if (!anyToTake()) {
      return;
    }
    pollPaused(); // learn first whether they are still assigned to us
    for (LaneState lane : List.copyOf(lanes.values())) {
      if (lane.phase == Phase.ASSIGNED && lanes.get(lane.key.partition()) == lane) {
        take(lane, goOn);
      }
    }
    resumeRunning();
  }

  private void take(LaneState lane, BooleanSupplier goOn)
      throws SQLException, InterruptedException {
    engine.dropped(lane.key.partition());
    side.dropped(lane.key);
    LogIdentity.Log topic = describe();
    LaneRow row;
    try (Connection connection = dataSource.getConnection()) {
      LaneStore.create(connection, lane.key, topic.topicId(), topic.partitionCount());
      row = LaneStore.take(connection, lane.key);
      Optional<String> mismatch = LogIdentity.mismatch(lane.key, row, topic);
      if (mismatch.isPresent()) {
        connection.rollback();
        stop(lane, mismatch.get());
        return;
      }
      engine.taken(lane.key.partition(), connection);
      connection.commit();
    }
    lane.load(row);
    Optional<String> rewritten = identity.lastRecordMismatch(lane.key, row.lastRecord());
    if (rewritten.isPresent()) {
      stop(lane, rewritten.get());
      return;
    }
    if (sendUnsent(lane, goOn)) {
      side.taken(lane.key, row.redisSent(), row.outboxSeq());
      seek(lane);
      lane.phase = Phase.RUNNING;
      lane.cursorsDirty = true;
      log.info("{} taken: epoch {}, next offset {}", lane.key, lane.epoch, lane.nextOffset);
    }
  }

  private LogIdentity.Log describe() throws InterruptedException {
    try {
      return identity.describe(settings.topic());
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker does not describe " + settings.topic(), e);
    }
  }

  private boolean sendUnsent(LaneState lane, BooleanSupplier goOn)
      throws SQLException, InterruptedException {
    while (lane.kafkaSent < lane.outboxSeq) {
      List<OutboxRow> rows;
      try (Connection connection = dataSource.getConnection()) {
        rows = LaneStore.outboxAfter(connection, lane.key, lane.kafkaSent, UNSENT_CHUNK);
        connection.rollback();
      }
      if (rows.isEmpty()) {
        throw new IllegalStateException(lane.key + " misses outbox rows after " + lane.kafkaSent);
      }
      if (!producer.send(rows, () -> goOn.getAsBoolean() && owns(lane))) {
        return false;
      }
      lane.kafkaSent = rows.getLast().seq();
    }
    return true;
  }

  private boolean owns(LaneState lane) {
    return lanes.get(lane.key.partition()) == lane;
  }

  /// Called while waiting: polls nothing, but stays a member and learns what was taken away.
  ///
  /// @return whether any lane is still ours
  boolean keepMembership() {
    pollPaused();
    resumeRunning();
    return !lanes.isEmpty();
  }

  void pollPaused() {
    consumer.pause(consumer.assignment());
    var records = consumer.poll(Duration.ZERO);
    if (!records.isEmpty()) {
      throw new IllegalStateException(
          "paused partitions delivered " + records.count() + " records");
    }
  }

  private void resumeRunning() {
    consumer.resume(
        lanes.values().stream()
            .filter(lane -> lane.phase == Phase.RUNNING)
            .map(lane -> topicPartition(lane.key))
            .filter(consumer.assignment()::contains)
            .toList());
  }

  void acknowledged(OutboxRow row) {
    LaneState lane = lanes.get(row.lane().partition());
    if (lane != null && lane.phase == Phase.RUNNING) {
      lane.kafkaSent = Math.max(lane.kafkaSent, row.seq());
      lane.cursorsDirty = true;
    }
  }

  /// Somebody else has taken the lane. It is ours again only if the group still says so.
  void fenced(LaneState lane) {
    log.warn("{} has another owner; nothing of this batch was decided here", lane.key);
    metrics.fenced();
    again(lane);
  }

  void seekBack(LaneState lane) {
    log.warn("{} got records above its next offset; reading again", lane.key);
    again(lane);
  }

  void takeAllAgain() {
    for (LaneState lane : lanes.values()) {
      if (lane.phase == Phase.RUNNING) {
        again(lane);
      }
    }
  }

  private void again(LaneState lane) {
    lane.phase = Phase.ASSIGNED;
    engine.dropped(lane.key.partition());
    side.dropped(lane.key);
  }

  boolean anyToTake() {
    return lanes.values().stream().anyMatch(lane -> lane.phase == Phase.ASSIGNED);
  }

  void stop(Collection<TopicPartition> partitions, String reason) {
    for (TopicPartition partition : partitions) {
      LaneState lane = lanes.get(partition.partition());
      if (lane != null) {
        stop(lane, reason);
      }
    }
  }

  void stopAllRunning(@Nullable String reason) {
    lanes.values().stream()
        .filter(lane -> lane.phase == Phase.RUNNING)
        .forEach(lane -> stop(lane, reason == null ? "unknown" : reason));
  }

  private void stop(LaneState lane, String reason) {
    log.error("LANE STOPPED {}: {}", lane.key, reason);
    lane.phase = Phase.STOPPED;
    lane.stopReason = reason;
    metrics.stopped();
    engine.dropped(lane.key.partition());
    side.dropped(lane.key);
    TopicPartition partition = topicPartition(lane.key);
    if (consumer.assignment().contains(partition)) {
      consumer.pause(List.of(partition));
      consumer.seek(partition, 0L); // a plain position is not validated again and again
    }
  }

  private void seek(LaneState lane) {
    Optional<Integer> leaderEpoch =
        lane.lastRecord == null || lane.lastRecord.leaderEpoch() < 0
            ? Optional.empty()
            : Optional.of(lane.lastRecord.leaderEpoch());
    consumer.seek(
        topicPartition(lane.key), new OffsetAndMetadata(lane.nextOffset, leaderEpoch, ""));
  }

  @Nullable LaneState running(int partition) {
    LaneState lane = lanes.get(partition);
    return lane != null && lane.phase == Phase.RUNNING ? lane : null;
  }

  Collection<LaneState> all() {
    return lanes.values();
  }

  List<LaneState> withUnsavedCursors() {
    return lanes.values().stream()
        .filter(lane -> lane.phase == Phase.RUNNING)
        .filter(lane -> lane.cursorsDirty || side.sent(lane.key) < lane.outboxSeq)
        .toList();
  }

  void cursorsSaved(List<LaneState> saved) {
    saved.forEach(lane -> lane.cursorsDirty = side.sent(lane.key) < lane.outboxSeq);
  }
}
