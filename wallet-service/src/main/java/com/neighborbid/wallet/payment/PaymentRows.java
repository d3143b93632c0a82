package com.neighborbid.wallet.payment;

import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of payments: those that wait or waited for their buyer have rows of their own, those
/// that went to the seller at once are a closed position and its credit.
@Component
class PaymentRows {
  private static final String WITH_PLATFORM =
      """
      select p.auction_id, %s as role, p.buyer_id, p.seller_id, p.price, p.fee, p.state, p.since,
        case when p.state = 'OPEN' then p.release_at end as release_at, d.reason, p.disputed_at,
        nullif(p.decided_by, 'NOBODY') as decided_by, p.decided_at
      from payment p
      left join dispute d on d.auction_id = p.auction_id and p.disputed_at is not null
      """;
  private static final String AT_ONCE =
      """
      select p.auction_id, %s as role, p.user_id, c.user_id as seller_id, p.captured,
        p.captured - c.amount as fee, 'RELEASED', %s, null::timestamptz, null, null::timestamptz,
        null, %s
      from position p %s join credit c on c.auction_id = p.auction_id
      where p.captured > 0
        and not exists (select from payment x where x.auction_id = p.auction_id)
      """;
  private static final String MINE =
      """
      select * from (
        ({bought} where p.buyer_id = :user {p} order by p.since desc, p.auction_id desc limit :rows)
        union all
        ({sold} where p.seller_id = :user {p} order by p.since desc, p.auction_id desc limit :rows)
        union all
        ({paid} and p.user_id = :user {o} order by p.closed_at desc, p.auction_id desc limit :rows)
        union all
        ({earned} and c.user_id = :user {c} order by c.at desc, c.auction_id desc limit :rows)) mine
      order by since desc, auction_id desc
      limit :rows
      """
          .replace("{bought}", WITH_PLATFORM.formatted("'BUYER'"))
          .replace("{sold}", WITH_PLATFORM.formatted("'SELLER'"))
          .replace("{paid}", AT_ONCE.formatted("'BUYER'", "p.closed_at", "p.closed_at", "left"))
          .replace("{earned}", AT_ONCE.formatted("'SELLER'", "c.at", "c.at", ""));

  private final JdbcClient jdbc;
  private final Clock clock;

  PaymentRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// What the user bought and sold, newest first.
  List<PaymentView> mine(long userId, PageQuery page) {
    return jdbc.sql(
            MINE.replace("{p}", after(page, "p.since", "p.auction_id"))
                .replace("{o}", after(page, "p.closed_at", "p.auction_id"))
                .replace("{c}", after(page, "c.at", "c.auction_id")))
        .param("user", userId)
        .param("rows", page.rows())
        .params(place(page))
        .query((rows, _) -> view(rows))
        .list();
  }

  /// For admins: payments with the platform in this state, the oldest first.
  List<PaymentView> inState(String state, PageQuery page) {
    String after =
        page.cursor().isPresent() ? " and (p.since, p.auction_id) > (:since, :auction)" : "";
    return jdbc.sql(
            WITH_PLATFORM.formatted("null")
                + " where p.state = :state"
                + after
                + " order by p.since, p.auction_id limit :rows")
        .param("state", state)
        .param("rows", page.rows())
        .params(place(page))
        .query((rows, _) -> view(rows))
        .list();
  }

  /// A payment as its buyer sees it; empty where this user has bought nothing there.
  Optional<PaymentView> bought(long auctionId, long buyerId) {
    return jdbc.sql(
            WITH_PLATFORM.formatted("'BUYER'")
                + " where p.auction_id = :auction and p.buyer_id = :buyer union all "
                + AT_ONCE.formatted("'BUYER'", "p.closed_at", "p.closed_at", "left")
                + " and p.auction_id = :auction and p.user_id = :buyer")
        .param("auction", auctionId)
        .param("buyer", buyerId)
        .query((rows, _) -> view(rows))
        .optional();
  }

  /// A payment that is or was with the platform.
  Optional<PaymentView> withPlatform(long auctionId) {
    return jdbc.sql(WITH_PLATFORM.formatted("null") + " where p.auction_id = ?")
        .param(auctionId)
        .query((rows, _) -> view(rows))
        .optional();
  }

  /// What the buyer says is wrong; the first word stays.
  void say(long auctionId, long buyerId, String reason) {
    int _ =
        jdbc.sql(
                "insert into dispute (auction_id, buyer_id, reason, at) values (?, ?, ?, ?)"
                    + " on conflict do nothing")
            .params(auctionId, buyerId, reason, clock.instant().atOffset(ZoneOffset.UTC))
            .update();
  }

  /// Payments whose time is over, the longest first.
  ///
  /// @param after where the last asking ended; empty for the beginning
  List<Due> due(Optional<Due> after, int most) {
    Map<String, Object> place = new HashMap<>();
    after.ifPresent(
        last -> {
          place.put("since", last.releaseAt());
          place.put("auction", last.auctionId());
        });
    return jdbc.sql(
            "select auction_id, buyer_id, release_at from payment"
                + " where state = 'OPEN' and release_at <= :now"
                + (after.isPresent() ? " and (release_at, auction_id) > (:since, :auction)" : "")
                + " order by release_at, auction_id limit :rows")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("rows", most)
        .params(place)
        .query(
            (rows, _) ->
                new Due(rows.getLong(1), rows.getLong(2), rows.getObject(3, OffsetDateTime.class)))
        .list();
  }

  /// A payment to be released.
  record Due(long auctionId, long buyerId, OffsetDateTime releaseAt) {}

  private static String after(PageQuery page, String since, String auction) {
    return page.cursor().isPresent()
        ? "and (" + since + ", " + auction + ") < (:since, :auction)"
        : "";
  }

  private static Map<String, Object> place(PageQuery page) {
    Map<String, Object> place = new HashMap<>();
    page.cursor()
        .ifPresent(
            cursor -> {
              place.put("since", cursor.sqlTime(0));
              place.put("auction", cursor.number(1));
            });
    return place;
  }

  static Cursor cursor(PaymentView payment) {
    return Cursor.of(payment.since(), payment.auctionId());
  }

  private static PaymentView view(ResultSet rows) throws SQLException {
    String role = rows.getString(2);
    return new PaymentView(
        rows.getLong(1),
        role,
        rows.getLong(3),
        number(rows, 4),
        rows.getLong(5),
        "BUYER".equals(role) ? null : number(rows, 6),
        rows.getString(7),
        rows.getObject(8, OffsetDateTime.class).toInstant(),
        time(rows, 9),
        rows.getString(10),
        time(rows, 11),
        rows.getString(12),
        time(rows, 13));
  }

  private static @Nullable Long number(ResultSet rows, int column) throws SQLException {
    long number = rows.getLong(column);
    return rows.wasNull() ? null : number;
  }

  private static @Nullable Instant time(ResultSet rows, int column) throws SQLException {
    OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
