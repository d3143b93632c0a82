package com.neighborbid.wallet.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.jdbc.core.simple.JdbcClient;

/// What must always hold of the ledger, as SQL.
public final class Audit {
  private static final String BALANCES =
      """
      with moved as (
        select credit_user as user_id, credit_account as account, amount from transfer
          where credit_user is not null
        union all
        select debit_user, debit_account, -amount from transfer where debit_user is not null),
      sums as (
        select user_id, coalesce(sum(amount) filter (where account = 'AVAILABLE'), 0) as available,
          coalesce(sum(amount) filter (where account = 'HELD'), 0) as held
        from moved group by user_id)
      select count(*) from wallet w full join sums s using (user_id)
      where coalesce(w.available, 0) <> coalesce(s.available, 0)
         or coalesce(w.held, 0) <> coalesce(s.held, 0)
      """;
  private static final String LEVELS =
      """
      select count(*) from wallet w
      where w.held <> (select coalesce(sum(level), 0) from position p where p.user_id = w.user_id)
      """;
  private static final String ORPHAN_POSITIONS =
      """
      select count(*) from position p
      where level > 0 and not exists (select from wallet w where w.user_id = p.user_id)
      """;
  private static final String RUNNING_BALANCES =
      """
      select count(*) from (
        select available_after - lag(available_after, 1, 0) over history
            - case when credit_account = 'AVAILABLE' then amount
                   when debit_account = 'AVAILABLE' then -amount else 0 end as available_gap,
          held_after - lag(held_after, 1, 0) over history
            - case when credit_account = 'HELD' then amount
                   when debit_account = 'HELD' then -amount else 0 end as held_gap
        from transfer
        window history as (partition by user_id order by at, log_offset, index_in_record)) gaps
      where available_gap <> 0 or held_gap <> 0
      """;

  private static final String PAYOUTS =
      """
      select coalesce(sum(case when credit_account = 'PAYOUTS' then amount else -amount end), 0)
        - (select coalesce(sum(amount), 0) from payout where state = 'IN_FLIGHT')
      from transfer where 'PAYOUTS' in (debit_account, credit_account)
      """;

  private Audit() {}

  /// Every balance is the sum of its transfers, every held sum the sum of its levels, and each
  /// transfer tells the balances as they were.
  public static void holds(JdbcClient jdbc) {
    assertThat(count(jdbc, BALANCES)).as("balances that are not their transfers").isZero();
    assertThat(count(jdbc, LEVELS)).as("held sums that are not their levels").isZero();
    assertThat(count(jdbc, ORPHAN_POSITIONS)).as("holds of nobody").isZero();
    assertThat(count(jdbc, RUNNING_BALANCES)).as("histories with a gap").isZero();
    assertThat(count(jdbc, PAYOUTS)).as("won on their way out that no payout explains").isZero();
  }

  /// What has gone through a platform account so far: in minus out.
  public static long platform(JdbcClient jdbc, String account) {
    return jdbc.sql(
            "select coalesce(sum(case when credit_account = :a then amount else -amount end), 0)"
                + " from transfer where credit_account = :a or debit_account = :a")
        .param("a", account)
        .query(Long.class)
        .single();
  }

  /// What is between winners and sellers, and waits for no buyer's word.
  public static long clearing(JdbcClient jdbc) {
    return platform(jdbc, "CLEARING")
        - count(
            jdbc,
            "select coalesce(sum(price), 0) from payment where state in ('OPEN', 'DISPUTED')");
  }

  public static long count(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
