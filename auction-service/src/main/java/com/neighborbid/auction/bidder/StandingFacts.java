package com.neighborbid.auction.bidder;

import com.neighborbid.common.contract.bidder.v1.BidderEvent;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.BlockChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.SuspensionChanged;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells all that holds once more, from the rows, in pages.
///
/// Each page's rows are locked until what is told of them is in the outbox: a change comes before,
/// and then is what is told, or after, and then is told later. So nothing older ever follows what
/// is newer.
@Component
class StandingFacts {
  private static final int PAGE = 500;

  private static final String LAST_SUSPENDED =
      """
      select max(user_id) from (
        select user_id from bidder_standing
        where user_id > :after and (account_suspended or wallet_blocked)
        order by user_id limit :rows) page
      """;

  private static final String SUSPENDED =
      """
      select user_id, greatest(
          case when account_suspended then account_changed_at end,
          case when wallet_blocked then wallet_changed_at end)
      from bidder_standing
      where user_id > :after and user_id <= :last and (account_suspended or wallet_blocked)
      order by user_id for update
      """;

  private static final String LAST_BLOCKED =
      """
      select seller_id, bidder_id from (
        select seller_id, bidder_id from blocked_bidder
        where (seller_id, bidder_id) > (:seller, :bidder)
        order by seller_id, bidder_id limit :rows) page
      order by seller_id desc, bidder_id desc limit 1
      """;

  private static final String BLOCKED =
      """
      select bidder_id, seller_id, blocked_at from blocked_bidder
      where (seller_id, bidder_id) > (:seller, :bidder)
        and (seller_id, bidder_id) <= (:lastSeller, :lastBidder)
      order by seller_id, bidder_id for update
      """;

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final BidderNews news;

  private record Pair(long sellerId, long bidderId) {}

  StandingFacts(JdbcClient database, TransactionTemplate transactions, BidderNews news) {
    this.database = database;
    this.transactions = transactions;
    this.news = news;
  }

  /// Returns when all of it is in the outbox.
  ///
  /// @return how many facts were told
  int tellAll() {
    return tellSuspended() + tellBlocked();
  }

  private int tellSuspended() {
    int told = 0;
    long after = 0;
    Optional<Long> last = lastSuspended(after);
    while (last.isPresent()) {
      told += tell(suspended(after, last.get()));
      after = last.get();
      last = lastSuspended(after);
    }
    return told;
  }

  private Optional<Long> lastSuspended(long after) {
    return database
        .sql(LAST_SUSPENDED)
        .param("after", after)
        .param("rows", PAGE)
        .query(Long.class)
        .optional();
  }

  private JdbcClient.MappedQuerySpec<? extends BidderEvent> suspended(long after, long last) {
    return database
        .sql(SUSPENDED)
        .param("after", after)
        .param("last", last)
        .query(
            (row, _) ->
                new SuspensionChanged(
                    row.getLong(1), true, row.getObject(2, OffsetDateTime.class).toInstant()));
  }

  private int tellBlocked() {
    int told = 0;
    Pair after = new Pair(0, 0);
    Optional<Pair> last = lastBlocked(after);
    while (last.isPresent()) {
      told += tell(blocked(after, last.get()));
      after = last.get();
      last = lastBlocked(after);
    }
    return told;
  }

  private Optional<Pair> lastBlocked(Pair after) {
    return database
        .sql(LAST_BLOCKED)
        .param("seller", after.sellerId())
        .param("bidder", after.bidderId())
        .param("rows", PAGE)
        .query((row, _) -> new Pair(row.getLong(1), row.getLong(2)))
        .optional();
  }

  private JdbcClient.MappedQuerySpec<? extends BidderEvent> blocked(Pair after, Pair last) {
    return database
        .sql(BLOCKED)
        .param("seller", after.sellerId())
        .param("bidder", after.bidderId())
        .param("lastSeller", last.sellerId())
        .param("lastBidder", last.bidderId())
        .query(
            (row, _) ->
                new BlockChanged(
                    row.getLong(1),
                    row.getLong(2),
                    true,
                    row.getObject(3, OffsetDateTime.class).toInstant()));
  }

  private int tell(JdbcClient.MappedQuerySpec<? extends BidderEvent> page) {
    Integer told =
        transactions.execute(
            _ -> {
              List<? extends BidderEvent> facts = page.list();
              facts.forEach(news::tell);
              return facts.size();
            });
    return Objects.requireNonNull(told);
  }
}
