package com.neighborbid.wallet.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.wallet.clearing.ClearingCheck.Clearing;
import com.neighborbid.wallet.config.WalletProperties;
import com.neighborbid.wallet.support.EmptyLedger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class ClearingIT {
  private static final Instant PAID = Instant.parse("2030-01-01T12:00:00Z");
  private final JdbcClient jdbc = JdbcClient.create(EmptyLedger.create("clearing"));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void countsWhatSellersHaveNotGotAndRingsWhenItStays(CapturedOutput output) {
    assertThat(checkAt(PAID)).isEqualTo(new Clearing(0, Duration.ZERO));

    capture();
    assertThat(checkAt(PAID.plusSeconds(60))).isEqualTo(new Clearing(45, Duration.ofMinutes(1)));
    assertThat(output).doesNotContain("ALARM");
    checkAt(PAID.plusSeconds(121));
    assertThat(output).contains("ALARM clearing holds 45 won");
    assertThat(registry.get("wallet.clearing").gauge().value()).isEqualTo(45);
    assertThat(registry.get("wallet.clearing.oldest").gauge().value()).isEqualTo(121);

    credit();
    assertThat(checkAt(PAID.plusSeconds(3_600))).isEqualTo(new Clearing(0, Duration.ZERO));
  }

  @Test
  void ringsAtOnceForASumThatNoPriceExplains(CapturedOutput output) {
    transfer("CLEARING", null, "AVAILABLE", 9L, "EARNING", 9);
    checkAt(PAID);
    assertThat(output).contains("ALARM clearing holds -45 won");
  }

  @Test
  void whatWaitsForItsBuyerIsExplained(CapturedOutput output) {
    capture();
    payment("OPEN", null);
    assertThat(checkAt(PAID.plus(Duration.ofDays(6))))
        .isEqualTo(new Clearing(0, Duration.ZERO, 45));
    assertThat(output).doesNotContain("ALARM");

    Instant decided = PAID.plus(Duration.ofDays(7));
    payment("RELEASED", decided);
    assertThat(checkAt(decided.plusSeconds(121)))
        .isEqualTo(new Clearing(45, Duration.ofSeconds(121)));
    assertThat(output).contains("ALARM clearing holds 45 won");
  }

  @Test
  void aFeeOfTheWholePriceLeavesNobodyWaiting() {
    capture();
    transfer("CLEARING", null, "FEES", null, "FEE", 7);
    assertThat(checkAt(PAID.plusSeconds(3_600))).isEqualTo(new Clearing(0, Duration.ZERO));
  }

  private Clearing checkAt(Instant now) {
    registry.clear();
    WalletProperties properties =
        new WalletProperties(
            "w",
            "k",
            "r:1",
            4,
            (short) 1,
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            new WalletProperties.Lanes(1, 1));
    return new ClearingCheck(jdbc, Clock.fixed(now, ZoneOffset.UTC), properties, registry).check();
  }

  private void capture() {
    jdbc.sql("insert into position values (3, 7, 0, 2, true, 45, ?, ?)")
        .params(PAID.atOffset(ZoneOffset.UTC), PAID.atOffset(ZoneOffset.UTC))
        .update();
    transfer("HELD", 7L, "CLEARING", null, "PAYMENT", 7);
  }

  private void payment(String state, Instant decided) {
    jdbc.sql(
            "insert into payment values (3, 7, 9, 45, 0, ?, ?, ?, null, ?, ?)"
                + " on conflict (auction_id) do update set state = excluded.state,"
                + " decided_by = excluded.decided_by, decided_at = excluded.decided_at")
        .params(
            java.util.Arrays.asList(
                state,
                PAID.atOffset(ZoneOffset.UTC),
                PAID.plus(Duration.ofDays(7)).atOffset(ZoneOffset.UTC),
                decided == null ? "NOBODY" : "TIME",
                decided == null ? null : decided.atOffset(ZoneOffset.UTC)))
        .update();
  }

  private void credit() {
    jdbc.sql("insert into credit values (gen_random_uuid(), 3, 9, 45, now())").update();
    transfer("CLEARING", null, "AVAILABLE", 9L, "EARNING", 9);
  }

  private void transfer(
      String debit, Long debitUser, String credit, Long creditUser, String type, long user) {
    jdbc.sql(
            "insert into transfer values (gen_random_uuid(), 0, 1, 0, ?, ?, ?, ?, 45, ?, ?, 3, 0,"
                + " 0, now())")
        .params(java.util.Arrays.asList(debit, debitUser, credit, creditUser, type, user))
        .update();
  }
}
