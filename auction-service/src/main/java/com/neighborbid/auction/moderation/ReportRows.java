package com.neighborbid.auction.moderation;

import com.neighborbid.auction.moderation.Report.Reason;
import com.neighborbid.auction.moderation.Report.Status;
import com.neighborbid.common.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of `auction_report`.
@Component
class ReportRows {
  private static final String COLUMNS =
      """
      select id, auction_id, reporter_id, reason, body, status, created_at, decided_at, decided_by
      from auction_report
      """;

  private final JdbcClient jdbc;

  ReportRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Long> sellerOf(long auctionId) {
    return jdbc.sql("select seller_id from auction where id = ?")
        .param(auctionId)
        .query(Long.class)
        .optional();
  }

  /// Empty where the reporter has reported the auction before.
  Optional<Long> add(long auctionId, long reporterId, Reason reason, String text, Instant now) {
    return jdbc.sql(
            """
            insert into auction_report (auction_id, reporter_id, reason, body, created_at)
            values (?, ?, ?, ?, ?) on conflict do nothing returning id
            """)
        .params(auctionId, reporterId, reason.name(), text, Timestamp.from(now))
        .query(Long.class)
        .optional();
  }

  /// Until the end of the transaction the person reports nothing else: so that he can be counted.
  void lockReporter(long reporterId) {
    var _ =
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('auction_report', ?))")
            .param(reporterId)
            .query((_, _) -> true)
            .single();
  }

  int reportedSince(long reporterId, Instant since) {
    return jdbc.sql("select count(*) from auction_report where reporter_id = ? and created_at > ?")
        .params(reporterId, Timestamp.from(since))
        .query(Integer.class)
        .single();
  }

  Optional<Report> find(long id) {
    return jdbc.sql(COLUMNS + " where id = ?").param(id).query((row, _) -> report(row)).optional();
  }

  /// Locked until the end of the transaction.
  Optional<Report> lock(long id) {
    return jdbc.sql(COLUMNS + " where id = ? for update")
        .param(id)
        .query((row, _) -> report(row))
        .optional();
  }

  /// The newest first.
  List<Report> by(long reporterId, PageQuery page) {
    return jdbc.sql(COLUMNS + " where reporter_id = ? and id < ? order by id desc limit ?")
        .params(
            reporterId,
            page.cursor().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE),
            page.rows())
        .query((row, _) -> report(row))
        .list();
  }

  /// The oldest first.
  ///
  /// @param auctionId null for all
  List<Report> in(Status status, @Nullable Long auctionId, PageQuery page) {
    return jdbc.sql(
            COLUMNS
                + """
                where status = :status and (:auction::bigint is null or auction_id = :auction::bigint)
                  and id > :after
                order by id limit :rows
                """)
        .param("status", status.name())
        .param("auction", auctionId, Types.BIGINT)
        .param("after", page.cursor().map(cursor -> cursor.number(0)).orElse(0L))
        .param("rows", page.rows())
        .query((row, _) -> report(row))
        .list();
  }

  void decide(long id, Status status, long adminId, Instant now) {
    var _ =
        jdbc.sql(
                """
                update auction_report set status = ?, decided_at = ?, decided_by = ?
                where id = ? and status = 'OPEN'
                """)
            .params(status.name(), Timestamp.from(now), adminId, id)
            .update();
  }

  /// What is said of a suspended auction is answered, whoever said it.
  void upholdAll(long auctionId, long adminId, Instant now) {
    var _ =
        jdbc.sql(
                """
                update auction_report set status = 'UPHELD', decided_at = ?, decided_by = ?
                where auction_id = ? and status = 'OPEN'
                """)
            .params(Timestamp.from(now), adminId, auctionId)
            .update();
  }

  private static Report report(ResultSet row) throws SQLException {
    OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
    return new Report(
        row.getLong("id"),
        row.getLong("auction_id"),
        row.getLong("reporter_id"),
        Reason.valueOf(row.getString("reason")),
        row.getString("body"),
        Status.valueOf(row.getString("status")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        decidedAt == null ? null : decidedAt.toInstant(),
        row.getObject("decided_by", Long.class));
  }
}
