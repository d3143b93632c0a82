package com.neighborbid.auction.support;

import com.neighborbid.auction.bidding.persistence.BrowseRows;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes auctions as the engine would, on a partition that no lane has: for tests that need many,
/// or ones in a certain state.
public final class AuctionRows {
  private final JdbcClient jdbc;

  public AuctionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Running auctions with ids from `first` on, each by a seller of its own.
  public void running(long first, int count, Instant endsAt) {
    jdbc.sql(
            """
            insert into auction (id, log_partition, rules_version, listing_version, seller_id, reach,
              start_price, bid_unit, starts_at, ends_at, soft_close_ms, opened_at, started, seq,
              event_index)
            select id, 9999, 2, 1, id, 'NATIONAL', 1000, 100, now(), :ends, 0, now(), true, 1, 0
            from generate_series(:first, :last) id
            """)
        .param("ends", endsAt.atOffset(ZoneOffset.UTC))
        .param("first", first)
        .param("last", first + count - 1)
        .update();
    jdbc.sql(
            """
            insert into listing (auction_id, version, seller_id, title, description, category,
              item_condition, shipping_payer, hash, created_at)
            select id, 1, id, 'A thing', 'It works', 'other', 'NEW', 'BUYER', '', now()
            from generate_series(:first, :last) id
            """)
        .param("first", first)
        .param("last", first + count - 1)
        .update();
    jdbc.sql(BrowseRows.REFRESH.formatted("generate_series(:first, :last)"))
        .param("first", first)
        .param("last", first + count - 1)
        .update();
  }

  public void change(long id, String assignments) {
    jdbc.sql("update auction set " + assignments + " where id = ?").param(id).update();
  }

  /// The bidder's position in each of some auctions.
  public void position(long first, int count, long bidder, int number, long level, long highest) {
    jdbc.sql(
            """
            insert into hold_level (auction_id, bidder_id, command_seq, level_sent, captured, number,
              highest)
            select id, ?, 1, ?, false, ?, ? from generate_series(?, ?) id
            """)
        .params(bidder, level, number, highest, first, first + count - 1)
        .update();
  }
}
