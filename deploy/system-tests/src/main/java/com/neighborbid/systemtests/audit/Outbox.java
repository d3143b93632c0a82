package com.neighborbid.systemtests.audit;

import com.neighborbid.common.lane.LaneKey;
import com.neighborbid.common.lane.Outgoing;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import com.neighborbid.common.lane.SentMessages;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the lanes of one service have said to Kafka, as far as it is still kept.
///
/// @param messages each with the topic it is for and a fingerprint of its content
/// @param first from which message on everything that a lane said is kept
record Outbox(Map<Sent, Message> messages, Map<LaneKey, Sent> first) {
  private static final Pattern ID =
      Pattern.compile("(.+)/(.+)-(\\d{1,9})/(\\d{1,18})(?:@(\\d{1,18}))?/(\\d{1,9})");

  /// The place of a message in what its lane has said; its `ce_id`.
  ///
  /// @param number offset of the record that it follows from; of old messages, without `time`, the
  ///   number of the outbox row
  /// @param time of that record, or -1
  record Sent(LaneKey lane, long number, long time, int index) {
    /// As they were said. A lane's time never falls, its offsets do where another log was adopted.
    static final Comparator<Sent> ORDER =
        Comparator.comparingLong(Sent::time)
            .thenComparingLong(Sent::number)
            .thenComparingInt(Sent::index);

    boolean followsFromRecord() {
      return time >= 0;
    }

    /// Empty where it is not the id of a lane's message.
    static Optional<Sent> of(String id) {
      Matcher parts = ID.matcher(id);
      return parts.matches()
          ? Optional.of(
              new Sent(
                  new LaneKey(parts.group(1), parts.group(2), Integer.parseInt(parts.group(3))),
                  Long.parseLong(parts.group(4)),
                  parts.group(5) == null ? -1 : Long.parseLong(parts.group(5)),
                  Integer.parseInt(parts.group(6))))
          : Optional.empty();
    }

    /// The same, with this one of all equal lanes.
    Sent by(LaneKey same) {
      return new Sent(same, number, time, index);
    }

    @Override
    public String toString() {
      return lane + "/" + number + (followsFromRecord() ? "@" + time : "") + "/" + index;
    }
  }

  /// @param row number of the outbox row that holds it
  /// @param fingerprint of key, type and value
  record Message(String topic, long row, int fingerprint) {
    static Message of(long row, ToKafka message) {
      byte[] key = message.key().getBytes(StandardCharsets.UTF_8);
      return new Message(
          message.topic().intern(), row, Outbox.fingerprint(key, message.type(), message.value()));
    }
  }

  static Outbox load(Connection connection) throws SQLException {
    Map<Sent, Message> messages = new HashMap<>();
    Map<LaneKey, Sent> first = new HashMap<>();
    Map<LaneKey, LaneKey> lanes = new HashMap<>();
    Sql.each(
        connection,
        "select consumer_group, topic, partition, seq, messages from lane_outbox",
        row -> {
          LaneKey named = new LaneKey(row.getString(1), row.getString(2), row.getInt(3));
          LaneKey lane = lanes.computeIfAbsent(named, own -> own);
          long seq = row.getLong(4);
          if (seq == 1) {
            first.put(lane, new Sent(lane, 0, 0, 0));
          }
          List<Outgoing> said = SentMessages.of(row.getBytes(5));
          for (int i = 0; i < said.size(); i++) {
            if (said.get(i) instanceof ToKafka message) {
              Sent place = Sent.of(SentMessages.id(lane, seq, i, message)).orElseThrow().by(lane);
              if (place.followsFromRecord()) {
                first.merge(lane, place, BinaryOperator.minBy(Sent.ORDER));
              }
              messages.put(place, Message.of(seq, message));
            }
          }
        });
    return new Outbox(messages, first);
  }

  static int fingerprint(byte[] key, String type, byte[] value) {
    return Objects.hash(Arrays.hashCode(key), type, Arrays.hashCode(value));
  }
}
