package com.neighborbid.chaos.check;

import com.neighborbid.systemtests.audit.AuditTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows with which what people were told is compared.
///
/// @param steps what each step of each auction was, as the engine recorded it
/// @param requests decided deposits and withdrawals
/// @param moved number and sum of the transfers of each user and kind
record Rows(
    Map<Step, StepRow> steps,
    Map<Long, AuctionRow> auctions,
    Map<UUID, RequestRow> requests,
    Map<Moved, Sum> moved) {
  /// A step of an auction.
  record Step(long auctionId, long seq) {}

  /// @param bidId absent where the step is no bid
  record StepRow(String kind, long price, @Nullable UUID bidId) {}

  /// @param winnerId 0 where nobody has won
  record AuctionRow(
      long sellerId, boolean ended, boolean cancelled, long price, long winnerId, long seq) {}

  /// @param outcome `DONE` or why it was refused
  record RequestRow(String kind, long userId, long amount, String outcome) {}

  /// A user's transfers of one kind.
  record Moved(long userId, String kind) {}

  /// @param count of transfers
  record Sum(long count, long amount) {
    Sum plus(long more) {
      return new Sum(count + 1, amount + more);
    }
  }

  static Rows read(AuditTarget target) throws SQLException {
    Map<Step, StepRow> steps = new HashMap<>();
    Map<Long, AuctionRow> auctions = new HashMap<>();
    Map<UUID, RequestRow> requests = new HashMap<>();
    Map<Moved, Sum> moved = new HashMap<>();
    try (Connection auction = target.auction();
        Connection wallet = target.wallet()) {
      each(
          auction,
          "select auction_id, seq, kind, price, bid_id from ledger_entry",
          row ->
              steps.put(
                  new Step(row.getLong(1), row.getLong(2)),
                  new StepRow(row.getString(3), row.getLong(4), row.getObject(5, UUID.class))));
      each(
          auction,
          "select id, seller_id, ended, cancelled, price, winner_id, seq from auction",
          row ->
              auctions.put(
                  row.getLong(1),
                  new AuctionRow(
                      row.getLong(2),
                      row.getBoolean(3),
                      row.getBoolean(4),
                      row.getLong(5),
                      row.getLong(6),
                      row.getLong(7))));
      each(
          wallet,
          "select id, kind, user_id, amount, outcome from money_request",
          row ->
              requests.put(
                  row.getObject(1, UUID.class),
                  new RequestRow(
                      row.getString(2), row.getLong(3), row.getLong(4), row.getString(5))));
      each(
          wallet,
          "select user_id, type, amount from transfer where type in ('DEPOSIT', 'WITHDRAWAL')",
          row -> {
            Moved key = new Moved(row.getLong(1), row.getString(2));
            moved.put(key, moved.getOrDefault(key, new Sum(0, 0)).plus(row.getLong(3)));
          });
    }
    return new Rows(steps, auctions, requests, moved);
  }

  /// How many auctions of these sellers have not ended.
  static long running(AuditTarget target, Set<Long> sellers) throws SQLException {
    List<Long> running = new ArrayList<>();
    try (Connection auction = target.auction()) {
      each(
          auction,
          "select seller_id from auction where not ended",
          row -> running.add(row.getLong(1)));
    }
    return running.stream().filter(sellers::contains).count();
  }

  private interface Take {
    void row(ResultSet row) throws SQLException;
  }

  private static void each(Connection connection, String sql, Take take) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        take.row(row);
      }
    }
  }
}
