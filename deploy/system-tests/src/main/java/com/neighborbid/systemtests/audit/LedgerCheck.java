package com.neighborbid.systemtests.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The ledger against itself: every balance is the sum of its transfers, every held sum the sum of
/// its levels, every history without a gap, and all accounts together nothing.
final class LedgerCheck {
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
      select format('user %s has %s available and %s held, his transfers say %s and %s', user_id,
        w.available, w.held, s.available, s.held)
      from wallet w full join sums s using (user_id)
      where coalesce(w.available, 0) <> coalesce(s.available, 0)
         or coalesce(w.held, 0) <> coalesce(s.held, 0)
      """;
  private static final String LEVELS =
      """
      select format('user %s has %s held, his positions say %s', user_id, w.held, p.level)
      from wallet w
      full join (select user_id, sum(level) as level from position group by user_id) p using (user_id)
      where coalesce(w.held, 0) <> coalesce(p.level, 0)
      """;
  private static final String NEGATIVE =
      """
      select format('user %s has a negative balance: %s available, %s held', user_id, available, held)
      from wallet where available < 0 or held < 0
      """;
  private static final String HISTORIES =
      """
      select format('transfer %s of user %s does not follow the one before it', id, user_id) from (
        select id, user_id,
          available_after - lag(available_after, 1, 0) over history
            - case when credit_account = 'AVAILABLE' then amount
                   when debit_account = 'AVAILABLE' then -amount else 0 end as available_gap,
          held_after - lag(held_after, 1, 0) over history
            - case when credit_account = 'HELD' then amount
                   when debit_account = 'HELD' then -amount else 0 end as held_gap
        from transfer
        window history as (partition by user_id order by at, log_offset, index_in_record)) gaps
      where available_gap <> 0 or held_gap <> 0
      """;
  private static final String ALL_ACCOUNTS =
      """
      select format('all accounts together have %s won', total) from (
        select (select coalesce(sum(available + held), 0) from wallet)
          + coalesce(sum(case when credit_user is null then amount else 0 end), 0)
          - coalesce(sum(case when debit_user is null then amount else 0 end), 0) as total
        from transfer) sums
      where total <> 0
      """;

  private static final String PAYOUTS =
      """
      select format('%s won are on their way out, the payouts say %s', moved, waiting) from (
        select (select coalesce(sum(case when credit_account = 'PAYOUTS' then amount else -amount end), 0)
            from transfer where 'PAYOUTS' in (debit_account, credit_account)) as moved,
          (select coalesce(sum(amount), 0) from payout where state = 'IN_FLIGHT') as waiting) sums
      where moved <> waiting
      """;

  private LedgerCheck() {}

  static Finding run(Connection wallet) throws SQLException {
    Finding.Builder finding = new Finding.Builder(Invariant.LEDGER);
    finding.examined(Sql.number(wallet, "select count(*) from wallet"));
    finding.examined(Sql.number(wallet, "select count(*) from transfer"));
    for (String sql : List.of(BALANCES, LEVELS, NEGATIVE, HISTORIES, ALL_ACCOUNTS, PAYOUTS)) {
      Sql.list(wallet, sql, row -> row.getString(1)).forEach(finding::offender);
    }
    return finding.done();
  }
}
