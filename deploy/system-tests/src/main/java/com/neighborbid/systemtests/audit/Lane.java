package com.neighborbid.systemtests.audit;

import com.neighborbid.common.lane.LaneKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How far one consumer group is on one partition.
///
/// @param skipped offsets that could not be read or decided
record Lane(
    String group,
    String topic,
    int partition,
    int partitionCount,
    long nextOffset,
    long outboxSeq,
    long kafkaSent,
    Set<Long> skipped) {
  Lane {
    skipped = Set.copyOf(skipped);
  }

  LaneKey key() {
    return new LaneKey(group, topic, partition);
  }

  static List<Lane> load(Connection connection) throws SQLException {
    record Skip(String topic, int partition, long offset) {}
    Set<Skip> skips =
        new HashSet<>(
            Sql.list(
                connection,
                "select topic, partition, record_offset from lane_skipped",
                row -> new Skip(row.getString(1), row.getInt(2), row.getLong(3))));
    return Sql.list(
        connection,
        "select * from lane",
        row -> {
          String topic = row.getString("topic");
          int partition = row.getInt("partition");
          Set<Long> skipped = new HashSet<>();
          skips.stream()
              .filter(skip -> skip.topic().equals(topic) && skip.partition() == partition)
              .forEach(skip -> skipped.add(skip.offset()));
          return new Lane(
              row.getString("consumer_group"),
              topic,
              partition,
              row.getInt("partition_count"),
              row.getLong("next_offset"),
              row.getLong("outbox_seq"),
              row.getLong("kafka_sent"),
              skipped);
        });
  }

  @Override
  public String toString() {
    return group + " on " + topic + "-" + partition;
  }
}
