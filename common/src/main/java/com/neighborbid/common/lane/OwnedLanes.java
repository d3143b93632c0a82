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
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lanes that one thread owns: assigned, taken, dropped, stopped.
///
/// In the assignment callback there is only a seek and a pause; reading the lane's row and sending
/// what an earlier owner left unsent happen in the loop, so that the group never waits for them.
final class OwnedLanes<I> implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(OwnedLanes.class);

  /// How long a lane that somebody else has just decided is left alone: time to hear from the
  /// group.
  private static final Duration FENCED_PAUSE = Duration.ofMillis(500);

  private static final int GAPS_MAX = 10;

  private final LaneSettings settings;
  private final Consumer<byte[], byte[]> consumer;
  private final LaneEngine<I> engine;
  private final LaneTaker<I> taker;
  private final SidePublisher side;
  private final LaneMetrics metrics;
  private final LaneTime time;

  /// Read by health checks from other threads; changed by the lane thread only.
  private final Map<Integer, LaneState> lanes = new ConcurrentSkipListMap<>();

  OwnedLanes(
      LaneSettings settings,
      Consumer<byte[], byte[]> consumer,
      LaneEngine<I> engine,
      LaneTaker<I> taker,
      SidePublisher side,
      LaneMetrics metrics,
      LaneTime time) {
    this.settings = settings;
    this.consumer = consumer;
    this.engine = engine;
    this.taker = taker;
    this.side = side;
    this.metrics = metrics;
    this.time = time;
  }

  static TopicPartition topicPartition(LaneKey lane) {
    return new TopicPartition(lane.topic(), lane.partition());
  }

  /// Only gives each partition a position, so that the consumer asks for none, and holds it still.
  /// Where the lane really is comes from its row when it is taken, before anything is delivered:
  /// the database may be away now, and after a callback that throws the consumer may not call it
  /// again.
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      LaneKey key = new LaneKey(settings.group(), settings.topic(), partition.partition());
      lanes.put(partition.partition(), new LaneState(key, time.nanos()));
      consumer.seek(partition, 0L);
    }
    consumer.pause(partitions);
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
    long now = time.nanos();
    List<LaneState> due =
        lanes.values().stream()
            .filter(lane -> lane.phase == Phase.ASSIGNED && now - lane.takeNotBeforeNanos >= 0)
            .toList();
    if (due.isEmpty()) {
      return;
    }
    pollPaused(); // learn first whether they are still assigned to us
    LogIdentity.Log log = taker.describe();
    for (LaneState lane : due) {
      if (owns(lane)) {
        take(lane, log, () -> goOn.getAsBoolean() && owns(lane));
      }
    }
    resumeRunning();
  }

  private void take(LaneState lane, LogIdentity.Log topic, BooleanSupplier goOn)
      throws SQLException, InterruptedException {
    try {
      if (taker.take(lane, topic, goOn) && owns(lane)) {
        seek(lane);
        lane.phase = Phase.RUNNING;
        log.info("{} taken: epoch {}, next offset {}", lane.key, lane.epoch, lane.nextOffset);
      }
    } catch (LaneStoppedException e) {
      stop(e);
    }
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
            .filter(LaneState::runs)
            .map(lane -> topicPartition(lane.key))
            .filter(consumer.assignment()::contains)
            .toList());
  }

  void acknowledged(OutboxRow row) {
    LaneState lane = lanes.get(row.lane().partition());
    if (lane != null && lane.runs()) {
      lane.kafkaSent = Math.max(lane.kafkaSent, row.seq());
      lane.cursorsDirty = true;
    }
  }

  /// Somebody else has taken the lane. It is ours again only if the group still says so.
  void fenced(LaneState lane) {
    log.warn("{} has another owner; nothing of this batch was decided here", lane.key);
    metrics.fenced();
    again(lane);
    lane.takeNotBeforeNanos = time.nanos() + FENCED_PAUSE.toNanos();
  }

  /// The lane got records above its next offset: read again, from the stored offset.
  void seekBack(LaneState lane) {
    lane.gaps++;
    log.warn("{} got records above its next offset {}", lane.key, lane.nextOffset);
    if (lane.gaps > GAPS_MAX) {
      stop(lane, lane.key + " has no record at its next offset " + lane.nextOffset);
    } else {
      again(lane);
    }
  }

  void takeAllAgain() {
    lanes.values().stream().filter(LaneState::runs).forEach(this::again);
  }

  private void again(LaneState lane) {
    lane.phase = Phase.ASSIGNED;
    engine.dropped(lane.key.partition());
    side.dropped(lane.key);
  }

  /// Stops lanes whose next offset is not in the log.
  void stopOutOfRange(OffsetOutOfRangeException failure, LogWatch watch) {
    for (TopicPartition partition : failure.partitions()) {
      LaneState lane = lanes.get(partition.partition());
      if (lane != null) {
        String truncated =
            "%s: the log no longer holds the next offset %d, it was truncated (%s)"
                .formatted(lane.key, lane.nextOffset, failure.getMessage());
        stop(lane, watch.mismatch(lane).orElse(truncated));
      }
    }
  }

  void stop(LaneStoppedException why) {
    if (owns(why.lane())) {
      stop(why.lane(), String.valueOf(why.getMessage()));
    }
  }

  private void stop(LaneState lane, String reason) {
    log.error("LANE STOPPED {}: {}", lane.key, reason);
    lane.stopReason = reason;
    lane.phase = Phase.STOPPED;
    metrics.stop();
    engine.dropped(lane.key.partition());
    side.dropped(lane.key);
    TopicPartition partition = topicPartition(lane.key);
    if (consumer.assignment().contains(partition)) {
      consumer.pause(List.of(partition));
      consumer.seek(partition, 0L); // a plain position is not validated again and again
    }
  }

  /// Stops running lanes whose log has become another one.
  void stopForeign(LogWatch watch) {
    for (LaneState lane : lanes.values()) {
      if (lane.runs()) {
        watch.mismatch(lane).ifPresent(reason -> stop(lane, reason));
      }
    }
  }

  /// An operator who adopts a new log raises the epoch of a stopped lane: it is taken again.
  void lookAtStopped(Connection connection) throws SQLException {
    for (LaneState lane : lanes.values()) {
      if (lane.phase == Phase.STOPPED && LaneStore.epoch(connection, lane.key) != lane.epoch) {
        log.info("{} was adopted anew", lane.key);
        lane.stopReason = "";
        lane.poison.clear();
        lane.dataFailures = 0;
        lane.gaps = 0;
        lane.phase = Phase.ASSIGNED;
      }
    }
  }

  boolean anyStopped() {
    return lanes.values().stream().anyMatch(lane -> lane.phase == Phase.STOPPED);
  }

  void measureLag() {
    for (LaneState lane : lanes.values()) {
      TopicPartition partition = topicPartition(lane.key);
      if (lane.runs() && consumer.assignment().contains(partition)) {
        lane.lag = consumer.currentLag(partition).orElse(lane.lag);
      }
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

  /// Whether the lane is ours and deciding.
  boolean running(LaneState lane) {
    return owns(lane) && lane.runs();
  }

  @Nullable LaneState running(int partition) {
    LaneState lane = lanes.get(partition);
    return lane != null && lane.runs() ? lane : null;
  }

  Collection<LaneState> all() {
    return lanes.values();
  }
}
