package com.neighborbid.auction.selfaudit;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.selfaudit.SelfAudit;
import com.neighborbid.common.selfaudit.SelfAudit.Turn;
import com.neighborbid.servers.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class AuctionAuditIT {
  private static final DataSource DATABASE = database();
  private static final JdbcClient JDBC = JdbcClient.create(DATABASE);

  private SelfAudit audit;
  private Turn turn = Turn.FIRST;

  /// Auction 1 runs, bidder 7 leads; auction 2 has ended an hour ago, bidder 8 has won it and 7 has
  /// not.
  @BeforeEach
  void soundRows() {
    for (String table : new String[] {"auction", "bid", "hold_level", "ledger_entry"}) {
      JDBC.sql("alter table " + table + " disable trigger user").update();
      JDBC.sql("truncate " + table).update();
    }
    JDBC.sql(
            """
            insert into auction (id, log_partition, rules_version, listing_version, seller_id, reach,
              start_price, bid_unit, starts_at, ends_at, soft_close_ms, opened_at, started, seq,
              event_index, price, leader_id, leader_max, leader_bid, bid_count, ended, winner_id,
              ended_by, ended_at, ledger_hash)
            select id, 3, 2, 1, 9, 'NATIONAL', 1000, 100, now(), now(), 0, now(), true, 3, 0, 1100,
              6 + id, 1100, ('00000000-0000-0000-0000-00000000000' || id)::uuid, 2, id = 2,
              case id when 2 then 8 end, case id when 2 then 'TIME' end,
              case id when 2 then now() - interval '1 hour' end, repeat('3', 64)
            from generate_series(1, 2) id
            """)
        .update();
    JDBC.sql(
            """
            insert into bid (id, auction_id, bidder_id, amount, status, logged_at, log_partition,
              log_offset, reached_minimum, decided_at)
            select ('00000000-0000-0000-0000-00000000000' || id)::uuid, id, 6 + id, 1100, 'ACCEPTED',
              now() - interval '1 hour', 3, 40 + id, true, now()
            from generate_series(1, 2) id
            """)
        .update();
    JDBC.sql(
            "insert into hold_level values (1, 7, 1, 1100, false), (2, 8, 1, 0, true), (2, 7, 2, 0, false)")
        .update();
    JDBC.sql(
            """
            insert into ledger_entry (auction_id, seq, kind, at, log_offset, price, ends_at, detail, hash)
            select id, seq, case seq when 1 then 'OPENED' else 'BID' end, now(), seq,
              case seq when 1 then 0 else 800 + seq * 100 end, now(), '', repeat(seq::text, 64)
            from generate_series(1, 2) id, generate_series(1, 3) seq
            """)
        .update();
    audit =
        new SelfAudit(
            DATABASE, Clock.systemUTC(), new SimpleMeterRegistry(), AuctionAudit.samples());
  }

  @Test
  void findsNothingWhereAllIsRight() {
    assertThat(look())
        .isEqualTo(
            Map.of("standing", 0, "record", 0, "undecided", 0, "auction-released", 0, "winner", 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "standing | update auction set price = 1000 where id = 2",
        "standing | update auction set seq = 4 where id = 2",
        "standing | update auction set ledger_hash = repeat('4', 64) where id = 2",
        "record   | update ledger_entry set price = 1100 where auction_id = 2 and seq = 2",
        "record   | delete from ledger_entry where auction_id = 2 and seq = 2",
        "winner   | update hold_level set captured = false where auction_id = 2 and bidder_id = 8",
        "winner   | update bid set bidder_id = 7 where auction_id = 2",
        "auction-released | update hold_level set level_sent = 5 where auction_id = 2 and bidder_id = 7",
      })
  void findsDamage(String check, String damage) {
    JDBC.sql(damage).update();
    assertThat(look().entrySet())
        .filteredOn(found -> found.getValue() > 0)
        .containsExactly(Map.entry(check, 1));
  }

  @Test
  void findsNothingWhereASecondChanceWasTakenForLess() {
    JDBC.sql(
            "insert into ledger_entry (auction_id, seq, kind, at, log_offset, price, ends_at, detail, hash)"
                + " values (2, 4, 'BOUGHT', now(), 9, 1000, now(), 'SECOND_CHANCE', repeat('4', 64))")
        .update();
    JDBC.sql("update auction set seq = 4, price = 1000, ledger_hash = repeat('4', 64) where id = 2")
        .update();
    assertThat(look().values()).containsOnly(0);
  }

  @Test
  void findsDamageOfWhatRunsOnce() {
    JDBC.sql("update auction set price = 1000 where id = 1").update();
    assertThat(look()).containsEntry("standing", 1);
  }

  @Test
  void findsABidThatHasWaitedForLong() {
    JDBC.sql("update bid set status = 'RECEIVED', decided_at = null where auction_id = 2").update();
    JDBC.sql("update auction set first_undecided = 42 where id = 2").update();
    assertThat(look()).containsEntry("undecided", 1);
    JDBC.sql("update bid set logged_at = now() where auction_id = 2").update();
    assertThat(look()).containsEntry("undecided", 0);
  }

  private Map<String, Integer> look() {
    turn = audit.look(turn);
    return audit.offenders();
  }

  private static DataSource database() {
    TestServers.Postgres postgres = TestServers.postgres();
    DriverManagerDataSource source =
        new DriverManagerDataSource(
            postgres.createDatabase("selfaudit"), postgres.user(), postgres.password());
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/lane", "classpath:db/scheduler", "classpath:db/migration")
        .load()
        .migrate();
    return source;
  }
}
