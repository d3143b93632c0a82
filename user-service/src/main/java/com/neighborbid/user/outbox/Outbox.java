package com.neighborbid.user.outbox;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.user.v1.UserEvent;
import com.neighborbid.common.contract.user.v1.UserEventCodec;
import com.neighborbid.common.web.RequestIds;
import com.neighborbid.user.config.Ids;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Takes events in the transaction of the change they tell of.
@Component
public class Outbox {
  private static final String SIGN_IN_ENDED = "SignInEnded";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Ids ids;
  private final OutboxPublisher eventPublisher;
  private final OutboxPublisher signInEndPublisher;

  Outbox(
      JdbcClient jdbc,
      Clock clock,
      Ids ids,
      OutboxPublisher eventPublisher,
      OutboxPublisher signInEndPublisher) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.ids = ids;
    this.eventPublisher = eventPublisher;
    this.signInEndPublisher = signInEndPublisher;
  }

  /// Stores an event; it leaves at once after the commit, or never if there is none.
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(UserEvent event) {
    String value = new String(UserEventCodec.encode(event), StandardCharsets.UTF_8);
    insert(Topics.USER_EVENTS, event.userId(), UserEventCodec.typeOf(event), value);
    afterCommit(eventPublisher);
  }

  /// Stores that a sign-in has ended. All services are told over Redis at once after the commit, or
  /// as soon as Redis is there.
  @Transactional(propagation = Propagation.MANDATORY)
  public void signInEnded(long userId, UUID signIn) {
    insert(Destination.SIGN_INS, userId, SIGN_IN_ENDED, signIn.toString());
    afterCommit(signInEndPublisher);
  }

  private void insert(String topic, long userId, String type, String value) {
    jdbc.sql(
            """
            INSERT INTO outbox (event_id, topic, record_key, type, value, request_id, created_at)
            VALUES (:event, :topic, :key, :type, :value, :request, :now)
            """)
        .param("event", ids.next())
        .param("topic", topic)
        .param("key", Long.toString(userId))
        .param("type", type)
        .param("value", value)
        .param("request", RequestIds.current().orElse(null))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private static void afterCommit(OutboxPublisher publisher) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            publisher.wake();
          }
        });
  }

  /// Deletes what is kept of a user's events for questions; what is still to be sent stays.
  @Transactional(propagation = Propagation.MANDATORY)
  public void forgetSent(long userId) {
    jdbc.sql("DELETE FROM outbox WHERE record_key = :key AND sent_at IS NOT NULL")
        .param("key", Long.toString(userId))
        .update();
  }
}
