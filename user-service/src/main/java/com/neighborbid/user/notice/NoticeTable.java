package com.neighborbid.user.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.user.notice.domain.NoticeKind;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of `notifications`.
@Component
class NoticeTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COLUMNS =
      "id, user_id, event_id, kind, auction_id, figures, created_at, deliver_at, read_at";

  private final JdbcClient jdbc;

  NoticeTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// An outbid notice that a newer one has taken the place of.
  record Superseded(long id, long userId, long auctionId, Instant deliverAt) {}

  /// A notice and when it may be delivered.
  record Planned(Notice notice, Instant deliverAt) {}

  /// Marks the unread outbid notices of these persons and auctions as read.
  List<Superseded> supersede(List<Notice> outbid, Instant now) {
    return jdbc.sql(
            """
            UPDATE notifications kept SET read_at = :now
            FROM unnest(:users::bigint[], :auctions::bigint[]) AS newer (user_id, auction_id)
            WHERE kept.kind = 'OUTBID' AND kept.read_at IS NULL
              AND kept.user_id = newer.user_id AND kept.auction_id = newer.auction_id
            RETURNING kept.id, kept.user_id, kept.auction_id, kept.deliver_at
            """)
        .param("now", Timestamp.from(now))
        .param("users", outbid.stream().map(Notice::userId).toArray(Long[]::new))
        .param("auctions", outbid.stream().map(Notice::auctionId).toArray(Long[]::new))
        .query(
            (row, _) ->
                new Superseded(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getTimestamp(4).toInstant()))
        .list();
  }

  /// Inserts what is not there yet, for accounts that exist, in its order, and answers what was
  /// inserted.
  List<StoredNotice> insert(List<Planned> planned, Instant now) {
    List<Notice> notices = planned.stream().map(Planned::notice).toList();
    return jdbc.sql(
            """
            INSERT INTO notifications
                (user_id, event_id, kind, auction_id, figures, created_at, deliver_at)
            SELECT told.user_id, event_id, kind, auction_id, figures, :now::timestamptz, deliver_at
            FROM unnest(:users::bigint[], :events::text[], :kinds::text[], :auctions::bigint[],
                        :figures::jsonb[], :delivers::timestamptz[]) WITH ORDINALITY
                AS told (user_id, event_id, kind, auction_id, figures, deliver_at, place)
            JOIN users ON users.id = told.user_id AND users.status <> 'DELETED'
            ORDER BY place
            ON CONFLICT DO NOTHING
            RETURNING
            """
                + COLUMNS)
        .param("now", Timestamp.from(now))
        .param("users", notices.stream().map(Notice::userId).toArray(Long[]::new))
        .param("events", notices.stream().map(Notice::eventId).toArray(String[]::new))
        .param("kinds", notices.stream().map(one -> one.kind().name()).toArray(String[]::new))
        .param("auctions", notices.stream().map(Notice::auctionId).toArray(Long[]::new))
        .param("figures", notices.stream().map(NoticeTable::figures).toArray(String[]::new))
        .param(
            "delivers",
            planned.stream().map(one -> one.deliverAt().toString()).toArray(String[]::new))
        .query((row, _) -> read(row))
        .list();
  }

  /// A page of somebody's inbox, the newest first, with one row too many where there is more.
  List<StoredNotice> page(long userId, boolean unreadOnly, PageQuery page) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + " FROM notifications WHERE user_id = :user AND id < :before"
                + (unreadOnly ? " AND read_at IS NULL" : "")
                + " ORDER BY id DESC LIMIT :rows")
        .param("user", userId)
        .param("before", page.cursor().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE))
        .param("rows", page.rows())
        .query((row, _) -> read(row))
        .list();
  }

  long unreadCount(long userId) {
    return jdbc.sql("SELECT count(*) FROM notifications WHERE user_id = :user AND read_at IS NULL")
        .param("user", userId)
        .query(Long.class)
        .single();
  }

  /// Empty where the notice is not there or not this user's.
  Optional<StoredNotice> markRead(long userId, long id, @Nullable Instant readAt) {
    return jdbc.sql(
            """
            UPDATE notifications
            SET read_at = CASE WHEN :read THEN coalesce(read_at, :at) END
            WHERE id = :id AND user_id = :user
            RETURNING
            """
                + COLUMNS)
        .param("read", readAt != null)
        .param("at", readAt == null ? null : Timestamp.from(readAt), java.sql.Types.TIMESTAMP)
        .param("id", id)
        .param("user", userId)
        .query((row, _) -> read(row))
        .optional();
  }

  int markAllRead(long userId, Instant now) {
    return jdbc.sql(
            "UPDATE notifications SET read_at = :now WHERE user_id = :user AND read_at IS NULL")
        .param("now", Timestamp.from(now))
        .param("user", userId)
        .update();
  }

  /// Everybody who was ever told that he was outbid there: whoever bid and does not lead.
  List<Long> outbidIn(long auctionId) {
    return jdbc.sql(
            """
            SELECT DISTINCT user_id FROM notifications
            WHERE auction_id = :auction AND kind = 'OUTBID'
            """)
        .param("auction", auctionId)
        .query(Long.class)
        .list();
  }

  List<StoredNotice> find(Collection<Long> ids) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM notifications WHERE id = ANY(:ids) ORDER BY id")
        .param("ids", ids.toArray(Long[]::new))
        .query((row, _) -> read(row))
        .list();
  }

  int deleteBefore(Instant limit, int most) {
    return jdbc.sql(
            """
            DELETE FROM notifications WHERE id IN (
                SELECT id FROM notifications WHERE created_at < :limit ORDER BY created_at LIMIT :most)
            """)
        .param("limit", Timestamp.from(limit))
        .param("most", most)
        .update();
  }

  private static String figures(Notice notice) {
    try {
      return JSON.writeValueAsString(notice.figures());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoredNotice read(ResultSet row) throws SQLException {
    Instant createdAt = row.getTimestamp("created_at").toInstant();
    @Nullable Timestamp readAt = row.getTimestamp("read_at");
    Notice notice =
        new Notice(
            row.getLong("user_id"),
            row.getString("event_id"),
            NoticeKind.valueOf(row.getString("kind")),
            row.getObject("auction_id", Long.class),
            figures(row.getString("figures")),
            createdAt);
    return new StoredNotice(
        row.getLong("id"),
        notice,
        createdAt,
        row.getTimestamp("deliver_at").toInstant(),
        readAt == null ? null : readAt.toInstant());
  }

  private static Map<String, Long> figures(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, Long>>() {});
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Long> ids(List<Superseded> superseded) {
    List<Long> ids = new ArrayList<>();
    superseded.forEach(one -> ids.add(one.id()));
    return ids;
  }
}
