package com.neighborbid.auction.seller;

import com.neighborbid.auction.cache.ShownChanges;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.user.v1.UserEvent.ProfileChanged;
import com.neighborbid.common.contract.user.v1.UserEvent.ReviewPosted;
import com.neighborbid.common.contract.user.v1.UserEvent.Unknown;
import com.neighborbid.common.contract.user.v1.UserEvent.UserErased;
import com.neighborbid.common.contract.user.v1.UserEvent.UserRegistered;
import com.neighborbid.common.contract.user.v1.UserEvent.UserReinstated;
import com.neighborbid.common.contract.user.v1.UserEvent.UserSuspended;
import com.neighborbid.common.contract.user.v1.UserEventCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Keeps the nicknames that the engine publishes. A repeat or an older event changes nothing.
@Component
class NamesListener {
  private static final Logger log = LoggerFactory.getLogger(NamesListener.class);

  private final JdbcClient database;
  private final ShownChanges changes;

  NamesListener(JdbcClient database, ShownChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  @KafkaListener(topics = Topics.USER_EVENTS, batch = "true")
  void names(List<ConsumerRecord<String, byte[]>> records) {
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        apply(record);
      } catch (MalformedContractException
          | NumberFormatException
          | DataIntegrityViolationException e) {
        log.warn("user event at offset {} is not readable and is skipped", record.offset(), e);
      }
    }
  }

  private void apply(ConsumerRecord<String, byte[]> record) {
    String type = RecordHeaders.text(record.headers(), RecordHeaders.TYPE);
    switch (UserEventCodec.decode(
        type == null ? "" : type, Long.parseLong(record.key()), record.value())) {
      case UserRegistered user -> remember(user.userId(), user.nickname(), user.registeredAt());
      case ProfileChanged user -> {
        remember(user.userId(), user.nickname(), user.changedAt());
        changes.person(user.userId());
      }
      case ReviewPosted review -> changes.person(review.userId());
      case UserErased user -> {
        forgetTexts(user);
        remember(user.userId(), Sellers.neutralName(user.userId()), user.erasedAt());
        changes.person(user.userId());
      }
      case UserSuspended _, UserReinstated _ -> log.trace("not about names");
      case Unknown unknown -> log.debug("skipped a {}", unknown.type());
    }
  }

  /// What the person wrote below auctions and in reports of them, and which ones were watched.
  private void forgetTexts(UserErased user) {
    database
        .sql(
            "update auction_comment set body = '', deleted_at = ?"
                + " where author_id = ? and deleted_at is null")
        .params(Timestamp.from(user.erasedAt()), user.userId())
        .update();
    database
        .sql("update auction_report set body = '' where reporter_id = ? and body <> ''")
        .param(user.userId())
        .update();
    database
        .sql(
            """
            with gone as (delete from watch where user_id = ? returning auction_id)
            update watch_count c set watchers = c.watchers - 1
            from gone g where c.auction_id = g.auction_id returning c.auction_id
            """)
        .param(user.userId())
        .query(Long.class)
        .list()
        .forEach(changes::auction);
  }

  private void remember(long userId, String nickname, Instant changedAt) {
    database
        .sql(
            """
            insert into bidder_name (user_id, nickname, changed_at) values (?, ?, ?)
            on conflict (user_id) do update
            set nickname = excluded.nickname, changed_at = excluded.changed_at
            where bidder_name.changed_at <= excluded.changed_at
            """)
        .params(userId, nickname, Timestamp.from(changedAt))
        .update();
  }
}
