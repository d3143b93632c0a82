package com.neighborbid.user.outbox;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.user.v1.UserEvent;
import com.neighborbid.common.contract.user.v1.UserEventCodec;
import com.neighborbid.common.web.RequestIds;
import com.neighborbid.user.config.Ids;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Takes events in the transaction of the change they tell of.
@Component
public class Outbox {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Ids ids;
  private final WakeUp wakeUp;

  Outbox(JdbcClient jdbc, Clock clock, Ids ids, WakeUp wakeUp) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.ids = ids;
    this.wakeUp = wakeUp;
  }

  /// Stores an event; it leaves at once after the commit, or never if there is none.
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(UserEvent event) {
    jdbc.sql(
            """
            INSERT INTO outbox (event_id, topic, record_key, type, value, request_id, created_at)
            VALUES (:event, :topic, :key, :type, :value, :request, :now)
            """)
        .param("event", ids.next())
        .param("topic", Topics.USER_EVENTS)
        .param("key", Long.toString(event.userId()))
        .param("type", UserEventCodec.typeOf(event))
        .param("value", new String(UserEventCodec.encode(event), StandardCharsets.UTF_8))
        .param("request", RequestIds.current().orElse(null))
        .param("now", Timestamp.from(clock.instant()))
        .update();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wakeUp.signal();
          }
        });
  }
}
