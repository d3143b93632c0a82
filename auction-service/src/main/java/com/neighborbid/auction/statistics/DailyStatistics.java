package com.neighborbid.auction.statistics;

import com.neighborbid.auction.sales.SeoulDays;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts days from the public ledger, whose entries are found by their time and never change. What
/// was in time may be decided later, where a wallet was away: so the last days are counted again
/// until they are old enough.
@Component
public class DailyStatistics {
  /// A day is complete when it has been over for so long.
  static final Duration SETTLED_AFTER = Duration.ofDays(2);

  private static final int MOST_DAYS_AT_ONCE = 1_000;

  private static final String COUNT =
      """
      insert into daily_statistics as d (day, auctions_opened, auctions_ended, auctions_sold, bids,
        gross_sales, fees, computed_at)
      select :day::date,
        count(*) filter (where e.kind = 'OPENED'),
        count(*) filter (where e.kind = 'ENDED' or e.kind = 'BOUGHT' and e.detail = 'BUY_NOW'),
        count(*) filter (where s.sold),
        count(*) filter (where e.kind in ('BID', 'BOUGHT')),
        coalesce(sum(a.price) filter (where s.sold), 0),
        coalesce(sum(least(a.price, greatest(a.fee_minimum, a.price * a.fee_basis_points / 10000)))
          filter (where s.sold), 0),
        :now::timestamptz
      from ledger_entry e
      left join auction a on a.id = e.auction_id and e.kind in ('ENDED', 'BOUGHT')
      -- An unsold end may have become a second chance since: that sale is an entry of its own.
      cross join lateral (select e.kind = 'BOUGHT' or e.kind = 'ENDED'
        and a.winner_id is not null and a.ended_by <> 'SECOND_CHANCE' as sold) s
      where e.at >= :from and e.at < :to
      on conflict (day) do update set auctions_opened = excluded.auctions_opened,
        auctions_ended = excluded.auctions_ended, auctions_sold = excluded.auctions_sold,
        bids = excluded.bids, gross_sales = excluded.gross_sales, fees = excluded.fees,
        computed_at = excluded.computed_at
      """;

  private static final String ROWS =
      """
      select day, auctions_opened, auctions_ended, auctions_sold, bids, gross_sales, fees,
        computed_at
      from daily_statistics
      """;

  private final JdbcClient database;
  private final Clock clock;

  DailyStatistics(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Counts every day that is not counted or not complete, today included; after a long pause as
  /// many as are reasonable, the oldest first.
  void count() {
    Instant now = clock.instant();
    LocalDate today = SeoulDays.of(now);
    Optional<LocalDate> first = firstUncounted(now);
    if (first.isEmpty()) {
      return;
    }
    LocalDate end = first.get().plusDays(MOST_DAYS_AT_ONCE);
    first
        .get()
        .datesUntil(end.isAfter(today) ? today.plusDays(1) : end)
        .forEach(day -> count(day, now));
  }

  private void count(LocalDate day, Instant now) {
    var _ =
        database
            .sql(COUNT)
            .param("day", Date.valueOf(day))
            .param("from", Timestamp.from(SeoulDays.start(day)))
            .param("to", Timestamp.from(SeoulDays.start(day.plusDays(1))))
            .param("now", Timestamp.from(now))
            .update();
  }

  /// The day after the last complete one; where there is none, that of the first auction.
  private Optional<LocalDate> firstUncounted(Instant now) {
    // Older ones are complete: days are counted in order.
    Optional<LocalDate> complete =
        newest(10).stream().filter(DayOfPlatform::complete).map(DayOfPlatform::day).findFirst();
    return complete.map(day -> day.plusDays(1)).or(() -> firstDay(now));
  }

  private Optional<LocalDate> firstDay(Instant now) {
    return database
        .sql("select opened_at from auction order by id limit 1")
        .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional()
        .map(opened -> SeoulDays.of(opened.isBefore(now) ? opened : now));
  }

  /// The days of a period that are counted, the newest first.
  public List<DayOfPlatform> between(LocalDate from, LocalDate to) {
    return database
        .sql(ROWS + " where day between ? and ? order by day desc")
        .params(Date.valueOf(from), Date.valueOf(to))
        .query((row, _) -> row(row))
        .list();
  }

  private List<DayOfPlatform> newest(int days) {
    return database
        .sql(ROWS + " order by day desc limit ?")
        .param(days)
        .query((row, _) -> row(row))
        .list();
  }

  private static DayOfPlatform row(ResultSet row) throws SQLException {
    LocalDate day = row.getObject("day", LocalDate.class);
    Instant computedAt = computedAt(row);
    return new DayOfPlatform(
        day,
        row.getLong("auctions_opened"),
        row.getLong("auctions_ended"),
        row.getLong("auctions_sold"),
        row.getLong("bids"),
        row.getLong("gross_sales"),
        row.getLong("fees"),
        isComplete(day, computedAt),
        computedAt);
  }

  private static Instant computedAt(ResultSet row) throws SQLException {
    return row.getObject("computed_at", OffsetDateTime.class).toInstant();
  }

  private static boolean isComplete(LocalDate day, Instant computedAt) {
    return !computedAt.isBefore(SeoulDays.start(day.plusDays(1)).plus(SETTLED_AFTER));
  }
}
