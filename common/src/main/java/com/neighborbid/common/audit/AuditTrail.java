package com.neighborbid.common.audit;

import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.common.web.RequestIds;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What admins did, in the table `admin_audit` of a service: added in the transaction of what it
/// tells of, never changed. A service that has the table makes a bean of it.
public class AuditTrail {
  private final JdbcClient jdbc;
  private final Clock clock;

  public AuditTrail(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// Something an admin did.
  ///
  /// @param adminId null where the configuration did it
  /// @param action such as `user.suspend`
  /// @param targetType what kind of thing it was done to, such as `user`
  /// @param reason in the admin's words
  /// @param requestId by which the logs know the request
  public record Entry(
      long id,
      Instant at,
      @Nullable Long adminId,
      String action,
      String targetType,
      String targetId,
      @Nullable String reason,
      @Nullable String requestId) {}

  /// Which entries to list; every part is optional.
  public record Filter(
      Optional<Long> adminId, Optional<String> targetType, Optional<String> targetId) {}

  /// @param adminId empty where the configuration does it
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(
      Optional<Long> adminId,
      String action,
      String targetType,
      String targetId,
      @Nullable String reason) {
    jdbc.sql(
            """
            INSERT INTO admin_audit (at, admin_id, action, target_type, target_id, reason, request_id)
            VALUES (:now, :admin, :action, :type, :target, :reason, :request)
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("admin", adminId.orElse(null), Types.BIGINT)
        .param("action", action)
        .param("type", targetType)
        .param("target", targetId)
        .param("reason", reason, Types.VARCHAR)
        .param("request", RequestIds.current().orElse(null), Types.VARCHAR)
        .update();
  }

  /// The newest first.
  @Transactional(readOnly = true)
  public Page<Entry> list(Filter filter, PageQuery page) {
    List<Entry> rows =
        jdbc.sql(
                """
                SELECT id, at, admin_id, action, target_type, target_id, reason, request_id
                FROM admin_audit
                WHERE (:admin::bigint IS NULL OR admin_id = :admin::bigint)
                  AND (:type::text IS NULL OR target_type = :type::text)
                  AND (:target::text IS NULL OR target_id = :target::text)
                  AND id < :before
                ORDER BY id DESC LIMIT :rows
                """)
            .param("admin", filter.adminId().orElse(null), Types.BIGINT)
            .param("type", filter.targetType().orElse(null), Types.VARCHAR)
            .param("target", filter.targetId().orElse(null), Types.VARCHAR)
            .param("before", page.cursor().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE))
            .param("rows", page.rows())
            .query(
                (row, _) ->
                    new Entry(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("admin_id", Long.class),
                        row.getString("action"),
                        row.getString("target_type"),
                        row.getString("target_id"),
                        row.getString("reason"),
                        row.getString("request_id")))
            .list();
    return Page.of(rows, page.limit(), row -> Cursor.of(row.id()));
  }
}
