package com.neighborbid.common.lane;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.lane.LaneEngine.PoisonVerdict;
import com.neighborbid.common.lane.OutboxStore.Skipped;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One transaction: lock the lanes, decide what is new, write, commit. Knows nothing of polling or
/// sending.
final class LaneBatch<I> {
  private static final Logger log = LoggerFactory.getLogger(LaneBatch.class);

  private final LaneSettings settings;
  private final LaneEngine<I> engine;
  private final SidePublisher side;
  private final LaneMetrics metrics;
  private final RecordChecks checks;

  /// A record of one lane: readable, or poison with its reason.
  private record Item<I>(
      ConsumerRecord<byte[], byte[]> raw,
      LogRecord record,
      @Nullable LaneInput<I> input,
      @Nullable Exception failure) {
    boolean poison() {
      return input == null;
    }
  }

  /// What a committed batch leaves to send.
  ///
  /// @param fenced lanes that belong to somebody else now
  /// @param gaps lanes whose records start above the next offset: the position must go back
  /// @param sound lanes of which at least one record was decided and not skipped
  record Committed(
      List<OutboxRow> rows, List<LaneState> fenced, List<LaneState> gaps, List<LaneState> sound) {
    Committed() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /// What one transaction has to write, besides the engine's own.
  private record Work<I>(
      Map<LaneState, List<Item<I>>> items, List<OutboxRow> rows, List<Skipped> skipped) {}

  LaneBatch(
      LaneSettings settings,
      LaneEngine<I> engine,
      SidePublisher side,
      LaneMetrics metrics,
      Clock clock) {
    this.settings = settings;
    this.engine = engine;
    this.side = side;
    this.metrics = metrics;
    this.checks = new RecordChecks(clock);
  }

  /// Decides and commits.
  ///
  /// @param polled new records by lane, in offset order
  /// @throws SQLException if the database did not take it; nothing is known of the commit then
  /// @throws LaneStoppedException if a record shows that the log is broken or must not be skipped
  Committed run(Connection connection, Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> polled)
      throws SQLException {
    Map<Integer, LaneState> lanes = new TreeMap<>();
    polled.keySet().forEach(lane -> lanes.put(lane.key.partition(), lane));
    Map<Integer, LaneRow> locked =
        LaneStore.lock(connection, settings.group(), settings.topic(), List.copyOf(lanes.keySet()));
    Committed committed = new Committed();
    Work<I> work = new Work<>(new LinkedHashMap<>(), committed.rows(), new ArrayList<>());
    for (LaneState lane : lanes.values()) {
      LaneRow row = locked.get(lane.key.partition());
      if (row == null || row.epoch() != lane.epoch) {
        committed.fenced().add(lane);
        continue;
      }
      List<ConsumerRecord<byte[], byte[]>> fresh =
          undecided(polled.getOrDefault(lane, List.of()), row);
      if (!fresh.isEmpty() && fresh.getFirst().offset() > row.nextOffset()) {
        committed.gaps().add(lane);
      } else if (!fresh.isEmpty()) {
        work.items().put(lane, items(lane, fresh));
      }
    }
    if (work.items().isEmpty()) {
      connection.rollback();
    } else {
      decide(connection, work);
      work.items()
          .forEach(
              (lane, items) -> {
                if (!items.stream().allMatch(Item::poison)) {
                  committed.sound().add(lane);
                }
              });
    }
    return committed;
  }

  /// Tries a transaction that decides nothing, and undoes it: where even that is refused, no record
  /// is to blame.
  ///
  /// @throws SQLException if the database takes nothing now
  void probe(Connection connection, LaneState lane) throws SQLException {
    LaneStore.lock(connection, settings.group(), settings.topic(), List.of(lane.key.partition()));
    LaneEngine.Batch<I> batch = engine.begin(connection, List.of());
    LaneWrites writes = new LaneWrites(connection);
    batch.write(writes);
    OutboxStore.writeOutbox(writes, List.of(new OutboxRow(lane.key, Long.MAX_VALUE, List.of())));
    writes.send();
    connection.rollback();
  }

  private void decide(Connection connection, Work<I> work) throws SQLException {
    List<LaneInput<I>> inputs = new ArrayList<>();
    for (List<Item<I>> items : work.items().values()) {
      for (Item<I> item : items) {
        if (item.input() != null) {
          inputs.add(item.input());
        }
      }
    }
    LaneEngine.Batch<I> batch = engine.begin(connection, inputs);
    Map<Integer, Long> redisSent = new HashMap<>();
    for (LaneState lane : work.items().keySet()) {
      decideLane(batch, lane, work);
      redisSent.put(lane.key.partition(), side.sent(lane.key));
    }
    LaneWrites writes = new LaneWrites(connection);
    batch.write(writes);
    OutboxStore.writeSkipped(writes, work.skipped());
    OutboxStore.writeOutbox(writes, work.rows());
    LaneStore.write(writes, work.items().keySet(), redisSent);
    writes.send();
    connection.commit();
    metrics.skipped(work.skipped().size());
    work.skipped().forEach(skipped -> log.warn("skipped {}", skipped));
    for (LaneState lane : work.items().keySet()) {
      lane.poison.keySet().removeIf(offset -> offset < lane.nextOffset);
    }
    batch.committed();
  }

  private void decideLane(LaneEngine.Batch<I> batch, LaneState lane, Work<I> work) {
    List<Item<I>> items = work.items().getOrDefault(lane, List.of());
    LaneOutput output = new LaneOutput();
    for (Item<I> item : items) {
      output.follows(item.record().offset());
      if (item.input() == null) {
        work.skipped().add(skip(lane, item, output));
      } else {
        decideOne(batch, lane, item.record(), item.input(), output);
      }
    }
    output.ends();
    endLane(batch, lane, output);
    lane.gaps = 0;
    lane.nextOffset = items.getLast().raw().offset() + 1;
    lane.lastRecord = LogIdentity.fingerprint(items.getLast().raw());
    lane.logTimeMs = items.getLast().record().timeMs();
    if (!output.messages().isEmpty()) {
      long seq = lane.outboxSeq + 1;
      lane.outboxSeq = seq;
      work.rows().add(new OutboxRow(lane.key, seq, output.messages()));
    }
  }

  private void decideOne(
      LaneEngine.Batch<I> batch,
      LaneState lane,
      LogRecord record,
      LaneInput<I> input,
      LaneOutput output) {
    try {
      batch.decide(input, output);
    } catch (RuntimeException e) {
      lane.poison.put(record.offset(), e.toString());
      throw new BatchUndoneException(
          lane.key + " cannot decide the record at offset " + record.offset(), e);
    }
  }

  /// What is decided here belongs to no single record, so nothing can be skipped.
  private static <I> void endLane(LaneEngine.Batch<I> batch, LaneState lane, LaneOutput output) {
    try {
      batch.endOfLane(lane.key.partition(), output);
    } catch (RuntimeException e) {
      throw new LaneStoppedException(
          lane, lane.key + " cannot end a batch after offset " + lane.nextOffset + ": " + e);
    }
  }

  private Skipped skip(LaneState lane, Item<I> item, LaneOutput output) {
    Exception failure =
        item.failure() == null ? new IllegalStateException("unreadable") : item.failure();
    long offset = item.record().offset();
    PoisonVerdict verdict;
    try {
      verdict = engine.poison(item.record(), failure);
      if (verdict instanceof PoisonVerdict.Skip skip) {
        output.add(deadLetter(item, failure));
        skip.answers().forEach(output::add);
      }
    } catch (RuntimeException e) {
      throw new LaneStoppedException(
          lane,
          "%s cannot even skip the record at offset %d: %s, after %s"
              .formatted(lane.key, offset, e, failure));
    }
    if (verdict instanceof PoisonVerdict.Stop stop) {
      throw new LaneStoppedException(
          lane,
          "%s stops at offset %d: %s (%s)".formatted(lane.key, offset, stop.reason(), failure));
    }
    return new Skipped(lane.key, offset, DeadLetter.text(failure.toString()));
  }

  private ToKafka deadLetter(Item<I> item, Exception failure) {
    DeadLetter letter = DeadLetter.of(settings.topic(), item.record(), failure.toString());
    return new ToKafka(
        Topics.deadLetters(settings.topic()),
        letter.key(),
        DeadLetter.TYPE,
        letter.toJson(),
        item.record().timeMs(),
        item.record().requestId());
  }

  private static List<ConsumerRecord<byte[], byte[]>> undecided(
      List<ConsumerRecord<byte[], byte[]>> records, LaneRow row) {
    if (records.isEmpty() || records.getFirst().offset() >= row.nextOffset()) {
      return records;
    }
    return records.stream().filter(record -> record.offset() >= row.nextOffset()).toList();
  }

  private List<Item<I>> items(LaneState lane, List<ConsumerRecord<byte[], byte[]>> records) {
    List<Item<I>> items = new ArrayList<>(records.size());
    long time = lane.logTimeMs;
    int leaderEpoch = lane.lastRecord == null ? -1 : lane.lastRecord.leaderEpoch();
    for (ConsumerRecord<byte[], byte[]> raw : records) {
      checks.check(lane, raw, leaderEpoch);
      leaderEpoch = Math.max(leaderEpoch, raw.leaderEpoch().orElse(-1));
      time = Math.max(time, raw.timestamp());
      items.add(item(lane, raw, time));
    }
    return items;
  }

  private Item<I> item(LaneState lane, ConsumerRecord<byte[], byte[]> raw, long time) {
    LogRecord record = RecordChecks.logRecord(raw, time);
    String known = lane.poison.get(raw.offset());
    if (known != null) {
      return new Item<>(raw, record, null, new IllegalStateException(known));
    }
    try {
      return new Item<>(raw, record, new LaneInput<>(record, engine.parse(record)), null);
    } catch (RuntimeException e) {
      return new Item<>(raw, record, null, e);
    }
  }
}
