package com.neighborbid.wallet.clearing;

import com.neighborbid.wallet.config.WalletProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Looks every half minute at what winners have paid and sellers have not got yet. Shown as metrics
/// and as a health detail; it never makes the service unhealthy, because restarting it would mend
/// nothing.
@Component("clearing")
class ClearingCheck implements HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(ClearingCheck.class);

  /// One statement, so that both figures are of the same moment.
  private static final String LOOK =
      """
      select
        (select coalesce(sum(case when credit_account = 'CLEARING' then amount else -amount end), 0)
         from transfer where debit_account = 'CLEARING' or credit_account = 'CLEARING')
        - (select coalesce(sum(price), 0) from payment where state in ('OPEN', 'DISPUTED')) as won,
        (select min(coalesce(y.decided_at, p.closed_at)) from position p
         left join payment y on y.auction_id = p.auction_id
         where p.captured > 0
           -- What waits for its buyer's word, or went back to him, is no seller's yet.
           and (y.state is null or y.state = 'RELEASED')
           and not exists (select from credit c where c.auction_id = p.auction_id)
           -- A fee of the whole price leaves nothing to credit.
           and p.captured > (select coalesce(sum(t.amount), 0) from transfer t
             where t.auction_id = p.auction_id
               and t.debit_account = 'CLEARING' and t.credit_account = 'FEES')) as oldest,
        (select coalesce(sum(price), 0) from payment where state in ('OPEN', 'DISPUTED')) as open
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Duration alarmAfter;
  private volatile Clearing last = new Clearing(0, Duration.ZERO);

  /// @param won whole won between winners and sellers, without what waits for a buyer's word
  /// @param oldest how long the oldest captured price has waited for its seller
  /// @param open whole won that wait for a buyer's word
  record Clearing(long won, Duration oldest, long open) {
    Clearing(long won, Duration oldest) {
      this(won, oldest, 0);
    }
  }

  ClearingCheck(JdbcClient jdbc, Clock clock, WalletProperties properties, MeterRegistry registry) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.alarmAfter = properties.clearingAlarmAfter();
    Gauge.builder("wallet.clearing", () -> last.won())
        .description("won between winners and sellers")
        .register(registry);
    Gauge.builder("wallet.clearing.oldest", () -> last.oldest().toSeconds())
        .baseUnit("seconds")
        .description("how long the oldest captured price has waited for its seller")
        .register(registry);
    Gauge.builder("wallet.payments.open", () -> last.open())
        .description("won that wait for a buyer's word")
        .register(registry);
  }

  @Scheduled(fixedDelay = 30_000, initialDelay = 10_000)
  void lookAgain() {
    try {
      check();
    } catch (DataAccessException e) {
      log.warn("Clearing cannot be checked now: {}", e.toString());
    }
  }

  Clearing check() {
    Clearing clearing = jdbc.sql(LOOK).query((rows, _) -> clearing(rows)).single();
    last = clearing;
    // Money passes through all the time; wrong is a price that stays, or a sum that no price
    // explains.
    boolean unexplained = clearing.won() != 0 && clearing.oldest().isZero();
    if (unexplained || clearing.oldest().compareTo(alarmAfter) > 0) {
      log.error(
          "ALARM clearing holds {} won; the oldest captured price has waited {} for its seller",
          clearing.won(),
          clearing.oldest());
    }
    return clearing;
  }

  private Clearing clearing(ResultSet rows) throws SQLException {
    OffsetDateTime oldest = rows.getObject("oldest", OffsetDateTime.class);
    Duration waiting =
        oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), clock.instant());
    return new Clearing(rows.getLong("won"), waiting, rows.getLong("open"));
  }

  @Override
  public Health health() {
    Clearing clearing = last;
    return Health.up()
        .withDetail("won", clearing.won())
        .withDetail("open", clearing.open())
        .withDetail("oldestSeconds", clearing.oldest().toSeconds())
        .build();
  }
}
