package com.neighborbid.common.lane;

import com.neighborbid.common.lane.LaneRow.LastRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The SQL of lanes and their outbox. Every method runs in the caller's transaction.
final class LaneStore {
  private static final String COLUMNS =
      "partition, topic_id, partition_count, epoch, next_offset, log_time_ms, last_offset,"
          + " last_leader_epoch, last_crc, outbox_seq, kafka_sent, redis_sent";
  private static final String KEY = "consumer_group = ? and topic = ? and partition = ?";

  private LaneStore() {}

  /// Makes the row of a lane that nobody has owned yet.
  static void create(Connection c, LaneKey lane, String topicId, int partitionCount)
      throws SQLException {
    try (PreparedStatement insert =
        c.prepareStatement(
            "insert into lane (consumer_group, topic, partition, topic_id, partition_count)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing")) {
      bindKey(insert, 1, lane);
      insert.setString(4, topicId);
      insert.setInt(5, partitionCount);
      insert.executeUpdate();
    }
  }

  static @Nullable LaneRow find(Connection c, LaneKey lane) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement("select " + COLUMNS + " from lane where " + KEY)) {
      bindKey(select, 1, lane);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? row(rows) : null;
      }
    }
  }

  /// Adds one to the epoch: from now on no batch of an earlier owner commits.
  static LaneRow take(Connection c, LaneKey lane) throws SQLException {
    try (PreparedStatement update =
        c.prepareStatement(
            "update lane set epoch = epoch + 1 where " + KEY + " returning " + COLUMNS)) {
      bindKey(update, 1, lane);
      try (ResultSet rows = update.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("lane " + lane + " has no row");
        }
        return row(rows);
      }
    }
  }

  /// Locks the lanes of a group in the order of their partitions.
  ///
  /// @return epoch and next offset by partition
  static Map<Integer, LaneRow> lock(
      Connection c, String group, String topic, List<Integer> partitions) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement(
            "select "
                + COLUMNS
                + " from lane where consumer_group = ? and topic = ? and partition = any (?)"
                + " order by partition for update")) {
      select.setString(1, group);
      select.setString(2, topic);
      select.setArray(3, c.createArrayOf("int4", partitions.toArray()));
      Map<Integer, LaneRow> locked = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          LaneRow row = row(rows);
          locked.put(row.partition(), row);
        }
      }
      return locked;
    }
  }

  static void write(Connection c, Collection<LaneState> lanes, Map<Integer, Long> redisSent)
      throws SQLException {
    try (PreparedStatement update =
        c.prepareStatement(
            "update lane set next_offset = ?, log_time_ms = ?, last_offset = ?,"
                + " last_leader_epoch = ?, last_crc = ?, outbox_seq = ?,"
                + " kafka_sent = greatest(kafka_sent, ?), redis_sent = greatest(redis_sent, ?)"
                + " where "
                + KEY)) {
      for (LaneState lane : lanes) {
        update.setLong(1, lane.nextOffset);
        update.setLong(2, lane.logTimeMs);
        bindLast(update, 3, lane.lastRecord);
        update.setLong(6, lane.outboxSeq);
        update.setLong(7, lane.kafkaSent);
        update.setLong(8, redisSent.getOrDefault(lane.key.partition(), 0L));
        bindKey(update, 9, lane.key);
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /// Saves how far sending got, where the lane is still ours.
  static void saveCursors(Connection c, LaneState lane, long redisSent) throws SQLException {
    try (PreparedStatement update =
        c.prepareStatement(
            "update lane set kafka_sent = greatest(kafka_sent, ?), redis_sent = greatest(redis_sent, ?)"
                + " where epoch = ? and "
                + KEY)) {
      update.setLong(1, lane.kafkaSent);
      update.setLong(2, redisSent);
      update.setLong(3, lane.epoch);
      bindKey(update, 4, lane.key);
      update.executeUpdate();
    }
  }

  static void writeOutbox(Connection c, Collection<OutboxRow> rows) throws SQLException {
    try (PreparedStatement insert =
        c.prepareStatement(
            "insert into lane_outbox (consumer_group, topic, partition, seq, messages)"
                + " values (?, ?, ?, ?, ?)")) {
      for (OutboxRow row : rows) {
        bindKey(insert, 1, row.lane());
        insert.setLong(4, row.seq());
        insert.setBytes(5, OutboxCodec.encode(row.messages()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /// Rows after `after`, oldest first, at most `limit` of them.
  static List<OutboxRow> outboxAfter(Connection c, LaneKey lane, long after, int limit)
      throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement(
            "select seq, messages from lane_outbox where "
                + KEY
                + " and seq > ? order by seq limit ?")) {
      bindKey(select, 1, lane);
      select.setLong(4, after);
      select.setInt(5, limit);
      List<OutboxRow> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new OutboxRow(lane, rows.getLong(1), OutboxCodec.decode(rows.getBytes(2))));
        }
      }
      return found;
    }
  }

  /// A row and how long ago it was written, by the database's clock.
  record AgedRow(OutboxRow row, Duration age) {}

  /// Rows after `after` up to `last`, oldest first, at most `limit` of them.
  static List<AgedRow> outboxWithAge(Connection c, LaneKey lane, long after, long last, int limit)
      throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement(
            "select seq, messages,"
                + " (extract(epoch from clock_timestamp() - created_at) * 1000)::bigint"
                + " from lane_outbox where "
                + KEY
                + " and seq > ? and seq <= ? order by seq limit ?")) {
      bindKey(select, 1, lane);
      select.setLong(4, after);
      select.setLong(5, last);
      select.setInt(6, limit);
      List<AgedRow> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          OutboxRow row =
              new OutboxRow(lane, rows.getLong(1), OutboxCodec.decode(rows.getBytes(2)));
          found.add(new AgedRow(row, Duration.ofMillis(rows.getLong(3))));
        }
      }
      return found;
    }
  }

  static void writeSkipped(Connection c, LaneKey lane, long offset, String reason)
      throws SQLException {
    try (PreparedStatement insert =
        c.prepareStatement(
            "insert into lane_skipped (consumer_group, topic, partition, record_offset, reason)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing")) {
      bindKey(insert, 1, lane);
      insert.setLong(4, offset);
      insert.setString(5, reason);
      insert.executeUpdate();
    }
  }

  private static void bindKey(PreparedStatement statement, int from, LaneKey lane)
      throws SQLException {
    statement.setString(from, lane.group());
    statement.setString(from + 1, lane.topic());
    statement.setInt(from + 2, lane.partition());
  }

  private static void bindLast(PreparedStatement statement, int from, @Nullable LastRecord last)
      throws SQLException {
    if (last == null) {
      statement.setNull(from, Types.BIGINT);
      statement.setNull(from + 1, Types.INTEGER);
      statement.setNull(from + 2, Types.BIGINT);
    } else {
      statement.setLong(from, last.offset());
      statement.setInt(from + 1, last.leaderEpoch());
      statement.setLong(from + 2, last.crc());
    }
  }

  private static LaneRow row(ResultSet rows) throws SQLException {
    long lastOffset = rows.getLong("last_offset");
    LastRecord last =
        rows.wasNull()
            ? null
            : new LastRecord(
                lastOffset, rows.getInt("last_leader_epoch"), rows.getLong("last_crc"));
    return new LaneRow(
        rows.getInt("partition"),
        rows.getString("topic_id"),
        rows.getInt("partition_count"),
        rows.getLong("epoch"),
        rows.getLong("next_offset"),
        rows.getLong("log_time_ms"),
        last,
        rows.getLong("outbox_seq"),
        rows.getLong("kafka_sent"),
        rows.getLong("redis_sent"));
  }
}
