package com.neighborbid.auction.browse;

import com.neighborbid.auction.bidding.Changes;
import com.neighborbid.auction.bidding.persistence.BrowseRows;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lets prices and ends of running auctions follow into the lists' rows: the first change at once,
/// what comes in the second after it together, so that a thousand bids on an auction cost one
/// write.
///
/// What a process that died had not written yet, [#reconcile()] finds.
@Component
public class BrowseUpdates implements Changes, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(BrowseUpdates.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final JdbcClient database;
  private final Set<Long> changed = ConcurrentHashMap.newKeySet();
  private final Semaphore wake = new Semaphore(0);
  private volatile @Nullable Thread thread;

  BrowseUpdates(JdbcClient database) {
    this.database = database;
  }

  @Override
  public void changed(long auctionId, long seq, boolean shownAnew) {
    note(auctionId);
  }

  private void note(long auctionId) {
    if (changed.add(auctionId)) {
      wake.release();
    }
  }

  /// Brings every running auction's row up to date that is not.
  ///
  /// @return how many were not
  int reconcile() {
    List<Long> behind =
        database
            .sql(
                """
                select a.id from auction a
                left join browse b on b.auction_id = a.id
                where (b.auction_id is null and not a.ended) or not b.ended and (
                  a.ended or a.listing_version <> b.listing_version
                  or b.price <> case when a.price = 0 then a.start_price else a.price end
                  or b.ends_ms <> (extract(epoch from a.ends_at) * 1000)::int8)
                """)
            .query(Long.class)
            .list();
    write(behind);
    return behind.size();
  }

  private void write(List<Long> auctions) {
    if (!auctions.isEmpty()) {
      database
          .sql(BrowseRows.REFRESH.formatted("unnest(?::int8[])"))
          .param(auctions.toArray(Long[]::new))
          .update();
    }
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().daemon().name("browse").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        wake.acquire();
        wake.drainPermits();
        List<Long> now = List.copyOf(changed);
        // Before the rows are read: what changes from here on is noted again.
        now.forEach(changed::remove);
        try {
          write(now);
        } catch (DataAccessException e) {
          log.warn("lists show {} auctions as they were for now: {}", now.size(), e.toString());
          now.forEach(this::note);
        }
        Thread.sleep(EVERY); // what changes meanwhile is written together
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
