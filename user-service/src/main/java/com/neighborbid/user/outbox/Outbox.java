package com.neighborbid.user.outbox;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.user.v1.UserEvent;
import com.neighborbid.common.contract.user.v1.UserEventCodec;
import com.neighborbid.common.outbox.EventOutbox;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes events of accounts in the transaction of the change they tell of.
@Component
public class Outbox {
  private static final String SIGN_IN_ENDED = "SignInEnded";

  private final EventOutbox eventOutbox;
  private final EventOutbox signInEnds;
  private final JdbcClient jdbc;

  Outbox(EventOutbox eventOutbox, EventOutbox signInEnds, JdbcClient jdbc) {
    this.eventOutbox = eventOutbox;
    this.signInEnds = signInEnds;
    this.jdbc = jdbc;
  }

  /// Stores an event; it leaves at once after the commit, or never if there is none.
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(UserEvent event) {
    eventOutbox.append(
        Topics.USER_EVENTS,
        Long.toString(event.userId()),
        UserEventCodec.typeOf(event),
        UserEventCodec.encode(event));
  }

  /// Stores that a sign-in has ended. All services are told over Redis at once after the commit, or
  /// as soon as Redis is there.
  @Transactional(propagation = Propagation.MANDATORY)
  public void signInEnded(long userId, UUID signIn) {
    signInEnds.append(
        SignInEndSender.DESTINATION.topic(),
        Long.toString(userId),
        SIGN_IN_ENDED,
        signIn.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Deletes what is kept of a user's events for questions; what is still to be sent stays.
  @Transactional(propagation = Propagation.MANDATORY)
  public void forgetSent(long userId) {
    jdbc.sql("DELETE FROM outbox WHERE record_key = :key AND sent_at IS NOT NULL")
        .param("key", Long.toString(userId))
        .update();
  }
}
