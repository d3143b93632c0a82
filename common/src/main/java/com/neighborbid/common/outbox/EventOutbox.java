package com.neighborbid.common.outbox;

import com.neighborbid.common.web.RequestIds;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Takes events for one destination in the transaction of the change they tell of.
public final class EventOutbox {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final OutboxPublisher publisher;

  public EventOutbox(JdbcClient jdbc, Clock clock, OutboxPublisher publisher) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.publisher = publisher;
  }

  /// Stores an event; it leaves at once after the commit, or never if there is none.
  ///
  /// @param key of the record, and `ce_subject`
  /// @param type the CloudEvents type
  /// @param value JSON in UTF-8
  /// @throws IllegalStateException outside of a transaction
  public void append(String topic, String key, String type, byte[] value) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("an event belongs to the transaction of its change");
    }
    jdbc.sql(
            """
            INSERT INTO outbox (event_id, topic, record_key, type, value, request_id, created_at)
            VALUES (:event, :topic, :key, :type, :value, :request, :now)
            """)
        .param("event", UUID.randomUUID())
        .param("topic", topic)
        .param("key", key)
        .param("type", type)
        .param("value", new String(value, StandardCharsets.UTF_8))
        .param("request", RequestIds.current().orElse(null))
        .param("now", Timestamp.from(clock.instant()))
        .update();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            publisher.wake();
          }
        });
  }
}
