package com.neighborbid.wallet.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of what admins see.
@Component
class AdminRows {
  private final JdbcClient jdbc;

  /// @param blockedSince absent unless the wallet is blocked
  record WalletState(
      long userId,
      long available,
      long held,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant blockedSince) {}

  /// Who did what, when, and why.
  ///
  /// @param action `ADJUST`, `UNBLOCK`, `PAY_SELLER`, `REFUND_BUYER`, `DECIDE_PAYOUT` or
  ///   `CLOSE_PROBLEM`
  /// @param amount whole won, signed for a correction; of a payout what has left; 0 where no money
  ///   is concerned
  /// @param outcome `DONE`, or why it was refused
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Action(
      UUID id,
      Instant at,
      long adminId,
      String action,
      long userId,
      @Nullable Long auctionId,
      long amount,
      String reason,
      String outcome) {}

  AdminRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<WalletState> wallet(long userId) {
    return jdbc.sql("select user_id, available, held, blocked_at from wallet where user_id = ?")
        .param(userId)
        .query(
            (rows, _) ->
                new WalletState(rows.getLong(1), rows.getLong(2), rows.getLong(3), time(rows, 4)))
        .optional();
  }

  /// @param userId whose wallet; null for everybody's
  List<Action> trail(@Nullable Long userId, PageQuery page) {
    Map<String, Object> values = new HashMap<>();
    String where = " where true";
    if (userId != null) {
      where += " and user_id = :user";
      values.put("user", userId);
    }
    if (page.cursor().isPresent()) {
      where += " and (at, id) < (:at, :id)";
      values.put("at", page.cursor().get().sqlTime(0));
      values.put("id", id(page.cursor().get()));
    }
    return jdbc.sql(
            "select id, at, admin_id, action, user_id, auction_id, amount, reason, outcome"
                + " from admin_action"
                + where
                + " order by at desc, id desc limit :rows")
        .params(values)
        .param("rows", page.rows())
        .query((rows, _) -> action(rows))
        .list();
  }

  private static UUID id(Cursor cursor) {
    try {
      return UUID.fromString(cursor.text(1));
    } catch (IllegalArgumentException _) {
      throw Cursor.broken();
    }
  }

  private static Action action(ResultSet rows) throws SQLException {
    long auctionId = rows.getLong(6);
    Long auction = rows.wasNull() ? null : auctionId;
    return new Action(
        rows.getObject(1, UUID.class),
        rows.getObject(2, OffsetDateTime.class).toInstant(),
        rows.getLong(3),
        rows.getString(4),
        rows.getLong(5),
        auction,
        rows.getLong(7),
        rows.getString(8),
        rows.getString(9));
  }

  private static @Nullable Instant time(ResultSet rows, int column) throws SQLException {
    OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
