package com.neighborbid.auction.seller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Makes sure that a bidder has a name to show, also where the event that tells it is still on its
/// way.
@Component
public class BidderNames {
  private static final Logger log = LoggerFactory.getLogger(BidderNames.class);

  private final JdbcClient database;
  private final Cache<Long, String> known =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofHours(1)).build();

  BidderNames(JdbcClient database) {
    this.database = database;
  }

  /// @param nickname as the bidder's token has it; a name from an event is newer and stays
  public void ensure(long userId, String nickname) {
    if (known.getIfPresent(userId) != null) {
      return;
    }
    try {
      database
          .sql(
              "insert into bidder_name (user_id, nickname, changed_at) values (?, ?, ?)"
                  + " on conflict do nothing")
          .params(userId, nickname, Timestamp.from(Instant.EPOCH))
          .update();
      known.put(userId, nickname);
    } catch (DataAccessException e) {
      log.debug("the name of {} comes with its event", userId, e);
    }
  }
}
