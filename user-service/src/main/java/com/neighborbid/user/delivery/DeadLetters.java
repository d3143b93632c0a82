package com.neighborbid.user.delivery;

import com.neighborbid.common.audit.AuditTrail;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.user.preference.domain.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Deliveries that nobody will try again by himself.
@Service
class DeadLetters {
  private final JdbcClient jdbc;
  private final WakeUps wakeUps;
  private final AuditTrail trail;
  private final Clock clock;

  DeadLetters(JdbcClient jdbc, WakeUps wakeUps, AuditTrail trail, Clock clock) {
    this.jdbc = jdbc;
    this.wakeUps = wakeUps;
    this.trail = trail;
    this.clock = clock;
  }

  /// @param kind of the notification; null for a digest
  /// @param error why it is dead: `refused`, `failed` too often, or `unknown` whether it arrived
  record DeadLetter(
      long id,
      long userId,
      Channel channel,
      @Nullable Long notificationId,
      @Nullable String kind,
      @Nullable Long auctionId,
      int attempts,
      @Nullable String error,
      Instant createdAt) {}

  /// The newest first, with one row too many where there is more.
  List<DeadLetter> page(@Nullable Channel channel, PageQuery page) {
    return jdbc.sql(
            """
            SELECT deliveries.id, deliveries.user_id, channel, notification_id, kind, auction_id,
                   attempts, error, deliveries.created_at
            FROM deliveries LEFT JOIN notifications ON notifications.id = notification_id
            WHERE status = 'DEAD' AND deliveries.id < :before
              AND channel = coalesce(:channel::text, channel)
            ORDER BY deliveries.id DESC LIMIT :rows
            """)
        .param("before", page.cursor().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE))
        .param("channel", channel == null ? null : channel.name())
        .param("rows", page.rows())
        .query((row, _) -> read(row))
        .list();
  }

  /// False where there is no such dead letter.
  @Transactional
  boolean resend(long id, long adminId) {
    int changed =
        jdbc.sql(
                """
                UPDATE deliveries SET status = 'WAITING', attempts = 0, due_at = :now
                WHERE id = :id AND status = 'DEAD'
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("id", id)
            .update();
    if (changed > 0) {
      trail.add(
          Optional.of(adminId),
          "delivery.resend",
          "delivery",
          Long.toString(id),
          /* reason= */ null);
      wakeUps.afterCommit();
    }
    return changed > 0;
  }

  private static DeadLetter read(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getLong("id"),
        row.getLong("user_id"),
        Channel.valueOf(row.getString("channel")),
        row.getObject("notification_id", Long.class),
        row.getString("kind"),
        row.getObject("auction_id", Long.class),
        row.getInt("attempts"),
        row.getString("error"),
        row.getTimestamp("created_at").toInstant());
  }
}
