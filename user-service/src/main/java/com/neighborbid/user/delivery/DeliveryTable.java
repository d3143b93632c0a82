package com.neighborbid.user.delivery;

import com.neighborbid.user.notice.StoredNotice;
import com.neighborbid.user.preference.domain.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of `deliveries`.
@Component
class DeliveryTable {
  private static final int ERROR_MAX = 500;

  private final JdbcClient jdbc;
  private final Clock clock;

  DeliveryTable(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// @param digest whether it waits to be gathered
  record Planned(StoredNotice notice, Channel channel, String target, boolean digest) {}

  void insert(List<Planned> planned) {
    int _ =
        jdbc.sql(
                """
                INSERT INTO deliveries (notification_id, user_id, channel, target, urgent, status,
                                        due_at, created_at)
                SELECT *, :now::timestamptz FROM unnest(
                    :notices::bigint[], :users::bigint[], :channels::text[], :targets::text[],
                    :urgent::boolean[], :states::text[], :due::timestamptz[])
                ON CONFLICT DO NOTHING
                """)
            .param("now", now())
            .param("notices", planned.stream().map(p -> p.notice().id()).toArray(Long[]::new))
            .param(
                "users",
                planned.stream().map(p -> p.notice().notice().userId()).toArray(Long[]::new))
            .param("channels", planned.stream().map(p -> p.channel().name()).toArray(String[]::new))
            .param("targets", planned.stream().map(Planned::target).toArray(String[]::new))
            .param(
                "urgent",
                planned.stream()
                    .map(p -> p.notice().notice().kind().isUrgent())
                    .toArray(Boolean[]::new))
            .param(
                "states",
                planned.stream().map(p -> p.digest() ? "DIGEST" : "WAITING").toArray(String[]::new))
            .param(
                "due",
                planned.stream().map(p -> p.notice().deliverAt().toString()).toArray(String[]::new))
            .update();
  }

  void withdraw(Collection<Long> noticeIds) {
    int _ =
        jdbc.sql(
                """
                UPDATE deliveries SET status = 'DROPPED', finished_at = :now
                WHERE notification_id = ANY(:ids) AND status IN ('WAITING', 'DIGEST')
                """)
            .param("now", now())
            .param("ids", noticeIds.toArray(Long[]::new))
            .update();
  }

  /// Takes what is due, the longest waiting first; what another worker is taking is passed over.
  List<Delivery> claim(Channel channel, boolean urgent, int most, Instant leaseEnd) {
    return jdbc.sql(
            """
            UPDATE deliveries SET status = 'SENDING', due_at = :lease, attempts = attempts + 1
            WHERE id IN (
                SELECT id FROM deliveries
                WHERE status = 'WAITING' AND channel = :channel AND urgent = :urgent
                  AND due_at <= :now
                ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING id, notification_id, user_id, channel, target, urgent, attempts, created_at
            """)
        .param("lease", Timestamp.from(leaseEnd))
        .param("channel", channel.name())
        .param("urgent", urgent)
        .param("now", now())
        .param("most", most)
        .query((row, _) -> read(row))
        .list();
  }

  /// It is over: `SENT`, `DROPPED` or `DEAD`.
  void finish(long id, String status, @Nullable String error) {
    int _ =
        jdbc.sql(
                """
                UPDATE deliveries
                SET status = :status, error = :error,
                    finished_at = CASE WHEN :status <> 'DEAD' THEN :now::timestamptz END
                WHERE id = :id AND status = 'SENDING'
                """)
            .param("status", status)
            .param("error", cut(error))
            .param("now", now())
            .param("id", id)
            .update();
  }

  void retry(long id, Instant dueAt, String error) {
    int _ =
        jdbc.sql(
                """
                UPDATE deliveries SET status = 'WAITING', due_at = :due, error = :error
                WHERE id = :id AND status = 'SENDING'
                """)
            .param("due", Timestamp.from(dueAt))
            .param("error", cut(error))
            .param("id", id)
            .update();
  }

  /// As [#retry], but what was no attempt is not counted as one.
  void postpone(long id, Instant dueAt, String missing) {
    int _ =
        jdbc.sql(
                """
                UPDATE deliveries
                SET status = 'WAITING', due_at = :due, error = :missing, attempts = attempts - 1
                WHERE id = :id AND status = 'SENDING'
                """)
            .param("due", Timestamp.from(dueAt))
            .param("missing", cut(missing))
            .param("id", id)
            .update();
  }

  /// Makes dead letters of sends that have not ended in their time: their process is gone, and
  /// nobody knows whether they arrived.
  int buryUnknown() {
    return jdbc.sql(
            """
            UPDATE deliveries SET status = 'DEAD', error = 'unknown: the sender stopped while sending'
            WHERE status = 'SENDING' AND due_at < :now
            """)
        .param("now", now())
        .update();
  }

  /// Gathers what waits for a digest into one delivery for each reader; what was read meanwhile is
  /// left out.
  ///
  /// @return how many digests; 0 when nothing is left
  int gather(int most) {
    int _ =
        jdbc.sql(
                """
                UPDATE deliveries SET status = 'DROPPED', finished_at = :now
                FROM notifications
                WHERE deliveries.status = 'DIGEST' AND notifications.id = deliveries.notification_id
                  AND notifications.read_at IS NOT NULL
                """)
            .param("now", now())
            .update();
    return jdbc.sql(
            """
            WITH readers AS (
                SELECT DISTINCT user_id FROM deliveries WHERE status = 'DIGEST'
                ORDER BY user_id LIMIT :most),
            digests AS (
                INSERT INTO deliveries (user_id, channel, urgent, status, due_at, created_at)
                SELECT user_id, 'EMAIL', false, 'WAITING', :now::timestamptz, :now::timestamptz
                FROM readers
                RETURNING id, user_id),
            gathered AS (
                UPDATE deliveries SET status = 'IN_DIGEST', digest_id = digests.id, finished_at = :now
                FROM digests
                WHERE deliveries.user_id = digests.user_id AND deliveries.status = 'DIGEST')
            SELECT count(*) FROM digests
            """)
        .param("most", most)
        .param("now", now())
        .query(Integer.class)
        .single();
  }

  List<Long> noticesOfDigest(long digestId) {
    return jdbc.sql(
            """
            SELECT notification_id FROM deliveries
            WHERE digest_id = :digest AND notification_id IS NOT NULL ORDER BY id
            """)
        .param("digest", digestId)
        .query(Long.class)
        .list();
  }

  int deleteFinishedBefore(Instant limit, int most) {
    return jdbc.sql(
            """
            DELETE FROM deliveries WHERE id IN (
                SELECT id FROM deliveries WHERE finished_at < :limit ORDER BY finished_at LIMIT :most)
            """)
        .param("limit", Timestamp.from(limit))
        .param("most", most)
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static @Nullable String cut(@Nullable String error) {
    return error == null || error.length() <= ERROR_MAX ? error : error.substring(0, ERROR_MAX);
  }

  private static Delivery read(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong("id"),
        row.getObject("notification_id", Long.class),
        row.getLong("user_id"),
        Channel.valueOf(row.getString("channel")),
        row.getString("target"),
        row.getBoolean("urgent"),
        row.getInt("attempts"),
        row.getTimestamp("created_at").toInstant());
  }
}
