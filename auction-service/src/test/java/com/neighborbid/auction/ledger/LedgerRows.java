package com.neighborbid.auction.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes what the engine writes, and what a forger would.
final class LedgerRows {
  static final Instant ENDS = Instant.parse("2030-01-01T00:00:00Z");
  private final JdbcClient jdbc;

  LedgerRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// An auction that is over, so that no timer is interested in it.
  void auction(long id) {
    jdbc.sql(
            "insert into auction (id, log_partition, rules_version, listing_version, seller_id,"
                + " reach, start_price, bid_unit, starts_at, ends_at, soft_close_ms, opened_at,"
                + " started, ended, seq, event_index) values (?, 3, 1, 1, 1, 'NATIONAL', 1000, 100,"
                + " now(), now(), 0, now(), true, true, 1, 0)")
        .param(id)
        .update();
  }

  void opened(long auction, Instant at) {
    add(auction, "OPENED", at, 10, null, 0, null, "startPrice=1000;bidUnit=100");
  }

  void bid(long auction, Instant at, long offset, long amount, int bidder) {
    add(auction, "BID", at, offset, amount, amount, bidder, "");
  }

  /// Adds the entry after the newest.
  void add(
      long auction,
      String kind,
      Instant at,
      long offset,
      @Nullable Long amount,
      long price,
      @Nullable Integer bidder,
      String detail) {
    long seq =
        1
            + jdbc.sql("select count(*) from ledger_entry where auction_id = ?")
                .param(auction)
                .query(Long.class)
                .single();
    jdbc.sql(
            "insert into ledger_entry values (:auction, :seq, :kind, :at, :offset, :amount, :price,"
                + " :bidder, :bidder, :ends, :detail, :none, gen_random_uuid())")
        .param("auction", auction)
        .param("seq", seq)
        .param("kind", kind)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("offset", offset)
        .param("amount", amount, java.sql.Types.BIGINT)
        .param("price", price)
        .param("bidder", bidder, java.sql.Types.INTEGER)
        .param("ends", ENDS.atOffset(ZoneOffset.UTC))
        .param("detail", detail)
        .param("none", "0".repeat(64))
        .update();
    rehash(auction, seq);
  }

  /// Gives every entry from `first` on the hash that it should have.
  void rehash(long auction, long first) {
    asOwner(
        () -> {
          long newest =
              jdbc.sql("select max(seq) from ledger_entry where auction_id = ?")
                  .param(auction)
                  .query(Long.class)
                  .single();
          for (long seq = first; seq <= newest; seq++) {
            jdbc.sql("update ledger_entry set hash = ? where auction_id = ? and seq = ?")
                .params(hash(auction, seq), auction, seq)
                .update();
          }
        });
  }

  /// What an operator could do who wants to.
  void forge(String sql) {
    asOwner(() -> jdbc.sql(sql).update());
  }

  private void asOwner(Runnable change) {
    jdbc.sql("alter table ledger_entry disable trigger user").update();
    try {
      change.run();
    } finally {
      jdbc.sql("alter table ledger_entry enable trigger user").update();
    }
  }

  String hash(long auction, long seq) {
    return jdbc.sql(
            "select e.*, (select p.hash from ledger_entry p where p.auction_id = e.auction_id"
                + " and p.seq < e.seq order by p.seq desc limit 1) as before"
                + " from ledger_entry e where auction_id = ? and seq = ?")
        .params(auction, seq)
        .query(
            (row, _) -> {
              String before = row.getString("before");
              return sha256(
                  Stream.of(
                          "neighborbid-ledger-1",
                          auction,
                          seq,
                          row.getString("kind"),
                          row.getObject("at", OffsetDateTime.class).toInstant(),
                          row.getLong("log_offset"),
                          text(row.getString("amount")),
                          row.getLong("price"),
                          text(row.getString("bidder")),
                          text(row.getString("leader")),
                          row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                          row.getString("detail"),
                          before == null ? "0".repeat(64) : before)
                      .map(Object::toString)
                      .collect(Collectors.joining("|")));
            })
        .single();
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  static String sha256(String text) {
    return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
