package com.neighborbid.wallet.selfaudit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.neighborbid.common.selfaudit.SelfAudit;
import com.neighborbid.common.selfaudit.SelfAudit.Sample;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What must always hold of wallets, as far as it is cheap to see: each question reads a bounded
/// number of rows by their keys, however long histories are. Transfers cannot be unbalanced, and
/// what stays in clearing is watched beside this.
@Configuration(proxyBeanMethods = false)
class WalletAudit {
  /// A wallet says what its newest transfer has left in it.
  private static final String BALANCES =
      """
      select w.user_id as id,
        format('wallet of %s has %s and %s held, its newest transfer left %s and %s', w.user_id,
          w.available, w.held, coalesce(t.available_after, 0), coalesce(t.held_after, 0)) as words
      from wallet w left join lateral (
        select available_after, held_after from transfer where user_id = w.user_id
        order by at desc, log_offset desc, index_in_record desc limit 1) t on true
      where w.user_id = any (:ids)
        and (w.available, w.held) <> (coalesce(t.available_after, 0), coalesce(t.held_after, 0))
      """;

  /// Each of the newest transfers goes on where the one before it ended.
  private static final String HISTORIES =
      """
      select t.user_id as id,
        format('transfer %s of user %s does not follow the one before it', t.id, t.user_id) as words
      from unnest(:ids::bigint[]) as u(id) cross join lateral (
        select id, user_id, lead(id) over newest as before,
          available_after - lead(available_after) over newest
            - case when credit_account = 'AVAILABLE' then amount
                   when debit_account = 'AVAILABLE' then -amount else 0 end as available_gap,
          held_after - lead(held_after) over newest
            - case when credit_account = 'HELD' then amount
                   when debit_account = 'HELD' then -amount else 0 end as held_gap
        from (
          select * from transfer where user_id = u.id
          order by at desc, log_offset desc, index_in_record desc limit 20) few
        window newest as (order by at desc, log_offset desc, index_in_record desc)) t
      where t.before is not null and (t.available_gap <> 0 or t.held_gap <> 0)
      """;

  /// What is held is held for auctions.
  private static final String LEVELS =
      """
      select w.user_id as id,
        format('wallet of %s has %s held, its positions say %s', w.user_id, w.held, p.level) as words
      from wallet w cross join lateral (
        select coalesce(sum(level), 0) as level from position
        where user_id = w.user_id and not closed) p
      where w.user_id = any (:ids) and w.held <> p.level
      """;

  /// An auction that was paid gives back what the others have held for it.
  private static final String RELEASED =
      """
      select p.user_id as id,
        format('%s won of user %s are held for auction %s, which was paid at %s', p.level,
          p.user_id, p.auction_id, paid.closed_at) as words
      from position p join position paid on paid.auction_id = p.auction_id and paid.captured > 0
      where p.user_id = any (:ids) and not p.closed and p.level > 0
        and paid.closed_at < now() - interval '10 minutes'
      """;

  private static final Map<String, String> CHECKS =
      Map.of("balance", BALANCES, "history", HISTORIES, "held", LEVELS, "released", RELEASED);

  static List<Sample> samples() {
    return List.of(
        new Sample(
            "wallets",
            "select user_id from wallet where user_id > :after order by user_id limit :most",
            CHECKS));
  }

  @Bean
  SelfAudit walletSelfAudit(DataSource database, Clock clock, MeterRegistry registry) {
    return new SelfAudit(database, clock, registry, samples());
  }

  @Bean
  RecurringTask<SelfAudit.Turn> walletSelfAuditTask(SelfAudit audit) {
    return audit.task();
  }
}
