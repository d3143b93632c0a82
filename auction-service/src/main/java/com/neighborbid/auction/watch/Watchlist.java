package com.neighborbid.auction.watch;

import com.neighborbid.auction.cache.ShownChanges;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who watches which auction. Ended auctions stay on a list until they are taken off.
@Component
public class Watchlist {
  /// A list that nobody can look through is of no use, and must not cost anybody anything.
  static final int LONGEST = 1_000;

  /// Who watched before and was told of the end is not told again.
  private static final String ADD =
      """
      with added as (
        insert into watch (user_id, auction_id, since, told)
        select :user, a.id, :now, exists (
          select 1 from ending_notice n where n.auction_id = a.id and n.user_id = :user)
        from auction a where a.id = :auction
        on conflict do nothing returning auction_id)
      insert into watch_count (auction_id, watchers) select auction_id, 1 from added
      on conflict (auction_id) do update set watchers = watch_count.watchers + 1
      """;

  private static final String REMOVE =
      """
      with removed as (
        delete from watch where user_id = :user and auction_id = :auction returning auction_id)
      update watch_count c set watchers = c.watchers - 1 from removed r
      where c.auction_id = r.auction_id
      """;

  private final JdbcClient database;
  private final ShownChanges changes;
  private final Clock clock;

  Watchlist(JdbcClient database, ShownChanges changes, Clock clock) {
    this.database = database;
    this.changes = changes;
    this.clock = clock;
  }

  /// Watches an auction; a repeat changes nothing.
  ///
  /// @throws ApiException AUCTION_NOT_FOUND, WATCHLIST_FULL
  @Transactional
  public void add(long userId, long auctionId) {
    Known known = known(userId, auctionId);
    if (!known.exists()) {
      throw ApiException.of(ErrorCode.AUCTION_NOT_FOUND);
    }
    if (known.watching()) {
      return;
    }
    if (known.length() >= LONGEST) {
      throw ApiException.of(ErrorCode.WATCHLIST_FULL);
    }
    database
        .sql(ADD)
        .param("user", userId)
        .param("auction", auctionId)
        .param("now", clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC))
        .update();
    changes.auction(auctionId);
  }

  /// Watches an auction no longer; a repeat changes nothing.
  @Transactional
  public void remove(long userId, long auctionId) {
    if (database.sql(REMOVE).param("user", userId).param("auction", auctionId).update() > 0) {
      changes.auction(auctionId);
    }
  }

  /// Which of some auctions the user watches.
  public Set<Long> among(long userId, Collection<Long> auctionIds) {
    if (auctionIds.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        database
            .sql("select auction_id from watch where user_id = :user and auction_id in (:auctions)")
            .param("user", userId)
            .param("auctions", auctionIds)
            .query(Long.class)
            .list());
  }

  private record Known(boolean exists, boolean watching, int length) {}

  private Known known(long userId, long auctionId) {
    return database
        .sql(
            """
            select exists (select 1 from auction where id = :auction),
              exists (select 1 from watch where user_id = :user and auction_id = :auction),
              (select count(*) from watch where user_id = :user)
            """)
        .param("user", userId)
        .param("auction", auctionId)
        .query((row, _) -> new Known(row.getBoolean(1), row.getBoolean(2), row.getInt(3)))
        .single();
  }
}
