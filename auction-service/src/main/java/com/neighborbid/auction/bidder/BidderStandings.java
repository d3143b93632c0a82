package com.neighborbid.auction.bidder;

import com.neighborbid.common.contract.bidder.v1.BidderEvent.BlockChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.SuspensionChanged;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps who is suspended. A repeat or an older event changes nothing.
@Component
class BidderStandings {
  private final JdbcClient database;
  private final BidderNews news;

  /// What makes a bidder's bids not count; each says only its own part.
  enum Cause {
    ACCOUNT("account_suspended", "account_changed_at"),
    WALLET("wallet_blocked", "wallet_changed_at");

    private final String sql;

    Cause(String column, String changedAt) {
      this.sql =
          """
          insert into bidder_standing as s (user_id, %1$s, %2$s) values (?, ?, ?)
          on conflict (user_id) do update set %1$s = excluded.%1$s, %2$s = excluded.%2$s
          where s.%2$s <= excluded.%2$s
          returning s.account_suspended or s.wallet_blocked
          """
              .formatted(column, changedAt);
    }
  }

  BidderStandings(JdbcClient database, BidderNews news) {
    this.database = database;
    this.news = news;
  }

  @Transactional
  public void changed(long userId, Cause cause, boolean refused, Instant at) {
    Optional<Boolean> suspended =
        database
            .sql(cause.sql)
            .params(userId, refused, Timestamp.from(at))
            .query(Boolean.class)
            .optional();
    suspended.ifPresent(now -> news.tell(new SuspensionChanged(userId, now, at)));
  }

  /// Nobody is on a list of an erased person, or is found there under his id.
  @Transactional
  public void erased(long userId, Instant at) {
    List<BlockChanged> gone =
        database
            .sql(
                """
                delete from blocked_bidder where seller_id = :user or bidder_id = :user
                returning bidder_id, seller_id
                """)
            .param("user", userId)
            .query((row, _) -> new BlockChanged(row.getLong(1), row.getLong(2), false, at))
            .list();
    gone.forEach(news::tell);
  }
}
