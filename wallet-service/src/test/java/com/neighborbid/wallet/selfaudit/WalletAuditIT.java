package com.neighborbid.wallet.selfaudit;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.neighborbid.common.selfaudit.SelfAudit;
import com.neighborbid.common.selfaudit.SelfAudit.Sample;
import com.neighborbid.common.selfaudit.SelfAudit.Turn;
import com.neighborbid.servers.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ExtendWith(OutputCaptureExtension.class)
class WalletAuditIT {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
  private static final DataSource DATABASE = database();
  private static final JdbcClient JDBC = JdbcClient.create(DATABASE);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private SelfAudit audit;
  private Turn turn = Turn.FIRST;

  /// Each of these has paid 100 in, then has 30 held for auction 5; user 150 bought it for 40.
  @BeforeEach
  void soundRows() {
    JDBC.sql("truncate wallet").update();
    JDBC.sql("truncate position").update();
    JDBC.sql("alter table transfer disable trigger user").update();
    JDBC.sql("truncate transfer").update();
    JDBC.sql("insert into wallet select id, 70, 30, now() from generate_series(1, 149) id")
        .update();
    JDBC.sql(
            """
            insert into transfer
            select gen_random_uuid(), 0, id * 10 + step, 0,
              case step when 0 then 'CASH_IN' else 'AVAILABLE' end, case step when 0 then null else id end,
              case step when 0 then 'AVAILABLE' else 'HELD' end, id,
              case step when 0 then 100 else 30 end, case step when 0 then 'DEPOSIT' else 'BID_HOLD' end,
              id, case step when 0 then null else 5 end, 100 - step * 30, step * 30, now()
            from generate_series(1, 149) id, generate_series(0, 1) step
            """)
        .update();
    JDBC.sql(
            "insert into position select 5, id, 30, 1, false, 0, now() from generate_series(1, 149) id")
        .update();
    JDBC.sql(
            "insert into position values (6, 150, 0, 2, true, 40, now(), now() - interval '1 hour')")
        .update();
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now.get();
          }
        };
    audit = new SelfAudit(DATABASE, clock, registry, WalletAudit.samples());
  }

  @Test
  void findsNothingWhereAllIsRight(CapturedOutput output) {
    assertThat(figure("neighborbid.audit.age")).isNaN();
    assertThat(look()).isEqualTo(Map.of("balance", 0, "history", 0, "held", 0, "released", 0));
    now.set(NOW.plusSeconds(61));
    assertThat(figure("neighborbid.audit.age")).isEqualTo(61);
    assertThat(output).doesNotContain("ALARM");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "balance  | update wallet set available = 71 where user_id = 7",
        "balance  | delete from transfer where user_id = 7",
        "history  | update transfer set amount = 99 where user_id = 7 and type = 'BID_HOLD'",
        "held     | update position set level = 31 where user_id = 7",
        "released | update position set auction_id = 6 where user_id = 7",
      })
  void findsDamage(String check, String damage, CapturedOutput output) {
    JDBC.sql(damage).update();
    Map<String, Integer> found = look();
    assertThat(found).containsEntry(check, 1);
    assertThat(found.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
    assertThat(offenders(check)).isEqualTo(1);
    assertThat(output).contains("ALARM " + check + ": 1 offend");
  }

  @Test
  void comesToTheOtherRowsAndBeginsAnew() {
    JDBC.sql("update wallet set available = 71 where user_id = 149").update();
    assertThat(look()).containsEntry("balance", 0);
    assertThat(look()).containsEntry("balance", 1);
    JDBC.sql("update wallet set available = 70 where user_id = 149").update();
    JDBC.sql("update wallet set available = 71 where user_id = 1").update();
    assertThat(look()).containsEntry("balance", 1);
  }

  @Test
  void looksAtWhatOffendedUntilItIsSound() {
    JDBC.sql("update wallet set available = 71 where user_id = 7").update();
    for (int i = 0; i < 4; i++) {
      assertThat(look()).containsEntry("balance", 1);
    }
    JDBC.sql("update wallet set available = 70 where user_id = 7").update();
    assertThat(look()).containsEntry("balance", 0);
  }

  /// What one instance leaves as the task's data another one reads.
  @Test
  void anotherInstanceGoesOn() {
    JDBC.sql("update wallet set available = 71 where user_id in (7, 149)").update();
    assertThat(look()).containsEntry("balance", 1);
    JacksonSerializer serializer = new JacksonSerializer();
    turn = serializer.deserialize(Turn.class, serializer.serialize(turn));
    audit =
        new SelfAudit(
            DATABASE, Clock.systemUTC(), new SimpleMeterRegistry(), WalletAudit.samples());
    assertThat(look()).containsEntry("balance", 2);
  }

  /// The next rows must have their turn.
  @Test
  void whatTakesTooLongIsGivenUp() {
    String slow = "select 7 as id, 'slow' as words from pg_sleep(60) where 7 = any (:ids)";
    String quick = "select 7 as id, 'quick' as words where 7 = any (:ids)";
    Sample all = WalletAudit.samples().getFirst();
    Sample some = new Sample(all.name(), all.next(), Map.of("slow", slow, "quick", quick));
    audit = new SelfAudit(DATABASE, Clock.systemUTC(), new SimpleMeterRegistry(), List.of(some));
    assertThat(look()).containsEntry("quick", 1).doesNotContainKey("slow");
    assertThat(turn.after()).isEqualTo(Map.of(all.name(), 100L));
  }

  @Test
  void whatIsOldIsNotShown() {
    JDBC.sql("update wallet set available = 71 where user_id = 7").update();
    var _ = look();
    now.set(NOW.plusSeconds(301));
    assertThat(offenders("balance")).isNaN();
  }

  private Map<String, Integer> look() {
    turn = audit.look(turn);
    return audit.offenders();
  }

  private double figure(String name) {
    return registry.get(name).gauge().value();
  }

  private double offenders(String check) {
    return registry.get("neighborbid.audit.offenders").tag("check", check).gauge().value();
  }

  private static DataSource database() {
    TestServers.Postgres postgres = TestServers.postgres();
    DriverManagerDataSource source =
        new DriverManagerDataSource(
            postgres.createDatabase("selfaudit"), postgres.user(), postgres.password());
    Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
    return source;
  }
}
