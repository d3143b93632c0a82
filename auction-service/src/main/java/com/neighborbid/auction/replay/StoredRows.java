package com.neighborbid.auction.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The auction service's rows as they stood at one moment, however many are added meanwhile: how
/// far the lanes were belongs to the same moment.
final class StoredRows implements AutoCloseable {
  private static final int FETCH = 5_000;

  private final Connection connection;
  private final OptionalLong only;

  /// A bid's or an auction's id with its row.
  @FunctionalInterface
  interface Reader<K> {
    void read(K id, Fields row) throws SQLException;
  }

  @FunctionalInterface
  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  /// @param connection is closed with this
  /// @param only an auction's id; empty for all of them
  StoredRows(Connection connection, OptionalLong only) throws SQLException {
    this.connection = connection;
    this.only = only;
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
  }

  /// By partition of `auction.log` the offset after the last decided record.
  Map<Integer, Long> decidedUpTo() throws SQLException {
    Map<Integer, Long> next = new TreeMap<>();
    each(
        "select partition, next_offset from lane where topic = 'auction.log' and next_offset > 0",
        row -> next.put(row.getInt(1), row.getLong(2)));
    return next;
  }

  /// The partition of an auction; empty where there is no such auction.
  OptionalLong partitionOf(long auctionId) throws SQLException {
    long[] found = {-1};
    each(
        "select log_partition from auction where id = " + auctionId,
        row -> found[0] = row.getLong(1));
    return found[0] < 0 ? OptionalLong.empty() : OptionalLong.of(found[0]);
  }

  /// What the engine has skipped, with its reason.
  void skipped(BiConsumer<Place, String> reader) throws SQLException {
    each(
        "select partition, record_offset, reason, skipped_at from lane_skipped"
            + " where topic = 'auction.log'",
        row ->
            reader.accept(
                new Place(
                    row.getInt("partition"),
                    row.getLong("record_offset"),
                    time(row, "skipped_at", 0)),
                row.getString("reason")));
  }

  void bids(Reader<UUID> reader) throws SQLException {
    each(
        "select * from bid" + where("auction_id"),
        row -> reader.read(row.getObject("id", UUID.class), bid(row)));
  }

  private static Fields bid(ResultSet row) throws SQLException {
    return new Fields()
        .with("auction", row.getLong("auction_id"))
        .with("kind", row.getString("kind"))
        .with("bidder", row.getLong("bidder_id"))
        .with("amount", row.getLong("amount"))
        .with("maximum", number(row, "max_amount"))
        .with("partition", row.getLong("log_partition"))
        .with("offset", row.getLong("log_offset"))
        .with("log time", time(row, "logged_at", 0))
        .with("status", row.getString("status"))
        .with("code", row.getString("code"))
        .with("price_after", number(row, "price_after"))
        .with("seq_after", number(row, "seq_after"))
        .with("step", number(row, "step"))
        .with("decided at", time(row, "decided_at"));
  }

  void auctions(Reader<Long> reader) throws SQLException {
    each(
        "select * from auction" + where("id"), row -> reader.read(row.getLong("id"), auction(row)));
  }

  private static Fields auction(ResultSet row) throws SQLException {
    return terms(row)
        .with("started", row.getBoolean("started"))
        .with("ended", row.getBoolean("ended"))
        .with("cancelled", row.getBoolean("cancelled"))
        .with("price", row.getLong("price"))
        .with("leader", row.getLong("leader_id"))
        .with("maximum", row.getLong("leader_max"))
        .with("leading bid", row.getObject("leader_bid", UUID.class))
        .with("end", time(row, "ends_at", 0))
        .with("bids", row.getLong("bid_count"))
        .with("seq", row.getLong("seq"))
        .with("event index", row.getLong("event_index"))
        .with("undecided", row.getLong("undecided"))
        .with("winner", row.getLong("winner_id"))
        .with("ended by", row.getString("ended_by"))
        .with("ended at", time(row, "ended_at"))
        .with("pauses", row.getString("pauses"))
        .with("paused since", time(row, "paused_since", 0))
        .with("suspended bidders", suspended(row))
        .with("offered to", row.getLong("offer_bidder"))
        .with("offer", row.getLong("offer_amount"))
        .with("offer until", time(row, "offer_until", 0))
        .with("bidders", row.getLong("bidders"))
        .with("ledger_hash", row.getString("ledger_hash"));
  }

  private static String suspended(ResultSet row) throws SQLException {
    return List.of((Long[]) row.getArray("suspended_bidders").getArray()).stream()
        .sorted()
        .toList()
        .toString();
  }

  private static Fields terms(ResultSet row) throws SQLException {
    return new Fields()
        .with("seller", row.getLong("seller_id"))
        .with("rules version", row.getLong("rules_version"))
        .with("reach", row.getString("reach"))
        .with("start price", row.getLong("start_price"))
        .with("unit", row.getLong("bid_unit"))
        .with("increments", row.getString("increments"))
        .with("instant price", row.getLong("instant_price"))
        .with("instant until", row.getLong("instant_until_percent"))
        .with("reserve", row.getLong("reserve_price"))
        .with("start", time(row, "starts_at", 0))
        .with("soft close", row.getLong("soft_close_ms"))
        .with("latest end", time(row, "latest_end", 0))
        .with("fee", row.getLong("fee_basis_points"))
        .with("least fee", row.getLong("fee_minimum"))
        .with("listing", row.getLong("listing_version"))
        .with("listing hash", row.getString("listing_hash"));
  }

  /// The entries of all public records, each auction's in order.
  void ledger(Reader<Long> reader) throws SQLException {
    each(
        "select * from ledger_entry" + where("auction_id") + " order by auction_id, seq",
        row ->
            reader.read(
                row.getLong("auction_id"),
                DerivedAuction.ledgerFields(
                        row.getString("kind"),
                        time(row, "at", 0),
                        row.getLong("log_offset"),
                        row.getLong("amount"),
                        row.getLong("price"),
                        row.getLong("bidder"),
                        row.getLong("leader"),
                        time(row, "ends_at", 0),
                        row.getString("detail"),
                        row.getObject("bid_id", UUID.class),
                        row.getString("hash"))
                    .with("seq", row.getLong("seq"))));
  }

  /// What was told to sellers and admins.
  void commands(Reader<UUID> reader) throws SQLException {
    each(
        "select * from command_outcome" + where("auction_id"),
        row ->
            reader.read(
                row.getObject("id", UUID.class),
                Derivation.commandFields(
                    row.getLong("auction_id"),
                    row.getString("code"),
                    row.getLong("seq_after"),
                    time(row, "decided_at", 0))));
  }

  private String where(String column) {
    return only.isEmpty() ? "" : " where " + column + " = " + only.getAsLong();
  }

  private void each(String sql, Row reader) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCH);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Long time(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.getTime();
  }

  private static long time(ResultSet row, String column, long absent) throws SQLException {
    Long time = time(row, column);
    return time == null ? absent : time;
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
