package com.neighborbid.common.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The SQL of the publisher's side of the outbox.
public final class OutboxTable {
  private static final String COLUMNS =
      "SELECT id, event_id, topic, record_key, type, value, request_id, created_at\n";

  private final JdbcClient jdbc;

  OutboxTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What is to be sent.
  public record Row(
      long id,
      UUID eventId,
      String topic,
      String recordKey,
      String type,
      String value,
      @Nullable String requestId,
      Instant createdAt) {}

  /// Whether this transaction is now the one that publishes there; it ends with the transaction.
  boolean lock(Destination destination) {
    return jdbc.sql("SELECT pg_try_advisory_xact_lock(:lock)")
        .param("lock", destination.lock())
        .query(Boolean.class)
        .single();
  }

  /// The oldest unsent rows. A row of a later commit with a smaller id is simply found next time.
  List<Row> unsent(Destination destination, int limit) {
    return jdbc.sql(
            COLUMNS
                + "FROM outbox WHERE sent_at IS NULL AND "
                + destination.condition()
                + " ORDER BY id LIMIT :limit")
        .param("topic", destination.topic())
        .param("limit", limit)
        .query((row, _) -> row(row))
        .list();
  }

  /// What was sent there since then.
  public List<Row> sentSince(Destination destination, Instant time) {
    return jdbc.sql(
            COLUMNS
                + "FROM outbox WHERE sent_at >= :time AND "
                + destination.condition()
                + " ORDER BY id")
        .param("topic", destination.topic())
        .param("time", Timestamp.from(time))
        .query((row, _) -> row(row))
        .list();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("id"),
        row.getObject("event_id", UUID.class),
        row.getString("topic"),
        row.getString("record_key"),
        row.getString("type"),
        row.getString("value"),
        row.getString("request_id"),
        row.getTimestamp("created_at").toInstant());
  }

  void markSent(List<Row> rows, Instant now) {
    jdbc.sql("UPDATE outbox SET sent_at = :now WHERE id = ANY(:ids)")
        .param("now", Timestamp.from(now))
        .param("ids", rows.stream().map(Row::id).toArray(Long[]::new))
        .update();
  }

  int deleteSentBefore(Instant limit) {
    return jdbc.sql("DELETE FROM outbox WHERE sent_at < :limit")
        .param("limit", Timestamp.from(limit))
        .update();
  }

  long unsentCount() {
    return jdbc.sql("SELECT count(*) FROM outbox WHERE sent_at IS NULL").query(Long.class).single();
  }
}
