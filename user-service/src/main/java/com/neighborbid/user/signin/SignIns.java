package com.neighborbid.user.signin;

import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.user.account.PersonalData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Where a person is signed in.
@Service
class SignIns implements PersonalData {
  private static final int MOST_EXPORTED = 1_000;

  private final JdbcClient jdbc;
  private final Clock clock;

  SignIns(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// A sign-in that has not ended.
  ///
  /// @param device what it was made with; null where that is not known
  record OpenSignIn(UUID id, @Nullable String device, Instant createdAt, Instant lastUsedAt) {}

  /// Those last used come first.
  @Transactional(readOnly = true)
  public Page<OpenSignIn> list(long userId, PageQuery page) {
    Instant before = page.cursor().map(cursor -> cursor.sqlTime(0).toInstant()).orElse(null);
    UUID id = page.cursor().map(cursor -> uuid(cursor.text(1))).orElse(null);
    List<OpenSignIn> rows =
        jdbc.sql(
                """
                SELECT id, device, created_at, last_used_at FROM refresh_families f
                WHERE user_id = :user AND ended_at IS NULL
                  AND (:before::timestamptz IS NULL
                    OR (last_used_at, id) < (:before::timestamptz, :id::uuid))
                  AND EXISTS (SELECT FROM refresh_tokens t WHERE t.family_id = f.id
                    AND t.used_at IS NULL AND t.expires_at > :now)
                ORDER BY last_used_at DESC, id DESC LIMIT :rows
                """)
            .param("user", userId)
            .param("before", before == null ? null : Timestamp.from(before))
            .param("id", id)
            .param("now", Timestamp.from(clock.instant()))
            .param("rows", page.rows())
            .query((row, _) -> read(row))
            .list();
    return Page.of(rows, page.limit(), row -> Cursor.of(row.lastUsedAt(), row.id()));
  }

  @Override
  public Map<String, Object> export(long userId) {
    return Map.of(
        "signIns",
        jdbc.sql(
                """
                SELECT id, device, created_at, last_used_at FROM refresh_families
                WHERE user_id = :user ORDER BY created_at DESC LIMIT :most
                """)
            .param("user", userId)
            .param("most", MOST_EXPORTED)
            .query((row, _) -> read(row))
            .list());
  }

  @Override
  public void erase(long userId) {
    jdbc.sql("DELETE FROM refresh_families WHERE user_id = :user").param("user", userId).update();
  }

  private static OpenSignIn read(ResultSet row) throws SQLException {
    return new OpenSignIn(
        row.getObject("id", UUID.class),
        row.getString("device"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("last_used_at").toInstant());
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw Cursor.broken();
    }
  }
}
