package com.neighborbid.auction.bidding.persistence;

import com.neighborbid.auction.bidding.domain.Effect.Recorded;
import com.neighborbid.auction.bidding.domain.LedgerEntry;
import com.neighborbid.common.lane.LaneWrites;
import com.neighborbid.common.lane.Rows;
import java.util.List;

/// Writes the public ledger.
public final class LedgerRows {
  private LedgerRows() {}

  public static void insert(LaneWrites writes, List<Recorded> entries) {
    Rows rows = writes.rows(entries.size());
    for (Recorded recorded : entries) {
      LedgerEntry entry = recorded.entry();
      rows.add(entry.auctionId());
      rows.add(entry.seq());
      rows.add(entry.kind().name());
      rows.add(entry.timeMs());
      rows.add(entry.offset());
      rows.addNonZero(entry.amount());
      rows.add(entry.price());
      rows.addNonZero(entry.bidder());
      rows.addNonZero(entry.leader());
      rows.add(entry.endsAtMs());
      rows.add(entry.detail());
      rows.add(recorded.hash());
      rows.add("uuid", entry.bidId());
      rows.next();
    }
    rows.write(
        "insert into ledger_entry (auction_id, seq, kind, at, log_offset, amount, price, bidder,"
            + " leader, ends_at, detail, hash, bid_id)"
            + " select a, b, c, to_timestamp(d::float8 / 1000), e, f, g, h, i, to_timestamp(j::float8 / 1000),"
            + " k, l, m from %s as x(a, b, c, d, e, f, g, h, i, j, k, l, m)");
  }
}
