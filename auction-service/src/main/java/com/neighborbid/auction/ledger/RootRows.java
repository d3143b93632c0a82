package com.neighborbid.auction.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of the daily roots.
@Component
class RootRows {
  /// How long after a day its last entries may still be written; they then count for a later day.
  private static final Duration LATEST = Duration.ofDays(7);

  private static final String COLUMNS =
      "select day, root, auctions, previous, hash, created_at from ledger_root ";

  /// Of each auction the last entry up to the end of the day, where no root has it yet.
  private static final String TAKE_LEAVES =
      """
      insert into ledger_root_leaf (day, leaf_index, auction_id, seq, hash)
      select :day, row_number() over (order by h.auction_id) - 1, h.auction_id, h.seq, e.hash
      from (
        select auction_id, max(seq) as seq from ledger_entry
        where at >= :from and at < :to group by auction_id) h
      join ledger_entry e on e.auction_id = h.auction_id and e.seq = h.seq
      where h.seq > coalesce((
        select l.seq from ledger_root_leaf l
        where l.auction_id = h.auction_id order by l.day desc limit 1), 0)
      """;

  private final JdbcClient database;

  /// A leaf with its place in the tree.
  record Leaf(int index, long auctionId, long seq, String hash) {
    /// What is hashed into the tree.
    String text() {
      return auctionId + "|" + seq + "|" + hash;
    }
  }

  RootRows(JdbcClient database) {
    this.database = database;
  }

  /// Whether this transaction is the only one of all instances that publishes or announces.
  boolean lock() {
    return database
        .sql("select pg_try_advisory_xact_lock(hashtext('neighborbid.ledger.root'))")
        .query(Boolean.class)
        .single();
  }

  Optional<DailyRoot> newest() {
    return database
        .sql(COLUMNS + "order by day desc limit 1")
        .query((row, _) -> root(row))
        .optional();
  }

  Optional<Instant> firstEntry() {
    return database
        .sql("select min(at) from ledger_entry having min(at) is not null")
        .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  /// Fixes the leaves of a day.
  void takeLeaves(LocalDate day) {
    OffsetDateTime start = day.atStartOfDay().atOffset(ZoneOffset.UTC);
    database
        .sql(TAKE_LEAVES)
        .param("day", day)
        .param("from", start.minus(LATEST))
        .param("to", start.plusDays(1))
        .update();
  }

  /// The leaves of a day in the order of the tree.
  List<Leaf> leaves(LocalDate day) {
    return database
        .sql(
            "select leaf_index, auction_id, seq, hash from ledger_root_leaf where day = ?"
                + " order by leaf_index")
        .param(day)
        .query((row, _) -> leaf(row))
        .list();
  }

  Optional<Leaf> leaf(LocalDate day, long auctionId) {
    return database
        .sql(
            "select leaf_index, auction_id, seq, hash from ledger_root_leaf where day = ?"
                + " and auction_id = ?")
        .params(day, auctionId)
        .query((row, _) -> leaf(row))
        .optional();
  }

  boolean auctionExists(long auctionId) {
    return database
        .sql("select exists (select 1 from auction where id = ?)")
        .param(auctionId)
        .query(Boolean.class)
        .single();
  }

  void insert(DailyRoot root) {
    database
        .sql(
            "insert into ledger_root (day, root, auctions, previous, hash, created_at)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(
            root.day(),
            root.root(),
            root.auctions(),
            root.previous(),
            root.hash(),
            root.publishedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Newest first.
  List<DailyRoot> before(LocalDate day, int rows) {
    return database
        .sql(COLUMNS + "where day < ? order by day desc limit ?")
        .params(day, rows)
        .query((row, _) -> root(row))
        .list();
  }

  /// What Kafka has not acknowledged, oldest first.
  List<DailyRoot> waiting(int rows) {
    return database
        .sql(COLUMNS + "where announced_at is null order by day limit ?")
        .param(rows)
        .query((row, _) -> root(row))
        .list();
  }

  void announced(LocalDate day, Instant now) {
    database
        .sql("update ledger_root set announced_at = ? where day = ?")
        .params(now.atOffset(ZoneOffset.UTC), day)
        .update();
  }

  private static Leaf leaf(ResultSet row) throws SQLException {
    return new Leaf(row.getInt(1), row.getLong(2), row.getLong(3), row.getString(4));
  }

  private static DailyRoot root(ResultSet row) throws SQLException {
    return new DailyRoot(
        row.getObject("day", LocalDate.class),
        row.getString("root"),
        row.getInt("auctions"),
        row.getString("previous"),
        row.getString("hash"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
