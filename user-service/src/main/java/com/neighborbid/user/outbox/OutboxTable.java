package com.neighborbid.user.outbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of the publisher's side of the outbox.
@Component
class OutboxTable {
  /// Any number that nothing else in this database uses.
  private static final long PUBLISHER_LOCK = 0x6e625f6f757462L;

  private final JdbcClient jdbc;

  OutboxTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Row(
      long id,
      UUID eventId,
      String topic,
      String recordKey,
      String type,
      String value,
      @Nullable String requestId,
      Instant createdAt) {}

  /// Whether this transaction is now the one that publishes; it ends with the transaction.
  boolean lock() {
    return jdbc.sql("SELECT pg_try_advisory_xact_lock(:lock)")
        .param("lock", PUBLISHER_LOCK)
        .query(Boolean.class)
        .single();
  }

  /// The oldest unsent rows. A row of a later commit with a smaller id is simply found next time.
  List<Row> unsent(int limit) {
    return jdbc.sql(
            """
            SELECT id, event_id, topic, record_key, type, value, request_id, created_at
            FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT :limit
            """)
        .param("limit", limit)
        .query(
            (row, _) ->
                new Row(
                    row.getLong("id"),
                    row.getObject("event_id", UUID.class),
                    row.getString("topic"),
                    row.getString("record_key"),
                    row.getString("type"),
                    row.getString("value"),
                    row.getString("request_id"),
                    row.getTimestamp("created_at").toInstant()))
        .list();
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
