package com.neighborbid.auction.watch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of announced ends. What is locked by another instance is passed over, so that any number
/// of them can work on it.
@Component
class EndingNotices {
  /// The next to end come first. An auction that stands still or has not started is not about to
  /// end. A row there already means that the person was told before he watched again.
  private static final String MAKE =
      """
      with due as (
        select w.user_id, w.auction_id, a.ends_at, a.price
        from auction a join watch w on w.auction_id = a.id and not w.told
        where not a.ended and a.started and a.pauses = ''
          and a.ends_at > :now and a.ends_at <= :until
        order by a.ends_at limit :most for update of w skip locked),
      told as (
        update watch w set told = true from due
        where w.user_id = due.user_id and w.auction_id = due.auction_id returning 1),
      made as (
        insert into ending_notice (auction_id, user_id, ends_at, price, made_at)
        select auction_id, user_id, ends_at, price, :now from due
        on conflict do nothing returning 1)
      select count(*) from told
      """;

  private static final String FORGET =
      """
      delete from ending_notice where (auction_id, user_id) in (
        select n.auction_id, n.user_id from ending_notice n join auction a on a.id = n.auction_id
        where n.made_at < ? and a.ended and n.kafka_sent
        order by n.made_at limit ? for update of n skip locked)
      """;

  private final JdbcClient database;

  /// Where a notice goes; each way has its own mark, so that none holds up the other.
  enum Way {
    KAFKA("kafka_sent"),
    REDIS("redis_sent");

    private final String column;

    Way(String column) {
      this.column = column;
    }
  }

  /// An announced end.
  ///
  /// @param price the price when it was made, in won
  record Notice(long auctionId, long userId, Instant endsAt, long price, Instant madeAt) {}

  EndingNotices(JdbcClient database) {
    this.database = database;
  }

  /// Makes notices for auctions with at most `before` left.
  ///
  /// @return how many persons need not be looked at again
  int make(Instant now, Duration before, int most) {
    return database
        .sql(MAKE)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("until", now.plus(before).atOffset(ZoneOffset.UTC))
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  /// What has not gone that way, the next to end first; locked by this transaction.
  List<Notice> waiting(Way way, int most) {
    return database
        .sql(
            """
      select auction_id, user_id, ends_at, price, made_at from ending_notice
      where not %s order by ends_at limit ? for update skip locked
      """
                .formatted(way.column))
        .param(most)
        .query((row, _) -> notice(row))
        .list();
  }

  void sent(Way way, List<Notice> notices) {
    database
        .sql(
            """
      update ending_notice n set %s = true from unnest(?::int8[], ?::int8[]) as s(auction_id, user_id)
      where n.auction_id = s.auction_id and n.user_id = s.user_id
      """
                .formatted(way.column))
        .params(
            notices.stream().map(Notice::auctionId).toArray(Long[]::new),
            notices.stream().map(Notice::userId).toArray(Long[]::new))
        .update();
  }

  /// Forgets notices of auctions that are over, some at a time.
  void forgetBefore(Instant time, int most) {
    database.sql(FORGET).params(time.atOffset(ZoneOffset.UTC), most).update();
  }

  private static Notice notice(ResultSet row) throws SQLException {
    return new Notice(
        row.getLong("auction_id"),
        row.getLong("user_id"),
        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
        row.getLong("price"),
        row.getObject("made_at", OffsetDateTime.class).toInstant());
  }
}
