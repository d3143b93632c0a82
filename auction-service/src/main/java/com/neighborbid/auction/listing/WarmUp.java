package com.neighborbid.auction.listing;

import com.neighborbid.auction.cache.AuctionCache;
import com.neighborbid.common.web.PageQuery;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Loads what many will ask for before they do: the auctions that most people watch, the lists
/// without a filter and those of each category. In each process a moment after its copies were
/// dropped (so also at its start), and every ten minutes in one of them for Redis, from where the
/// others have it.
@Component
class WarmUp implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  /// Copies are often dropped several times in a row: a lane after the other is taken.
  private static final Duration AFTER = Duration.ofSeconds(1);

  private static final String POPULAR =
      """
      select b.auction_id from watch_count w join browse b on b.auction_id = w.auction_id
      where not b.ended and w.watchers > 0 order by w.watchers desc, b.auction_id desc limit 200
      """;

  private final PublicAuctions auctions;
  private final JdbcClient database;
  private final Timer timer;
  private final Semaphore wanted = new Semaphore(0);
  private volatile @Nullable Thread thread;

  WarmUp(PublicAuctions auctions, AuctionCache cache, JdbcClient database, MeterRegistry registry) {
    this.auctions = auctions;
    this.database = database;
    this.timer =
        Timer.builder("auction.cache.warm.up")
            .description("loading popular auctions and lists before they are asked for")
            .register(registry);
    cache.onEmptied(wanted::release);
  }

  /// Loads all of it that is not near.
  void run() {
    timer.record(
        () -> {
          auctions.warm(database.sql(POPULAR).query(Long.class).list());
          list(null, null);
          for (AuctionQuery.Sort sort : AuctionQuery.Sort.values()) {
            list(null, sort.publicName());
          }
          List<String> categories =
              database
                  .sql("select slug from category order by position")
                  .query(String.class)
                  .list();
          categories.forEach(category -> list(category, null));
        });
  }

  private void list(@Nullable String category, @Nullable String sort) {
    var _ =
        auctions.list(
            new Auctions.Filter(null, null, category, null, null, null, null, null, null, sort),
            PageQuery.of(null, null),
            null);
  }

  private void loop() {
    try {
      while (true) {
        wanted.acquire();
        Thread.sleep(AFTER);
        wanted.drainPermits();
        try {
          run();
        } catch (RuntimeException e) {
          // Whatever it is: readers load what they ask for.
          log.info("Nothing is loaded ahead: {}", e.toString());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("warm-up").start(this::loop);
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
