package com.neighborbid.auction.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.TestServers;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Days are counted from the ledger, on a real database.
class DailyStatisticsIT {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static JdbcClient database;

  private long seq;

  @BeforeAll
  static void migrate() {
    var postgres = TestServers.postgres();
    var source =
        new DriverManagerDataSource(
            postgres.createDatabase("statistics"), postgres.user(), postgres.password());
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/lane", "classpath:db/scheduler", "classpath:db/migration")
        .load()
        .migrate();
    database = JdbcClient.create(source);
  }

  @BeforeEach
  void empty() {
    database.sql("alter table ledger_entry disable trigger all").update();
    database.sql("truncate auction, daily_statistics").update();
    database.sql("delete from ledger_entry").update();
    database.sql("alter table ledger_entry enable trigger all").update();
  }

  @Test
  void countsWhatHappenedFromMidnightToMidnightInSeoul() {
    auction(1, "ended = true, ended_by = 'TIME', winner_id = 7", 30_000);
    auction(2, "ended = true, ended_by = 'BUY_NOW', winner_id = 7", 90_000);
    auction(3, "ended = true, ended_by = 'TIME'", 5_000);
    auction(4, "ended = true, ended_by = 'SECOND_CHANCE', winner_id = 7", 4_000);
    entry(1, "OPENED", "2026-02-28T15:00:00Z", "");
    entry(1, "BID", "2026-02-28T16:00:00Z", "");
    entry(1, "BID", "2026-03-01T14:59:59.999Z", "");
    entry(1, "ENDED", "2026-03-01T15:00:00Z", "TIME");
    entry(2, "OPENED", "2026-03-01T00:00:00Z", "");
    entry(2, "STARTED", "2026-03-01T00:00:00Z", "");
    entry(2, "BOUGHT", "2026-03-01T01:00:00Z", "BUY_NOW");
    entry(3, "ENDED", "2026-03-01T02:00:00Z", "TIME");
    entry(4, "ENDED", "2026-03-01T03:00:00Z", "TIME");
    entry(4, "BOUGHT", "2026-03-02T03:00:00Z", "SECOND_CHANCE");
    entry(5, "CANCELLED", "2026-03-01T03:00:00Z", "");
    at("2026-03-02T12:00:00Z").count();

    List<DayOfPlatform> days = at("2026-03-02T12:00:00Z").between(FIRST, FIRST.plusDays(1));
    // 2.5 %, at least 1,000 won.
    assertThat(days)
        .extracting(
            DayOfPlatform::day,
            DayOfPlatform::auctionsOpened,
            DayOfPlatform::auctionsEnded,
            DayOfPlatform::auctionsSold,
            DayOfPlatform::bids,
            DayOfPlatform::grossSales,
            DayOfPlatform::fees)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(FIRST.plusDays(1), 0L, 1L, 2L, 1L, 34_000L, 2_000L),
            org.assertj.core.groups.Tuple.tuple(FIRST, 2L, 3L, 1L, 3L, 90_000L, 2_250L));
  }

  @Test
  void aDayIsCountedAgainUntilItIsOldEnoughAndThenNoMore() {
    auction(1, "ended = false", 0);
    entry(1, "OPENED", "2026-03-01T00:00:00Z", "");
    at("2026-03-01T12:00:00Z").count();
    assertThat(day(FIRST).complete()).isFalse();
    entry(1, "BID", "2026-03-01T13:00:00Z", "");
    at("2026-03-03T14:59:59Z").count();
    assertThat(day(FIRST).bids()).isEqualTo(1);
    assertThat(day(FIRST).complete()).isFalse();

    entry(1, "BID", "2026-03-01T13:00:01Z", "");
    at("2026-03-03T15:00:00Z").count();
    assertThat(day(FIRST).bids()).isEqualTo(2);
    assertThat(day(FIRST).complete()).isTrue();

    entry(1, "BID", "2026-03-01T13:00:02Z", "");
    at("2026-03-09T00:00:00Z").count();
    assertThat(day(FIRST).bids()).isEqualTo(2);
  }

  @Test
  void whatWasMissedIsMadeUpFor() {
    auction(1, "ended = false", 0);
    entry(1, "OPENED", "2026-03-01T00:00:00Z", "");
    entry(1, "BID", "2026-03-20T00:00:00Z", "");
    at("2026-04-01T00:00:00Z").count();
    List<DayOfPlatform> days = at("2026-04-01T00:00:00Z").between(FIRST, FIRST.plusDays(60));
    assertThat(days).hasSize(32);
    assertThat(day(LocalDate.of(2026, 3, 20)).bids()).isEqualTo(1);
  }

  @Test
  void whereNothingWasListedNothingIsCounted() {
    at("2026-03-01T12:00:00Z").count();
    assertThat(at("2026-03-01T12:00:00Z").between(FIRST.minusDays(9), FIRST)).isEmpty();
  }

  private static DailyStatistics at(String now) {
    return new DailyStatistics(database, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private static DayOfPlatform day(LocalDate day) {
    return at("2026-03-01T00:00:00Z").between(day, day).getFirst();
  }

  private static void auction(long id, String assignments, long price) {
    database
        .sql(
            """
            insert into auction (id, log_partition, rules_version, listing_version, seller_id, reach,
              start_price, bid_unit, starts_at, ends_at, soft_close_ms, opened_at, started, seq,
              event_index, fee_basis_points, fee_minimum, price, leader_id, leader_max, leader_bid)
            values (?, 0, 2, 1, 1, 'NATIONAL', 1000, 100, now(), now(), 0, '2026-02-28T15:00:00Z',
              true, 1, 0, 250, 1000, ?, 7, ?, '00000000-0000-0000-0000-000000000001')
            """)
        .params(id, price, price)
        .update();
    database.sql("update auction set " + assignments + " where id = ?").param(id).update();
  }

  private void entry(long auction, String kind, String at, String detail) {
    seq++;
    database
        .sql(
            """
            insert into ledger_entry (auction_id, seq, kind, at, log_offset, price, ends_at, detail,
              hash)
            values (?, ?, ?, ?::timestamptz, 1, 0, now(), ?, repeat('0', 64))
            """)
        .params(auction, seq, kind, at, detail)
        .update();
  }
}
