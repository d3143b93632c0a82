package com.neighborbid.auction.cache;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Drops the copies of what has changed, after the commit.
@Component
class CommittedChanges implements ShownChanges {
  private static final String OF_PERSON =
      """
      select id from auction where seller_id = :user
      union
      select a.id from hold_level h join auction a on a.id = h.auction_id
      where h.bidder_id = :user and a.leader_id = :user
      """;

  private final AuctionCache cache;
  private final JdbcClient database;

  CommittedChanges(AuctionCache cache, JdbcClient database) {
    this.cache = cache;
    this.database = database;
  }

  @Override
  public void auction(long id) {
    afterCommit(() -> cache.changed(id, 0));
  }

  @Override
  public void person(long userId) {
    List<Long> auctions = database.sql(OF_PERSON).param("user", userId).query(Long.class).list();
    afterCommit(
        () -> {
          cache.personChanged(userId);
          auctions.forEach(id -> cache.changed(id, 0));
        });
  }

  private static void afterCommit(Runnable work) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      work.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            work.run();
          }
        });
  }
}
