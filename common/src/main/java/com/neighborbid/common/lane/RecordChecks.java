package com.neighborbid.common.lane;

import com.neighborbid.common.kafka.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// Turns Kafka's records into ours, and refuses a log whose time or history cannot be trusted.
final class RecordChecks {
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Clock clock;

  RecordChecks(Clock clock) {
    this.clock = clock;
  }

  /// @param leaderEpoch the highest seen so far, -1 for none
  /// @throws LaneStoppedException if the record shows that the log is not one we can decide
  void check(LaneState lane, ConsumerRecord<byte[], byte[]> raw, int leaderEpoch) {
    if (raw.timestampType() != TimestampType.LOG_APPEND_TIME) {
      throw new LaneStoppedException(
          lane,
          "%s got a record stamped by its sender at offset %d; the topic must have message.timestamp.type=LogAppendTime"
              .formatted(lane.key, raw.offset()));
    }
    if (raw.timestamp() > clock.millis() + LaneSettings.STAMP_AHEAD_LIMIT.toMillis()) {
      throw new LaneStoppedException(
          lane,
          "%s got a record stamped more than 10 s ahead at offset %d: a clock is wrong"
              .formatted(lane.key, raw.offset()));
    }
    if (raw.leaderEpoch().isPresent() && raw.leaderEpoch().get() < leaderEpoch) {
      throw new LaneStoppedException(
          lane,
          "%s got a record of leader epoch %d after one of %d at offset %d: the log was rewritten"
              .formatted(lane.key, raw.leaderEpoch().get(), leaderEpoch, raw.offset()));
    }
  }

  /// @param time the engine's time at this record, in milliseconds
  static LogRecord logRecord(ConsumerRecord<byte[], byte[]> raw, long time) {
    String type = RecordHeaders.text(raw.headers(), RecordHeaders.TYPE);
    return new LogRecord(
        raw.partition(),
        raw.offset(),
        time,
        raw.key() == null ? "" : new String(raw.key(), StandardCharsets.UTF_8),
        type == null ? "" : type,
        raw.value() == null ? new byte[0] : raw.value(),
        requestId(RecordHeaders.text(raw.headers(), RecordHeaders.REQUEST_ID)));
  }

  /// Travels on into everything we send, so a malformed one ends here.
  private static @Nullable String requestId(@Nullable String header) {
    return header != null && REQUEST_ID.matcher(header).matches() ? header : null;
  }
}
