package com.neighborbid.common.lane;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.lane.LaneEngine.PoisonVerdict;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// One transaction: lock the lanes, decide what is new, write, commit. Knows nothing of polling or
/// sending.
final class LaneBatch<I> {
  private final LaneSettings settings;
  private final LaneEngine<I> engine;
  private final SidePublisher side;
  private final Clock clock;

  /// Records that cannot be decided, with the reason, found by an earlier attempt at the same
  /// batch.
  private final Map<Place, String> poison = new HashMap<>();

  private record Place(int partition, long offset) {}

  /// A record of one lane: readable, or poison with its reason.
  private record Item<I>(
      ConsumerRecord<byte[], byte[]> raw,
      LogRecord record,
      @Nullable LaneInput<I> input,
      @Nullable Exception failure) {}

  /// What a committed batch leaves to send.
  ///
  /// @param fenced lanes that belong to somebody else now
  /// @param gaps lanes whose records start above the next offset: the position must go back
  record Committed(List<OutboxRow> rows, List<LaneState> fenced, List<LaneState> gaps) {}

  /// A record whose deciding threw; the batch is undone and the record will be skipped next time.
  static final class PoisonFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PoisonFoundException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  LaneBatch(LaneSettings settings, LaneEngine<I> engine, SidePublisher side, Clock clock) {
    this.settings = settings;
    this.engine = engine;
    this.side = side;
    this.clock = clock;
  }

  /// Remembers that the record at this place must be skipped.
  void markPoison(int partition, long offset, String reason) {
    poison.put(new Place(partition, offset), reason);
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
    Committed committed = new Committed(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Map<LaneState, List<Item<I>>> work = new HashMap<>();
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
        work.put(lane, items(lane, fresh));
      }
    }
    if (!work.isEmpty()) {
      decide(connection, work, committed.rows());
    } else {
      connection.rollback();
    }
    return committed;
  }

  private void decide(
      Connection connection, Map<LaneState, List<Item<I>>> work, List<OutboxRow> rows)
      throws SQLException {
    List<LaneInput<I>> inputs = new ArrayList<>();
    for (List<Item<I>> items : work.values()) {
      for (Item<I> item : items) {
        if (item.input() != null) {
          inputs.add(item.input());
        }
      }
    }
    LaneEngine.Batch<I> batch = engine.begin(connection, inputs);
    Map<Integer, Long> redisSent = new HashMap<>();
    for (Map.Entry<LaneState, List<Item<I>>> entry : work.entrySet()) {
      LaneState lane = entry.getKey();
      LaneOutput output = new LaneOutput();
      for (Item<I> item : entry.getValue()) {
        decideOne(connection, batch, lane, item, output);
      }
      batch.endOfLane(lane.key.partition(), output);
      ConsumerRecord<byte[], byte[]> last = entry.getValue().getLast().raw();
      lane.nextOffset = last.offset() + 1;
      lane.lastRecord = LogIdentity.fingerprint(last);
      lane.logTimeMs = entry.getValue().getLast().record().timeMs();
      if (!output.messages().isEmpty()) {
        lane.outboxSeq++;
        rows.add(new OutboxRow(lane.key, lane.outboxSeq, output.messages()));
      }
      redisSent.put(lane.key.partition(), side.sent(lane.key));
    }
    batch.write(connection);
    LaneStore.writeOutbox(connection, rows);
    LaneStore.write(connection, work.keySet(), redisSent);
    connection.commit();
    forgetPoison(work);
    batch.committed();
  }

  private void decideOne(
      Connection connection,
      LaneEngine.Batch<I> batch,
      LaneState lane,
      Item<I> item,
      LaneOutput output)
      throws SQLException {
    if (item.input() == null) {
      skip(connection, lane, item, output);
      return;
    }
    try {
      batch.decide(item.input(), output);
    } catch (RuntimeException e) {
      markPoison(lane.key.partition(), item.record().offset(), e.toString());
      throw new PoisonFoundException(
          lane.key + " cannot decide the record at offset " + item.record().offset(), e);
    }
  }

  private void skip(Connection connection, LaneState lane, Item<I> item, LaneOutput output)
      throws SQLException {
    Exception failure =
        item.failure() == null ? new IllegalStateException("unreadable") : item.failure();
    switch (engine.poison(item.record(), failure)) {
      case PoisonVerdict.Stop stop ->
          throw new LaneStoppedException(
              "%s stops at offset %d: %s (%s)"
                  .formatted(lane.key, item.record().offset(), stop.reason(), failure));
      case PoisonVerdict.Skip skip -> {
        String reason = String.valueOf(failure.getMessage());
        LaneStore.writeSkipped(connection, lane.key, item.record().offset(), reason);
        output.add(deadLetter(item, failure));
        skip.answers().forEach(output::add);
      }
    }
  }

  private ToKafka deadLetter(Item<I> item, Exception failure) {
    byte[] letter = DeadLetter.of(settings.topic(), item.record(), failure.toString()).toJson();
    return new ToKafka(
        Topics.deadLetters(settings.topic()),
        item.record().key(),
        DeadLetter.TYPE,
        letter,
        item.record().timeMs(),
        item.record().requestId());
  }

  private void forgetPoison(Map<LaneState, List<Item<I>>> work) {
    if (!poison.isEmpty()) {
      work.forEach(
          (lane, items) ->
              items.forEach(
                  item -> poison.remove(new Place(lane.key.partition(), item.record().offset()))));
    }
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
    for (ConsumerRecord<byte[], byte[]> raw : records) {
      refuseForeignTime(lane, raw);
      time = Math.max(time, raw.timestamp());
      items.add(item(lane, raw, time));
    }
    return items;
  }

  private Item<I> item(LaneState lane, ConsumerRecord<byte[], byte[]> raw, long time) {
    LogRecord record = logRecord(raw, time);
    String known = poison.get(new Place(lane.key.partition(), raw.offset()));
    if (known != null) {
      return new Item<>(raw, record, null, new IllegalStateException(known));
    }
    try {
      return new Item<>(raw, record, new LaneInput<>(record, engine.parse(record)), null);
    } catch (RuntimeException e) {
      return new Item<>(raw, record, null, e);
    }
  }

  private void refuseForeignTime(LaneState lane, ConsumerRecord<byte[], byte[]> raw) {
    if (raw.timestampType() != TimestampType.LOG_APPEND_TIME) {
      throw new LaneStoppedException(
          lane.key
              + " got a record stamped by its sender at offset "
              + raw.offset()
              + "; the topic must have message.timestamp.type=LogAppendTime");
    }
    if (raw.timestamp() > clock.millis() + LaneSettings.STAMP_AHEAD_LIMIT.toMillis()) {
      throw new LaneStoppedException(
          lane.key
              + " got a record stamped more than 10 s ahead at offset "
              + raw.offset()
              + ": a clock is wrong");
    }
    int known = lane.lastRecord == null ? -1 : lane.lastRecord.leaderEpoch();
    if (raw.leaderEpoch().isPresent() && raw.leaderEpoch().get() < known) {
      throw new LaneStoppedException(
          lane.key
              + " got a record of an older leader epoch at offset "
              + raw.offset()
              + ": the log was rewritten");
    }
  }

  private static LogRecord logRecord(ConsumerRecord<byte[], byte[]> raw, long time) {
    String type = RecordHeaders.text(raw.headers(), RecordHeaders.TYPE);
    return new LogRecord(
        raw.partition(),
        raw.offset(),
        time,
        raw.key() == null ? "" : new String(raw.key(), StandardCharsets.UTF_8),
        type == null ? "" : type,
        raw.value() == null ? new byte[0] : raw.value(),
        RecordHeaders.text(raw.headers(), RecordHeaders.REQUEST_ID));
  }
}
