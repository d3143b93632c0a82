package com.neighborbid.common.lane;

import com.neighborbid.common.lane.LaneBatch.Committed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The loop of one lane thread; see the package for its shape.
///
/// Whatever goes wrong between begin and a confirmed commit, the lanes are taken again: the epoch
/// rises, the cache is dropped, what the database holds is the truth. So no failure needs a remedy
/// of its own.
final class LaneWorker<I> implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(LaneWorker.class);
  private static final Duration BACKOFF_SLICE = Duration.ofMillis(100);
  private static final int BACKOFF_SLICES_MAX = 10;
  private static final int DATA_FAILURES_MAX = 5;

  private final LaneSettings settings;
  private final LaneEngine<I> engine;
  private final DataSource dataSource;
  private final OwnedLanes<I> lanes;
  private final LaneProducer producer;
  private final LogWatch watch;
  private final SidePublisher side;
  private final LaneBatch<I> batch;
  private final LaneMetrics metrics;
  private final Runnable onFenced;
  private final Consumer<byte[], byte[]> consumer;
  private final BatchPoll polls;
  private final LaneTime time;
  private volatile boolean stopping;
  private int limit;
  private int failures;
  private long lastChoresNanos;

  LaneWorker(
      LaneSettings settings,
      Consumer<byte[], byte[]> consumer,
      LaneProducer producer,
      LaneEngine<I> engine,
      DataSource dataSource,
      LogFacts facts,
      LogWatch watch,
      SidePublisher side,
      LaneMetrics metrics,
      Clock clock,
      LaneTime time,
      Runnable onFenced) {
    this.settings = settings;
    this.engine = engine;
    this.dataSource = dataSource;
    this.watch = watch;
    this.side = side;
    this.metrics = metrics;
    this.onFenced = onFenced;
    this.limit = settings.maxBatch();
    this.batch = new LaneBatch<>(settings, engine, side, metrics, clock);
    this.producer = producer;
    this.consumer = consumer;
    this.polls = new BatchPoll(consumer);
    this.time = time;
    LaneTaker<I> taker = new LaneTaker<>(dataSource, engine, facts, watch, producer, side);
    this.lanes = new OwnedLanes<>(settings, consumer, engine, taker, side, metrics, time);
  }

  Collection<LaneState> lanes() {
    return lanes.all();
  }

  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  @Override
  public void run() {
    try {
      subscribe();
      while (!stopping) {
        turnOrRecover();
      }
      saveCursors();
    } catch (FencedInstanceIdException e) {
      log.error("another process runs as {}; this one ends", settings.instance(), e);
      onFenced.run();
    } catch (InterruptedException | InterruptException _) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException e) {
      log.warn("{}: the last cursors were not saved: {}", settings.group(), e.toString());
    } catch (Error e) {
      log.error("{}: this thread ends", settings.group(), e);
      throw e;
    } finally {
      consumer.close(Duration.ofSeconds(1));
      producer.close();
    }
  }

  /// Joins the group; the first turns learn what is assigned.
  void subscribe() {
    consumer.subscribe(List.of(settings.topic()), lanes);
  }

  /// Polls once and decides what came; whatever goes wrong is recovered from.
  void turnOrRecover() throws InterruptedException {
    try {
      backOff();
      turn();
      failures = 0;
    } catch (WakeupException _) {
      // stop() was called, or a late wake-up of it
    } catch (FencedInstanceIdException | InterruptException e) {
      throw e;
    } catch (OffsetOutOfRangeException e) {
      watch.run(); // a recreated topic looks like a truncated one
      lanes.stopOutOfRange(e, watch);
      lanes.takeAllAgain(); // an earlier poll of this turn may have brought what is theirs
    } catch (LaneStoppedException e) {
      lanes.stop(e);
      lanes.takeAllAgain(); // what the batch decided for the others is undone as well
    } catch (SQLException | RuntimeException | AssertionError e) {
      recover(e); // the driver asserts that its connection does not go away, and it does
    }
  }

  private void turn() throws SQLException, InterruptedException {
    lanes.stopForeign(watch);
    lanes.takeAssigned(this::goOn);
    Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> records = byLane(polls.next());
    tick();
    while (!records.isEmpty() && !stopping) {
      process(Chunks.takeFront(records, limit));
      // A lane that is to be taken again reads again what is left here, from its stored offset.
      records.keySet().removeIf(lane -> !lanes.running(lane));
    }
    everySecond();
  }

  /// A timer that fails must not hold up what is to be decided.
  private void tick() {
    try {
      engine.tick();
    } catch (RuntimeException e) {
      log.error("{}: the engine's timers failed", settings.group(), e);
    }
  }

  private void process(Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> chunk)
      throws SQLException, InterruptedException {
    int size = chunk.values().stream().mapToInt(List::size).sum();
    Committed committed;
    try (Connection connection = dataSource.getConnection();
        var _ = metrics.batch(size)) {
      committed = batch.run(connection, chunk);
    } catch (SQLException | RuntimeException e) {
      if (hasRemedy(e, chunk, size)) {
        throw new BatchUndoneException("a batch of " + size + " is refused: " + e, e);
      }
      throw e;
    }
    limit = Math.min(settings.maxBatch(), limit * 2);
    committed.sound().forEach(lane -> lane.dataFailures = 0);
    committed.fenced().forEach(lanes::fenced);
    committed.gaps().forEach(lanes::seekBack);
    announce(committed.rows());
  }

  /// After the commit: Redis at once and beside, Kafka in order and awaited.
  private void announce(List<OutboxRow> rows) throws InterruptedException {
    rows.forEach(side::offer);
    if (rows.isEmpty() || !producer.send(rows, this::goOn)) {
      return; // nothing to send, or stopping, or no lane is ours: the next owner sends
    }
    for (OutboxRow row : rows) {
      lanes.acknowledged(row);
    }
  }

  /// Finds the records that the database will never take, by halving the batch until one is left.
  ///
  /// @return whether the next attempt is another one
  private boolean hasRemedy(
      Exception failure, Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> chunk, int size) {
    Failures.Kind kind = Failures.kindOf(failure);
    if (kind == Failures.Kind.INFRASTRUCTURE) {
      return false;
    }
    if (size > 1) {
      limit = size / 2;
      return true;
    }
    var only = chunk.entrySet().iterator().next();
    return kind == Failures.Kind.DATA
        && poisonOnly(failure, only.getKey(), only.getValue().getFirst().offset());
  }

  private boolean poisonOnly(Exception failure, LaneState lane, long offset) {
    engine.dropped(lane.key.partition());
    try (Connection connection = dataSource.getConnection()) {
      batch.probe(connection, lane);
    } catch (SQLException | RuntimeException e) {
      log.warn("{}: the database refuses an empty batch too: {}", lane.key, e.toString());
      return false;
    }
    lane.dataFailures++;
    if (lane.dataFailures > DATA_FAILURES_MAX) {
      throw new LaneStoppedException(
          lane, lane.key + ": the database refuses one record after the other: " + failure);
    }
    lane.poison.put(offset, failure.toString());
    return true;
  }

  private void recover(Throwable failure) {
    metrics.failure();
    lanes.takeAllAgain();
    if (failure instanceof BatchUndoneException) {
      log.warn("{}: {}", settings.group(), failure.getMessage());
      log.debug("the cause in full", failure);
      return;
    }
    failures++;
    log.warn("{}: batch undone, lanes taken again: {}", settings.group(), failure.toString());
    if (failures == 1) {
      log.info("the cause in full", failure);
    }
  }

  /// Infrastructure is away: there is nothing to wait on but time.
  private void backOff() throws InterruptedException {
    int slices = Math.min(failures, BACKOFF_SLICES_MAX);
    for (int i = 0; i < slices && !stopping; i++) {
      time.sleep(BACKOFF_SLICE);
      lanes.pollPaused();
    }
  }

  private Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> byLane(
      Map<Integer, List<ConsumerRecord<byte[], byte[]>>> polled) {
    Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    polled.forEach(
        (partition, ofIt) -> {
          LaneState lane = lanes.running(partition);
          if (lane != null) {
            records.put(lane, ofIt);
          }
        });
    return records;
  }

  private boolean goOn() {
    return !stopping && lanes.keepMembership();
  }

  private void everySecond() throws SQLException {
    long now = time.nanos();
    if (now - lastChoresNanos > Duration.ofSeconds(1).toNanos()) {
      lastChoresNanos = now;
      lanes.measureLag();
      saveCursors();
    }
  }

  /// Between batches nothing else writes how far sending got.
  private void saveCursors() throws SQLException {
    List<LaneState> dirty =
        lanes.all().stream()
            .filter(LaneState::runs)
            .filter(lane -> lane.cursorsDirty || side.sent(lane.key) > lane.redisSaved)
            .toList();
    if (dirty.isEmpty() && !lanes.anyStopped()) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      for (LaneState lane : dirty) {
        long redisSent = side.sent(lane.key);
        LaneStore.saveCursors(connection, lane, redisSent);
        lane.redisSaved = redisSent;
      }
      lanes.lookAtStopped(connection);
      connection.commit();
    }
    dirty.forEach(lane -> lane.cursorsDirty = false);
  }
}
