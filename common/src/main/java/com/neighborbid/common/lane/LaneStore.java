package com.neighborbid.common.lane;

import com.neighborbid.common.lane.LaneRow.LastRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The SQL of the lanes' rows. Every method runs in the caller's transaction.
final class LaneStore {
  private static final String COLUMNS =
      "partition, topic_id, partition_count, epoch, next_offset, log_time_ms, last_offset,"
          + " last_leader_epoch, last_crc, outbox_seq, kafka_sent, redis_sent";
  static final String KEY = "consumer_group = ? and topic = ? and partition = ?";

  private LaneStore() {}

  /// Makes the row of a lane that nobody has owned yet.
  static void create(Connection c, LaneKey lane, LogIdentity.Log log) throws SQLException {
    try (PreparedStatement insert =
        c.prepareStatement(
            "insert into lane (consumer_group, topic, partition, topic_id, partition_count)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing")) {
      bindKey(insert, 1, lane);
      insert.setString(4, log.topicId());
      insert.setInt(5, log.partitionCount());
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

  /// The epoch of a lane's row, or -1 where there is none.
  static long epoch(Connection c, LaneKey lane) throws SQLException {
    LaneRow row = find(c, lane);
    return row == null ? -1 : row.epoch();
  }

  /// Makes another log the lane's own, to be decided from `nextOffset` on. The epoch rises, so that
  /// the owner notices.
  ///
  /// @return whether the lane exists
  static boolean adopt(Connection c, LaneKey lane, LogIdentity.Log log, long nextOffset)
      throws SQLException {
    try (PreparedStatement update =
        c.prepareStatement(
            "update lane set epoch = epoch + 1, topic_id = ?, partition_count = ?, next_offset = ?,"
                + " last_offset = null, last_leader_epoch = null, last_crc = null where "
                + KEY)) {
      update.setString(1, log.topicId());
      update.setInt(2, log.partitionCount());
      update.setLong(3, nextOffset);
      bindKey(update, 4, lane);
      return update.executeUpdate() == 1;
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

  static void write(LaneWrites writes, Collection<LaneState> lanes, Map<Integer, Long> redisSent) {
    Rows rows = writes.rows(lanes.size());
    for (LaneState lane : lanes) {
      LastRecord last = lane.lastRecord;
      addKey(rows, lane.key);
      rows.add(lane.nextOffset);
      rows.add(lane.logTimeMs);
      rows.add(last == null ? null : last.offset());
      rows.add("int4", last == null ? null : last.leaderEpoch());
      rows.add(last == null ? null : last.crc());
      rows.add(lane.outboxSeq);
      rows.add(lane.kafkaSent);
      rows.add(redisSent.getOrDefault(lane.key.partition(), 0L));
      rows.next();
    }
    rows.write(
        "update lane set next_offset = d, log_time_ms = e, last_offset = f, last_leader_epoch = g,"
            + " last_crc = h, outbox_seq = i, kafka_sent = greatest(kafka_sent, j),"
            + " redis_sent = greatest(redis_sent, k) from %s as x(a, b, c, d, e, f, g, h, i, j, k)"
            + " where consumer_group = a and topic = b and partition = c");
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

  static void bindKey(PreparedStatement statement, int from, LaneKey lane) throws SQLException {
    statement.setString(from, lane.group());
    statement.setString(from + 1, lane.topic());
    statement.setInt(from + 2, lane.partition());
  }

  static void addKey(Rows rows, LaneKey lane) {
    rows.add(lane.group());
    rows.add(lane.topic());
    rows.add("int4", lane.partition());
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
        new LogIdentity.Log(rows.getString("topic_id"), rows.getInt("partition_count")),
        rows.getLong("epoch"),
        rows.getLong("next_offset"),
        rows.getLong("log_time_ms"),
        last,
        rows.getLong("outbox_seq"),
        rows.getLong("kafka_sent"),
        rows.getLong("redis_sent"));
  }
}
