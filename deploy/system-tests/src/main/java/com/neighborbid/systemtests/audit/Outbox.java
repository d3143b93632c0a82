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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the lanes of one service have said to Kafka, as far as it is still kept.
///
/// @param messages each with the topic it is for and a fingerprint of its content
/// @param first the oldest row that is kept of each lane
record Outbox(Map<Sent, Message> messages, Map<LaneKey, Long> first) {
  private static final Pattern ID = Pattern.compile("(.+)/(.+)-(\\d{1,9})/(\\d{1,18})/(\\d{1,9})");

  /// The place of a message in what its lane has said; its `ce_id`.
  record Sent(LaneKey lane, long seq, int index) {
    static final Comparator<Sent> ORDER =
        Comparator.comparingLong(Sent::seq).thenComparingInt(Sent::index);

    /// Empty where it is not the id of a lane's message.
    static Optional<Sent> of(String id) {
      Matcher parts = ID.matcher(id);
      return parts.matches()
          ? Optional.of(
              new Sent(
                  new LaneKey(parts.group(1), parts.group(2), Integer.parseInt(parts.group(3))),
                  Long.parseLong(parts.group(4)),
                  Integer.parseInt(parts.group(5))))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return SentMessages.id(lane, seq, index);
    }
  }

  /// @param fingerprint of key, type and value
  record Message(String topic, int fingerprint) {}

  static Outbox load(Connection connection) throws SQLException {
    Map<Sent, Message> messages = new HashMap<>();
    Map<LaneKey, Long> first = new HashMap<>();
    record Row(LaneKey lane, long seq, List<Outgoing> said) {}
    Sql.list(
            connection,
            "select consumer_group, topic, partition, seq, messages from lane_outbox",
            row ->
                new Row(
                    new LaneKey(row.getString(1), row.getString(2), row.getInt(3)),
                    row.getLong(4),
                    SentMessages.of(row.getBytes(5))))
        .forEach(
            row -> {
              first.merge(row.lane(), row.seq(), Math::min);
              for (int i = 0; i < row.said().size(); i++) {
                if (row.said().get(i) instanceof ToKafka message) {
                  messages.put(
                      new Sent(row.lane(), row.seq(), i),
                      new Message(
                          message.topic(),
                          fingerprint(
                              message.key().getBytes(StandardCharsets.UTF_8),
                              message.type(),
                              message.value())));
                }
              }
            });
    return new Outbox(messages, first);
  }

  static int fingerprint(byte[] key, String type, byte[] value) {
    return Objects.hash(Arrays.hashCode(key), type, Arrays.hashCode(value));
  }
}
