package com.neighborbid.common.lane;

import static com.neighborbid.common.lane.LaneStore.KEY;
import static com.neighborbid.common.lane.LaneStore.addKey;
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

  static void writeOutbox(LaneWrites writes, Collection<OutboxRow> rows) {
    Rows values = writes.rows(rows.size());
    for (OutboxRow row : rows) {
      addKey(values, row.lane());
      values.add(row.seq());
      values.add("bytea", OutboxCodec.encode(row.messages()));
      values.next();
    }
    values.write(
        "insert into lane_outbox (consumer_group, topic, partition, seq, messages)"
            + " select * from %s");
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

  static void writeSkipped(LaneWrites writes, Collection<Skipped> skipped) {
    Rows values = writes.rows(skipped.size());
    for (Skipped one : skipped) {
      addKey(values, one.lane());
      values.add(one.offset());
      values.add(one.reason());
      values.next();
    }
    values.write(
        "insert into lane_skipped (consumer_group, topic, partition, record_offset, reason)"
            + " select * from %s on conflict do nothing");
  }
}
