package com.neighborbid.user.task;

import com.neighborbid.common.web.PageQuery;
import com.neighborbid.user.task.domain.TaskKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of `tasks`.
@Component
class TaskTable {
  private static final String COLUMNS = "id, user_id, kind, auction_id, title, due_at, done_at";

  private final JdbcClient jdbc;

  TaskTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Empty where the sale's task is there already or the account is not.
  Optional<Task> insertForSale(
      long userId, TaskKind kind, long auctionId, Instant dueAt, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO tasks (user_id, kind, auction_id, due_at, created_at)
            SELECT id, :kind, :auction, :due::timestamptz, :now::timestamptz FROM users
            WHERE id = :user AND status <> 'DELETED'
            ON CONFLICT DO NOTHING
            RETURNING
            """
                + COLUMNS)
        .param("user", userId)
        .param("kind", kind.name())
        .param("auction", auctionId)
        .param("due", Timestamp.from(dueAt))
        .param("now", Timestamp.from(now))
        .query((row, _) -> read(row))
        .optional();
  }

  Task insertOwn(long userId, String title, @Nullable Instant dueAt, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO tasks (user_id, kind, title, due_at, created_at)
            VALUES (:user, 'OWN', :title, :due, :now)
            RETURNING
            """
                + COLUMNS)
        .param("user", userId)
        .param("title", title)
        .param("due", dueAt == null ? null : Timestamp.from(dueAt), Types.TIMESTAMP)
        .param("now", Timestamp.from(now))
        .query((row, _) -> read(row))
        .single();
  }

  /// A page of somebody's list, the newest first, with one row too many where there is more.
  ///
  /// @param done null for all
  List<Task> page(long userId, @Nullable Boolean done, PageQuery page) {
    String only = done == null ? "" : done ? " AND done_at IS NOT NULL" : " AND done_at IS NULL";
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + " FROM tasks WHERE user_id = :user AND id < :before"
                + only
                + " ORDER BY id DESC LIMIT :rows")
        .param("user", userId)
        .param("before", page.cursor().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE))
        .param("rows", page.rows())
        .query((row, _) -> read(row))
        .list();
  }

  /// Locked until the transaction ends; empty where it is not there or not this user's.
  Optional<Task> lock(long userId, long id) {
    return jdbc.sql(
            "SELECT " + COLUMNS + " FROM tasks WHERE id = :id AND user_id = :user FOR UPDATE")
        .param("id", id)
        .param("user", userId)
        .query((row, _) -> read(row))
        .optional();
  }

  Task setDone(long id, @Nullable Instant doneAt) {
    return jdbc.sql("UPDATE tasks SET done_at = :done WHERE id = :id RETURNING " + COLUMNS)
        .param("done", doneAt == null ? null : Timestamp.from(doneAt), Types.TIMESTAMP)
        .param("id", id)
        .query((row, _) -> read(row))
        .single();
  }

  long openOwn(long userId) {
    return jdbc.sql(
            """
            SELECT count(*) FROM tasks
            WHERE user_id = :user AND kind = 'OWN' AND done_at IS NULL
            """)
        .param("user", userId)
        .query(Long.class)
        .single();
  }

  private static Task read(ResultSet row) throws SQLException {
    @Nullable Timestamp due = row.getTimestamp("due_at");
    return new Task(
        row.getLong("id"),
        row.getLong("user_id"),
        TaskKind.valueOf(row.getString("kind")),
        row.getObject("auction_id", Long.class),
        row.getString("title"),
        due == null ? null : due.toInstant(),
        row.getTimestamp("done_at") != null);
  }
}
