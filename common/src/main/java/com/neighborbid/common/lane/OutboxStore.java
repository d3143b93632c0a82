package com.neighborbid.common.lane;

import static com.neighborbid.common.lane.LaneStore.KEY;
import static com.neighborbid.common.lane.LaneStore.bindKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The SQL of the outbox and of skipped records. Every method runs in the caller's transaction.
final class OutboxStore {
  private OutboxStore() {}

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

  /// A record that was skipped.
  record Skipped(LaneKey lane, long offset, String reason) {}

  static void writeSkipped(Connection c, Collection<Skipped> skipped) throws SQLException {
    if (skipped.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        c.prepareStatement(
            "insert into lane_skipped (consumer_group, topic, partition, record_offset, reason)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing")) {
      for (Skipped one : skipped) {
        bindKey(insert, 1, one.lane());
        insert.setLong(4, one.offset());
        insert.setString(5, one.reason());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
