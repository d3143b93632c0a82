package com.neighborbid.auction.bidding.persistence;

import com.neighborbid.auction.bidding.domain.Effect.Recorded;
import com.neighborbid.auction.bidding.domain.LedgerEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Writes the public ledger.
public final class LedgerRows {
  private LedgerRows() {}

  public static void insert(Connection c, List<Recorded> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    Rows rows = new Rows(c, entries.size());
    for (Recorded recorded : entries) {
      LedgerEntry entry = recorded.entry();
      rows.add("int8", entry.auctionId());
      rows.add("int8", entry.seq());
      rows.add("text", entry.kind().name());
      rows.add("int8", entry.timeMs());
      rows.add("int8", entry.offset());
      rows.addNonZero(entry.amount());
      rows.add("int8", entry.price());
      rows.addNonZero(entry.bidder());
      rows.addNonZero(entry.leader());
      rows.add("int8", entry.endsAtMs());
      rows.add("text", entry.detail());
      rows.add("text", recorded.hash());
      rows.add("uuid", entry.bidId());
      rows.next();
    }
    rows.execute(
        "insert into ledger_entry (auction_id, seq, kind, at, log_offset, amount, price, bidder,"
            + " leader, ends_at, detail, hash, bid_id)"
            + " select a, b, c, to_timestamp(d::float8 / 1000), e, f, g, h, i, to_timestamp(j::float8 / 1000),"
            + " k, l, m from %s as x(a, b, c, d, e, f, g, h, i, j, k, l, m)");
  }
}
