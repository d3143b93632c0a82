package com.neighborbid.realtime.config;

import com.neighborbid.common.redis.Subscriber;
import com.neighborbid.realtime.bidder.BidderReader;
import com.neighborbid.realtime.bids.BidDesk;
import com.neighborbid.realtime.bids.OutcomePoller;
import com.neighborbid.realtime.netty.RealtimeServer;
import com.neighborbid.realtime.redis.RoomSync;
import com.neighborbid.realtime.room.Rooms;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Starts everything in order, the listening port last, and stops it the other way round.
@Component
class Lifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);

  /// Redis is not needed to start; a moment's wait only spares the first viewers the word
  /// "delayed".
  private static final Duration LONGEST_WAIT_FOR_REDIS = Duration.ofSeconds(2);

  /// Nor is this, but for bids: until all is known of bidders they are refused.
  private static final Duration LONGEST_WAIT_FOR_BIDDERS = Duration.ofSeconds(3);

  private final RealtimeProperties properties;
  private final BidDesk desk;
  private final BidderReader bidders;
  private final Subscriber subscriber;
  private final Rooms rooms;
  private final RoomSync sync;
  private final OutcomePoller poller;
  private final RealtimeServer server;
  private volatile boolean running;

  Lifecycle(
      RealtimeProperties properties,
      BidDesk desk,
      BidderReader bidders,
      Subscriber subscriber,
      Rooms rooms,
      RoomSync sync,
      OutcomePoller poller,
      RealtimeServer server) {
    this.properties = properties;
    this.desk = desk;
    this.bidders = bidders;
    this.subscriber = subscriber;
    this.rooms = rooms;
    this.sync = sync;
    this.poller = poller;
    this.server = server;
  }

  @Override
  public void start() {
    bidders.start();
    desk.start();
    subscriber.start(rooms::away, rooms::back);
    sync.start();
    poller.start();
    waitForRedis();
    waitForBidders();
    server.start(properties.port());
    running = true;
  }

  private void waitForBidders() {
    try {
      bidders.awaitRead(LONGEST_WAIT_FOR_BIDDERS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitForRedis() {
    long end = System.nanoTime() + LONGEST_WAIT_FOR_REDIS.toNanos();
    try {
      while (!subscriber.available() && System.nanoTime() - end < 0) {
        Thread.sleep(10);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    running = false;
    try {
      server.drain(properties.drain().answers(), properties.drain().waves());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    poller.close();
    sync.close();
    subscriber.close();
    desk.stop();
    bidders.close();
    server.stop();
    log.info("Stopped");
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
