package com.neighborbid.auction.ledger;

import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the public record of an auction as the engine has written it.
@Component
public class Ledger {
  private static final String ENTRIES =
      """
      select e.seq, e.kind, e.at, e.log_offset, e.amount, e.price, e.bidder, e.leader, e.ends_at,
        e.detail, e.hash, case when e.seq = 1 then :none else p.hash end as previous
      from ledger_entry e
      left join ledger_entry p on p.auction_id = e.auction_id and p.seq = e.seq - 1
      where e.auction_id = :auction and e.seq > :after and e.seq <= :head
      order by e.seq limit :rows
      """;

  private final JdbcClient database;

  Ledger(JdbcClient database) {
    this.database = database;
  }

  /// The newest entry of an auction.
  public record Head(long seq, String hash) {}

  /// A part of an auction's record, oldest first.
  ///
  /// @param partition of the log, in which the offsets count
  /// @param head null while nothing is recorded
  public record Extract(
      long auctionId,
      int partition,
      @Nullable Head head,
      List<LedgerEntry> items,
      @Nullable String nextCursor) {
    public Extract {
      items = List.copyOf(items);
    }
  }

  /// One page of the record; nothing where there is no such auction.
  public Optional<Extract> extract(long auctionId, PageQuery page) {
    return database
        .sql("select log_partition from auction where id = ?")
        .param(auctionId)
        .query(Integer.class)
        .optional()
        .map(partition -> extract(auctionId, partition, page));
  }

  private Extract extract(long auctionId, int partition, PageQuery page) {
    long after = page.cursor().map(cursor -> cursor.number(0)).orElse(0L);
    // The head first and nothing beyond it, so that the two always fit together.
    Optional<Head> head = head(auctionId);
    List<LedgerEntry> rows =
        database
            .sql(ENTRIES)
            .param("none", Sha256.NONE)
            .param("auction", auctionId)
            .param("after", after)
            .param("head", head.map(Head::seq).orElse(0L))
            .param("rows", page.rows())
            .query((row, _) -> entry(row))
            .list();
    Page<LedgerEntry> shown = Page.of(rows, page.limit(), entry -> Cursor.of(entry.seq()));
    return new Extract(auctionId, partition, head.orElse(null), shown.items(), shown.nextCursor());
  }

  private Optional<Head> head(long auctionId) {
    return database
        .sql("select seq, hash from ledger_entry where auction_id = ? order by seq desc limit 1")
        .param(auctionId)
        .query((row, _) -> new Head(row.getLong(1), row.getString(2)))
        .optional();
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    return new LedgerEntry(
        row.getLong("seq"),
        row.getString("kind"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getLong("log_offset"),
        row.getObject("amount", Long.class),
        row.getLong("price"),
        row.getObject("bidder", Integer.class),
        row.getObject("leader", Integer.class),
        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
        row.getString("detail"),
        row.getString("previous"),
        row.getString("hash"));
  }
}
