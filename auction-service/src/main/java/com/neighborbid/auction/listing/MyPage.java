package com.neighborbid.auction.listing;

import com.neighborbid.auction.listing.MyBid.Standing;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What somebody has to do with auctions: where he bids, what he sells, what he watches. Read from
/// the engine's rows as they are committed, never from a cache: nobody sees less than an answer he
/// already has.
@Component
public class MyPage {
  /// A bidder's position is written with his first asking for money and has a number once a bid of
  /// his counted.
  private static final String STANDING =
      """
      case
        when h.number = 0 then 'PENDING'
        when a.ended then case when a.winner_id = h.bidder_id then 'WON' else 'LOST' end
        when a.leader_id = h.bidder_id then 'LEADING'
        else 'OUTBID'
      end
      """;

  /// Who leads pays the price, up to his maximum; how far others drove whom is kept with his
  /// position. A leader who was suspended was driven by nobody: his bids are in the public ledger.
  private static final String AMOUNTS =
      """
      case
        when h.number = 0 then h.level_sent
        when a.leader_id = h.bidder_id then a.price
        when h.highest > 0 then h.highest
        else coalesce((select max(e.amount) from ledger_entry e
          where e.auction_id = a.id and e.bidder = h.number), 0)
      end as my_amount,
      case when a.leader_id = h.bidder_id then a.leader_max else h.highest end as my_maximum
      """;

  private static final String OF_BIDDER =
      " join hold_level h on h.auction_id = a.id and h.bidder_id = ?"
          + " where (h.number > 0 or (h.level_sent > 0 and not a.ended))";

  private final JdbcClient database;
  private final Auctions auctions;
  private final Clock clock;

  private record BidRow(AuctionRow auction, Standing standing, long amount, long maximum) {
    MyBid of(AuctionView view) {
      return new MyBid(
          view.id(),
          standing,
          amount,
          Math.max(amount, maximum),
          view.currentPrice(),
          view.endsAt(),
          view);
    }
  }

  private record WatchedRow(AuctionRow auction, OffsetDateTime since) {}

  MyPage(JdbcClient database, Auctions auctions, Clock clock) {
    this.database = database;
    this.auctions = auctions;
    this.clock = clock;
  }

  /// Where somebody has bid, one item per auction, the newest auction first.
  ///
  /// @param standing only where he stands like that
  public Page<MyBid> bids(long userId, @Nullable Standing standing, PageQuery page) {
    List<Object> parameters = new ArrayList<>(List.of(userId));
    StringBuilder where = new StringBuilder();
    if (standing != null) {
      where.append(" and ").append(STANDING).append(" = ?");
      parameters.add(standing.name());
    }
    page.cursor()
        .ifPresent(
            cursor -> {
              where.append(" and h.auction_id < ?");
              parameters.add(cursor.number(0));
            });
    List<BidRow> rows =
        database
            .sql(
                "select "
                    + AuctionRow.COLUMNS
                    + ", "
                    + AMOUNTS
                    + ", "
                    + STANDING
                    + " as standing "
                    + AuctionRow.FROM
                    + OF_BIDDER
                    + where
                    + " order by h.auction_id desc limit "
                    + page.rows())
            .params(parameters)
            .query((row, _) -> bid(row))
            .list();
    Page<BidRow> shown = Page.of(rows, page.limit(), row -> Cursor.of(row.auction().id()));
    List<AuctionView> views = views(shown.map(BidRow::auction), userId);
    List<MyBid> items = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      items.add(shown.items().get(i).of(views.get(i)));
    }
    return new Page<>(items, shown.nextCursor());
  }

  /// What somebody watches, what he began to watch last first. Ended auctions stay.
  public Page<AuctionView> watchlist(long userId, PageQuery page) {
    List<Object> parameters = new ArrayList<>(List.of(userId));
    String after = "";
    if (page.cursor().isPresent()) {
      Cursor cursor = page.cursor().get();
      after = " and (w.since, w.auction_id) < (?, ?)";
      parameters.add(cursor.sqlTime(0));
      parameters.add(cursor.number(1));
    }
    List<WatchedRow> rows =
        database
            .sql(
                "select "
                    + AuctionRow.COLUMNS
                    + ", w.since "
                    + AuctionRow.FROM
                    + " join watch w on w.auction_id = a.id where w.user_id = ?"
                    + after
                    + " order by w.since desc, w.auction_id desc limit "
                    + page.rows())
            .params(parameters)
            .query(
                (row, _) ->
                    new WatchedRow(auction(row), row.getObject("since", OffsetDateTime.class)))
            .list();
    Page<WatchedRow> shown =
        Page.of(rows, page.limit(), row -> Cursor.of(row.since().toInstant(), row.auction().id()));
    return new Page<>(views(shown.map(WatchedRow::auction), userId), shown.nextCursor());
  }

  private List<AuctionView> views(Page<AuctionRow> rows, long userId) {
    return auctions.briefs(rows.items(), userId);
  }

  private BidRow bid(ResultSet row) throws SQLException {
    return new BidRow(
        auction(row),
        Standing.valueOf(row.getString("standing")),
        row.getLong("my_amount"),
        row.getLong("my_maximum"));
  }

  private AuctionRow auction(ResultSet row) throws SQLException {
    return AuctionRow.of(row, clock.instant());
  }
}
