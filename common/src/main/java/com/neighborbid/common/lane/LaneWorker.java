package com.neighborbid.common.lane;

import com.neighborbid.common.lane.LaneBatch.Committed;
import com.neighborbid.common.lane.LaneBatch.PoisonFoundException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
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
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long BACKOFF_SLICE_MS = 100;
  private static final int BACKOFF_SLICES_MAX = 10;
  private static final int DATA_FAILURES_MAX = 5;

  private final LaneSettings settings;
  private final LaneEngine<I> engine;
  private final DataSource dataSource;
  private final OwnedLanes<I> lanes;
  private final LaneProducer producer;
  private final SidePublisher side;
  private final LaneBatch<I> batch;
  private final LaneMetrics metrics;
  private final Runnable onFenced;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean stopping;
  private int limit;
  private int failures;
  private int dataFailures;
  private long cursorsSavedNanos;

  LaneWorker(
      LaneSettings settings,
      String memberId,
      LaneEngine<I> engine,
      DataSource dataSource,
      LogIdentity identity,
      SidePublisher side,
      LaneMetrics metrics,
      Clock clock,
      Runnable onFenced) {
    this.settings = settings;
    this.engine = engine;
    this.dataSource = dataSource;
    this.side = side;
    this.metrics = metrics;
    this.onFenced = onFenced;
    this.limit = settings.maxBatch();
    this.batch = new LaneBatch<>(settings, engine, side, clock);
    this.producer = new LaneProducer(settings.bootstrap(), settings.source(), memberId + "-outbox");
    this.consumer = LaneConsumers.create(settings, memberId);
    this.lanes =
        new OwnedLanes<>(settings, consumer, dataSource, engine, identity, producer, side, metrics);
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
      consumer.subscribe(List.of(settings.topic()), lanes);
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
    } finally {
      consumer.close(Duration.ofSeconds(1));
      producer.close();
    }
  }

  private void turnOrRecover() throws InterruptedException {
    try {
      turn();
      failures = 0;
    } catch (WakeupException _) {
      // stop() was called, or a late wake-up of it
    } catch (FencedInstanceIdException | InterruptException e) {
      throw e;
    } catch (OffsetOutOfRangeException e) {
      lanes.stop(e.partitions(), "the log no longer holds the next offset: " + e.getMessage());
    } catch (LaneStoppedException e) {
      lanes.stopAllRunning(e.getMessage());
    } catch (SQLException | RuntimeException e) {
      recover(e);
    }
  }

  private void turn() throws SQLException, InterruptedException {
    lanes.takeAssigned(this::goOn);
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
    engine.tick();
    if (polled.isEmpty()) {
      saveCursorsNowAndThen();
      return;
    }
    Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> records = byLane(polled);
    while (!records.isEmpty() && !stopping) {
      process(firstOf(records));
      if (lanes.anyToTake()) {
        return; // what is left is read again from the stored offset
      }
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
      judge(e, chunk, size);
      throw e;
    }
    dataFailures = 0;
    limit = Math.min(settings.maxBatch(), limit * 2);
    committed.fenced().forEach(lanes::fenced);
    committed.gaps().forEach(lanes::seekBack);
    announce(committed.rows());
  }

  /// After the commit: Redis at once and beside, Kafka in order and awaited.
  private void announce(List<OutboxRow> rows) throws InterruptedException {
    rows.forEach(side::offer);
    if (rows.isEmpty() || !producer.send(rows, lanes::keepMembership)) {
      return;
    }
    for (OutboxRow row : rows) {
      lanes.acknowledged(row);
    }
  }

  private void judge(
      Exception failure, Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> chunk, int size) {
    if (failure instanceof LaneStoppedException || failure instanceof PoisonFoundException) {
      return;
    }
    Failures.Kind kind = Failures.kindOf(failure);
    if (kind == Failures.Kind.INFRASTRUCTURE) {
      return;
    }
    if (size > 1) {
      limit = Math.max(1, size / 2);
    } else if (kind == Failures.Kind.DATA) {
      poisonOnly(failure, chunk);
    }
  }

  private void poisonOnly(
      Exception failure, Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> chunk) {
    dataFailures++;
    chunk.forEach(
        (lane, records) -> {
          if (dataFailures > DATA_FAILURES_MAX) {
            lanes.stop(
                List.of(OwnedLanes.topicPartition(lane.key)),
                "the database refuses one record after the other: " + failure);
          } else {
            long offset = records.getFirst().offset();
            batch.markPoison(lane.key.partition(), offset, failure.toString());
          }
        });
  }

  private void recover(Exception failure) throws InterruptedException {
    failures++;
    metrics.failure();
    if (failure instanceof PoisonFoundException) {
      log.warn("{}; it goes to the dead letters", failure.getMessage(), failure.getCause());
    } else {
      log.warn("{}: batch undone, lanes taken again: {}", settings.group(), failure.toString());
      log.debug("cause", failure);
    }
    lanes.takeAllAgain();
    if (!(failure instanceof PoisonFoundException)) {
      backOff(Math.min(failures, BACKOFF_SLICES_MAX));
    }
  }

  private void backOff(int slices) throws InterruptedException {
    for (int i = 0; i < slices && !stopping; i++) {
      Thread.sleep(BACKOFF_SLICE_MS); // infrastructure is away: there is nothing to wait on
      lanes.pollPaused();
    }
  }

  private Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> byLane(
      ConsumerRecords<byte[], byte[]> polled) {
    Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      LaneState lane = lanes.running(partition.partition());
      if (lane != null) {
        records.put(lane, new ArrayList<>(polled.records(partition)));
      }
    }
    return records;
  }

  /// Takes up to `limit` records off the front, spread over the lanes.
  private Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> firstOf(
      Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> records) {
    Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> chunk = new LinkedHashMap<>();
    int left = limit;
    var entries = records.entrySet().iterator();
    while (entries.hasNext() && left > 0) {
      var entry = entries.next();
      List<ConsumerRecord<byte[], byte[]>> all = entry.getValue();
      int count = Math.min(left, all.size());
      chunk.put(entry.getKey(), List.copyOf(all.subList(0, count)));
      left -= count;
      if (count == all.size()) {
        entries.remove();
      } else {
        entry.setValue(new ArrayList<>(all.subList(count, all.size())));
      }
    }
    return chunk;
  }

  private boolean goOn() {
    return !stopping && lanes.keepMembership();
  }

  private void saveCursorsNowAndThen() throws SQLException {
    long now = System.nanoTime();
    if (now - cursorsSavedNanos > Duration.ofSeconds(1).toNanos()) {
      cursorsSavedNanos = now;
      saveCursors();
    }
  }

  private void saveCursors() throws SQLException {
    List<LaneState> dirty = lanes.withUnsavedCursors();
    if (dirty.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      for (LaneState lane : dirty) {
        LaneStore.saveCursors(connection, lane, side.sent(lane.key));
      }
      connection.commit();
    }
    lanes.cursorsSaved(dirty);
  }
}
