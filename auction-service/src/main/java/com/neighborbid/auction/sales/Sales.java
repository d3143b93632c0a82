package com.neighborbid.auction.sales;

import com.neighborbid.auction.bidding.domain.Fee;
import com.neighborbid.auction.sales.Csv.Cell;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.FieldError;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A seller's sales. Read in pieces, each by a statement of its own: who reads slowly keeps no
/// connection, and the table is never in memory as a whole.
@Component
public class Sales {
  /// Of one table; a year has a few thousand working hours.
  static final int MOST_ROWS = 100_000;

  private static final int PIECE = 500;

  private static final List<String> COLUMNS =
      List.of(
          "auction_id",
          "title",
          "category",
          "opened_at",
          "sold_at",
          "sold_by",
          "bids",
          "start_price",
          "price",
          "fee",
          "net",
          "buyer");

  /// A second chance is taken after the end; the ledger says when.
  private static final String OF_SELLER =
      """
      from auction a
      join listing l on l.auction_id = a.id and l.version = a.listing_version
      left join bidder_name n on n.user_id = a.winner_id
      cross join lateral (select case
        when a.ended_by = 'SECOND_CHANCE' then (select max(e.at) from ledger_entry e
          where e.auction_id = a.id and e.kind = 'BOUGHT')
        else a.ended_at end as sold_at) s
      where a.seller_id = :seller and a.winner_id is not null
        and s.sold_at >= :from and s.sold_at < :to
      """;

  private final JdbcClient database;

  private record Sale(
      long id,
      String title,
      String category,
      Instant openedAt,
      Instant soldAt,
      String soldBy,
      long bids,
      long startPrice,
      long price,
      long fee,
      String buyer) {}

  /// Where lines go.
  @FunctionalInterface
  public interface Lines {
    void write(String line) throws IOException;
  }

  Sales(JdbcClient database) {
    this.database = database;
  }

  /// @throws ApiException VALIDATION_FAILED where the table would be too long
  public void requireFits(long sellerId, Period period) {
    long rows =
        database
            .sql("select count(*) " + OF_SELLER)
            .params(parameters(sellerId, period))
            .query(Long.class)
            .single();
    if (rows > MOST_ROWS) {
      throw ApiException.invalid(List.of(new FieldError("to", "rows", Map.of("max", MOST_ROWS))));
    }
  }

  /// The table with its head, what was opened last first.
  public void write(long sellerId, Period period, Lines lines) throws IOException {
    lines.write(Csv.line(COLUMNS.stream().map(Cell::plain).toList()));
    long before = Long.MAX_VALUE;
    List<Sale> piece;
    do {
      piece = piece(sellerId, period, before);
      for (Sale sale : piece) {
        lines.write(line(sale));
        before = sale.id();
      }
    } while (piece.size() == PIECE);
  }

  private List<Sale> piece(long sellerId, Period period, long before) {
    return database
        .sql(
            """
            select a.id, l.title, l.category, a.opened_at, s.sold_at, a.ended_by, a.bid_count,
              a.start_price, a.price, a.fee_basis_points, a.fee_minimum, a.winner_id, n.nickname
            """
                + OF_SELLER
                + " and a.id < :before order by a.id desc limit :rows")
        .params(parameters(sellerId, period))
        .param("before", before)
        .param("rows", PIECE)
        .query((row, _) -> sale(row))
        .list();
  }

  private static Map<String, Object> parameters(long sellerId, Period period) {
    return Map.of(
        "seller",
        sellerId,
        "from",
        Timestamp.from(period.begin()),
        "to",
        Timestamp.from(period.end()));
  }

  private static Sale sale(ResultSet row) throws SQLException {
    long price = row.getLong("price");
    Fee fee = new Fee(row.getInt("fee_basis_points"), row.getLong("fee_minimum"));
    String nickname = row.getString("nickname");
    return new Sale(
        row.getLong("id"),
        row.getString("title"),
        row.getString("category"),
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        row.getObject("sold_at", OffsetDateTime.class).toInstant(),
        row.getString("ended_by"),
        row.getLong("bid_count"),
        row.getLong("start_price"),
        price,
        fee.of(price),
        nickname == null ? "user-" + row.getLong("winner_id") : nickname);
  }

  private static String line(Sale sale) {
    return Csv.line(
        Stream.of(
                Cell.plain(sale.id()),
                Cell.text(sale.title()),
                Cell.plain(sale.category()),
                Cell.plain(time(sale.openedAt())),
                Cell.plain(time(sale.soldAt())),
                Cell.plain(sale.soldBy()),
                Cell.plain(sale.bids()),
                Cell.plain(sale.startPrice()),
                Cell.plain(sale.price()),
                Cell.plain(sale.fee()),
                Cell.plain(sale.price() - sale.fee()),
                Cell.text(sale.buyer()))
            .toList());
  }

  private static String time(Instant time) {
    return SeoulDays.at(time)
        .truncatedTo(ChronoUnit.SECONDS)
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }
}
