package com.neighborbid.wallet.funding.provider;

import com.neighborbid.wallet.funding.provider.ProviderPayment.Kind;
import com.neighborbid.wallet.funding.provider.ProviderPayment.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The SQL of what was asked of the provider.
@Component
class ProviderRows {
  private static final String COLUMNS =
      "id, kind, user_id, amount, state, confirm_url, problem, created_at, expires_at, checks";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ProviderRows(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  Optional<ProviderPayment> find(UUID id) {
    return jdbc.sql("select " + COLUMNS + " from provider_payment where id = ?")
        .param(id)
        .query((rows, _) -> payment(rows))
        .optional();
  }

  /// A deposit to be created with the provider; the row that is there already where it is a repeat.
  ProviderPayment open(UUID id, long userId, long amount, Instant expiresAt, Instant checkAt) {
    int _ =
        jdbc.sql(
                "insert into provider_payment (id, kind, user_id, amount, state, created_at,"
                    + " expires_at, next_check_at, updated_at)"
                    + " values (?, 'DEPOSIT', ?, ?, 'NEW', ?, ?, ?, ?) on conflict do nothing")
            .params(id, userId, amount, now(), sql(expiresAt), sql(checkAt), now())
            .update();
    return find(id).orElseThrow();
  }

  /// Payouts that the ledger has decided and nobody has sent yet.
  void adoptPayouts() {
    int _ =
        jdbc.sql(
                "insert into provider_payment (id, kind, user_id, amount, state, created_at,"
                    + " next_check_at, updated_at)"
                    + " select id, 'PAYOUT', user_id, amount, 'NEW', at, :now, :now from payout p"
                    + " where state = 'IN_FLIGHT'"
                    + " and not exists (select from provider_payment x where x.id = p.id)"
                    + " on conflict do nothing")
            .param("now", now())
            .update();
  }

  /// What the provider has to be asked now, the longest due first.
  List<ProviderPayment> due(int most) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from provider_payment where next_check_at <= ? order by next_check_at limit ?")
        .params(now(), most)
        .query((rows, _) -> payment(rows))
        .list();
  }

  /// The provider knows it now; a word that came earlier than its own answer stays.
  void pending(UUID id, @Nullable String confirmUrl, Instant nextCheck) {
    int _ =
        jdbc.sql(
                "update provider_payment set state = case when state = 'NEW' then 'PENDING' else"
                    + " state end, confirm_url = coalesce(:url, confirm_url), next_check_at ="
                    + " :next, checks = checks + 1, updated_at = :now"
                    + " where id = :id and state in ('NEW', 'PENDING', 'EXPIRED')")
            .param("url", confirmUrl)
            .param("next", sql(nextCheck))
            .param("now", now())
            .param("id", id)
            .update();
  }

  /// Not confirmed in time.
  ///
  /// @param nextCheck null where nobody asks any more
  void expired(UUID id, @Nullable Instant nextCheck) {
    int _ =
        jdbc.sql(
                "update provider_payment set state = 'EXPIRED', next_check_at = :next, checks ="
                    + " checks + 1, updated_at = :now"
                    + " where id = :id and state in ('NEW', 'PENDING', 'EXPIRED')")
            .param("next", nextCheck == null ? null : sql(nextCheck))
            .param("now", now())
            .param("id", id)
            .update();
  }

  void later(UUID id, Instant nextCheck) {
    int _ =
        jdbc.sql(
                "update provider_payment set next_check_at = ?, checks = checks + 1"
                    + " where id = ? and next_check_at is not null")
            .params(sql(nextCheck), id)
            .update();
  }

  /// The provider has confirmed it, and the log has it.
  void confirmed(UUID id) {
    close(id, State.CONFIRMED);
  }

  /// It came to nothing; a confirmation that was heard stays.
  void failed(UUID id) {
    close(id, State.FAILED);
  }

  private void close(UUID id, State state) {
    int _ =
        jdbc.sql(
                "update provider_payment set state = ?, next_check_at = null, updated_at = ?"
                    + " where id = ? and state <> 'CONFIRMED'")
            .params(state.name(), now(), id)
            .update();
  }

  /// A person has to look at it, unless one has done so and nothing else is said now: what was said
  /// once is kept beside what is said later. What is confirmed stays confirmed.
  void problem(UUID id, String problem) {
    int _ =
        jdbc.sql(
                """
                update provider_payment set next_check_at = null, updated_at = :now,
                  solved_at = case when position(:problem in problem) > 0 then solved_at end,
                  problem = case when position(:problem in problem) > 0 then problem
                    else left(concat_ws('; ', problem, :problem), 2000) end,
                  state = case when state in ('CONFIRMED', 'FAILED') then state else 'MISMATCH' end
                where id = :id
                """)
            .param("problem", problem)
            .param("now", now())
            .param("id", id)
            .update();
  }

  /// Notes that so much of a deposit was taken back.
  ///
  /// @return false where more would be taken back than was paid in
  boolean chargedBack(UUID chargebackId, UUID paymentId, long amount) {
    return Boolean.TRUE.equals(
        transaction.execute(_ -> chargedBackInTransaction(chargebackId, paymentId, amount)));
  }

  private boolean chargedBackInTransaction(UUID chargebackId, UUID paymentId, long amount) {
    long paid =
        jdbc.sql("select amount from provider_payment where id = ? for update")
            .param(paymentId)
            .query(Long.class)
            .single();
    Optional<Long> before =
        jdbc.sql("select amount from provider_chargeback where id = ?")
            .param(chargebackId)
            .query(Long.class)
            .optional();
    if (before.isPresent()) {
      return before.get() == amount;
    }
    long taken =
        jdbc.sql("select coalesce(sum(amount), 0) from provider_chargeback where payment_id = ?")
            .param(paymentId)
            .query(Long.class)
            .single();
    if (amount > paid - taken) {
      return false;
    }
    int _ =
        jdbc.sql("insert into provider_chargeback (id, payment_id, amount, at) values (?, ?, ?, ?)")
            .params(chargebackId, paymentId, amount, now())
            .update();
    return true;
  }

  /// Where the ledger says that a payout is; empty where it is none.
  Optional<String> payoutState(UUID id) {
    return jdbc.sql("select state from payout where id = ?")
        .param(id)
        .query(String.class)
        .optional();
  }

  /// What a person has to look at, newest first.
  List<ProviderPayment> problems(int most) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from provider_payment where problem is not null and solved_at is null"
                + " order by updated_at desc, id limit ?")
        .param(most)
        .query((rows, _) -> payment(rows))
        .list();
  }

  /// One of them.
  Optional<ProviderPayment> openProblem(UUID id) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from provider_payment where id = ? and problem is not null"
                + " and solved_at is null")
        .param(id)
        .query((rows, _) -> payment(rows))
        .optional();
  }

  /// Payouts that an admin has decided: the ledger knows it first.
  void adoptDecisions() {
    int _ =
        jdbc.sql(
                "update provider_payment x set solved_at = p.decided_at, updated_at = :now,"
                    + " state = case p.state when 'PAID' then 'CONFIRMED' else 'FAILED' end"
                    + " from payout p where p.id = x.id and x.kind = 'PAYOUT'"
                    + " and x.state = 'MISMATCH' and p.state <> 'IN_FLIGHT'"
                    + " and x.problem is not null and x.solved_at is null"
                    // What was said after the decision, nobody has decided.
                    + " and p.decided_at > x.updated_at")
            .param("now", now())
            .update();
  }

  /// Notes that an admin has put right what the provider said, and who that was.
  ///
  /// @return false where nothing was open
  boolean close(UUID actionId, UUID id, long adminId, String reason) {
    return Boolean.TRUE.equals(
        transaction.execute(_ -> closeInTransaction(actionId, id, adminId, reason)));
  }

  private boolean closeInTransaction(UUID actionId, UUID id, long adminId, String reason) {
    int closed =
        jdbc.sql(
                "update provider_payment set solved_at = ?, updated_at = ?"
                    + " where id = ? and problem is not null and solved_at is null")
            .params(now(), now(), id)
            .update();
    if (closed == 0) {
      return false;
    }
    int _ =
        jdbc.sql(
                "insert into admin_action (id, admin_id, action, user_id, amount, reason, outcome,"
                    + " at) select ?, ?, 'CLOSE_PROBLEM', user_id, 0, ?, 'DONE', ?"
                    + " from provider_payment where id = ?")
            .params(actionId, adminId, reason, now(), id)
            .update();
    return true;
  }

  private OffsetDateTime now() {
    return sql(clock.instant());
  }

  private static OffsetDateTime sql(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static ProviderPayment payment(ResultSet rows) throws SQLException {
    OffsetDateTime expires = rows.getObject("expires_at", OffsetDateTime.class);
    return new ProviderPayment(
        rows.getObject("id", UUID.class),
        Kind.valueOf(rows.getString("kind")),
        rows.getLong("user_id"),
        rows.getLong("amount"),
        State.valueOf(rows.getString("state")),
        rows.getString("confirm_url"),
        rows.getString("problem"),
        rows.getObject("created_at", OffsetDateTime.class).toInstant(),
        expires == null ? null : expires.toInstant(),
        rows.getInt("checks"));
  }
}
