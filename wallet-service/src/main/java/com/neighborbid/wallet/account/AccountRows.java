package com.neighborbid.wallet.account;

import com.neighborbid.common.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of the reads; lists by keyset, newest first.
@Component
class AccountRows {
  private static final String TRANSACTIONS =
      """
      select id, type, available_after, held_after, auction_id, at, log_offset, index_in_record,
        case when credit_account = 'AVAILABLE' then amount
             when debit_account = 'AVAILABLE' then -amount else 0 end as available,
        case when credit_account = 'HELD' then amount
             when debit_account = 'HELD' then -amount else 0 end as held
      from transfer
      where user_id = :user and (debit_user is not null or credit_user is not null) {after}
      order by at desc, log_offset desc, index_in_record desc
      limit :rows
      """;
  private static final String HOLDS =
      """
      select auction_id, level, since from position
      where user_id = :user and not closed and level > 0 {after}
      order by since desc, auction_id desc
      limit :rows
      """;
  private static final String POSITIONS =
      """
      select auction_id, user_id, level, command_seq, since from position
      where auction_id = :auction and level > 0 and user_id > :after
      order by user_id
      limit :rows
      """;

  /// One statement: between two, money could move from what was not asked for yet to what was.
  private static final String STANDING =
      """
      select coalesce(max(available), 0) as available, coalesce(max(held), 0) as held,
        (select count(*) from payout where user_id = :user and state = 'IN_FLIGHT')
        + (select count(*) from provider_payment p where user_id = :user and kind = 'DEPOSIT'
            and (state in ('NEW', 'PENDING')
              or (state = 'EXPIRED' and next_check_at is not null) or (state = 'MISMATCH' and solved_at is null)
              or (state = 'CONFIRMED'
                and not exists (select from money_request r where r.id = p.id))))
        + (select count(*) from payment p where (buyer_id = :user or seller_id = :user)
            and (state in ('OPEN', 'DISPUTED')
              or (state = 'RELEASED' and seller_id = :user and price > fee
                and not exists (select from credit c where c.auction_id = p.auction_id))))
        as on_its_way
      from wallet where user_id = :user
      """;

  /// A price with the platform is in `payment`, whatever became of it: its seller's part of it is
  /// told by the standing. A fee of the whole price leaves nothing to credit.
  private static final String UNCREDITED =
      """
      select count(*) from unnest(:auctions::bigint[]) as sold (auction_id)
      where not exists (select from credit c where c.auction_id = sold.auction_id)
        and not exists (select from payment y where y.auction_id = sold.auction_id)
        and not exists (select from position p
          where p.auction_id = sold.auction_id and p.captured > 0
            and p.captured <= (select coalesce(sum(t.amount), 0) from transfer t
              where t.auction_id = sold.auction_id
                and t.debit_account = 'CLEARING' and t.credit_account = 'FEES'))
      """;

  private final JdbcClient jdbc;

  /// Whole won.
  record Balance(long available, long held, boolean blocked) {}

  /// What somebody has here.
  ///
  /// @param onItsWay how many deposits, payouts and prices are neither here nor there
  record Standing(long available, long held, long onItsWay) {}

  /// A row of the history with its place in it.
  record Entry(
      UUID id,
      String type,
      long available,
      long held,
      long availableAfter,
      long heldAfter,
      @Nullable Long auctionId,
      Instant at,
      long offset,
      int index) {}

  record Hold(long auctionId, long amount, Instant since) {}

  record OpenPosition(long auctionId, long userId, long level, long commandSeq, Instant since) {}

  AccountRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Nothing of somebody without a wallet.
  Standing standing(long userId) {
    return jdbc.sql(STANDING)
        .param("user", userId)
        .query((rows, _) -> new Standing(rows.getLong(1), rows.getLong(2), rows.getLong(3)))
        .single();
  }

  /// How many of these auctions, all of them sold, have a price that is not with its seller yet:
  /// captured and not credited, or not even captured.
  long uncredited(List<Long> auctions) {
    return jdbc.sql(UNCREDITED)
        .param("auctions", auctions.toArray(Long[]::new))
        .query(Long.class)
        .single();
  }

  /// Zeros for a wallet that is not open yet: it will be in a moment.
  Balance balance(long userId) {
    return jdbc.sql("select available, held, blocked_at is not null from wallet where user_id = ?")
        .param(userId)
        .query((rows, _) -> new Balance(rows.getLong(1), rows.getLong(2), rows.getBoolean(3)))
        .optional()
        .orElse(new Balance(0, 0, false));
  }

  List<Entry> transactions(long userId, PageQuery page) {
    String after =
        page.cursor().isPresent() ? "and (at, log_offset, index_in_record) < (:at, :o, :i)" : "";
    Map<String, Object> values =
        page.cursor()
            .map(
                cursor ->
                    Map.<String, Object>of(
                        "at", cursor.sqlTime(0), "o", cursor.number(1), "i", cursor.number(2)))
            .orElse(Map.of());
    return jdbc.sql(TRANSACTIONS.replace("{after}", after))
        .param("user", userId)
        .param("rows", page.rows())
        .params(values)
        .query((rows, _) -> entry(rows))
        .list();
  }

  List<Hold> holds(long userId, PageQuery page) {
    String after = page.cursor().isPresent() ? "and (since, auction_id) < (:since, :a)" : "";
    Map<String, Object> values =
        page.cursor()
            .map(
                cursor -> Map.<String, Object>of("since", cursor.sqlTime(0), "a", cursor.number(1)))
            .orElse(Map.of());
    return jdbc.sql(HOLDS.replace("{after}", after))
        .param("user", userId)
        .param("rows", page.rows())
        .params(values)
        .query((rows, _) -> new Hold(rows.getLong(1), rows.getLong(2), time(rows, "since")))
        .list();
  }

  List<OpenPosition> openPositions(long auctionId, PageQuery page) {
    return jdbc.sql(POSITIONS)
        .param("auction", auctionId)
        .param("after", page.cursor().map(cursor -> cursor.number(0)).orElse(0L))
        .param("rows", page.rows())
        .query(
            (rows, _) ->
                new OpenPosition(
                    rows.getLong(1),
                    rows.getLong(2),
                    rows.getLong(3),
                    rows.getLong(4),
                    time(rows, "since")))
        .list();
  }

  private static Entry entry(ResultSet rows) throws SQLException {
    long auctionId = rows.getLong("auction_id");
    Long auction = rows.wasNull() ? null : auctionId;
    return new Entry(
        rows.getObject("id", UUID.class),
        rows.getString("type"),
        rows.getLong("available"),
        rows.getLong("held"),
        rows.getLong("available_after"),
        rows.getLong("held_after"),
        auction,
        time(rows, "at"),
        rows.getLong("log_offset"),
        rows.getInt("index_in_record"));
  }

  private static Instant time(ResultSet rows, String column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }
}
