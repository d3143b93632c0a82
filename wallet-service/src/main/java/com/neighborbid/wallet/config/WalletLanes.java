package com.neighborbid.wallet.config;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.kafka.TopicSetup;
import com.neighborbid.common.lane.LaneGroup;
import com.neighborbid.common.lane.LaneGroup.LaneStatus;
import com.neighborbid.common.lane.LanePool;
import com.neighborbid.common.lane.LaneSettings;
import com.neighborbid.common.lane.RedisOutbox;
import com.neighborbid.common.lane.SidePublisher;
import com.neighborbid.wallet.ledger.WalletEngine;
import com.neighborbid.wallet.request.DecidedRequests;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Runs the wallet engine's lanes for as long as the service runs: after the database is migrated,
/// until HTTP has stopped.
///
/// Kafka may be away at the start: topics are made and lanes started by a thread of their own, as
/// soon as it is there.
@Component
public class WalletLanes implements SmartLifecycle {
  /// The consumer group; the name of the lanes in the database.
  public static final String GROUP = "wallet-engine";

  private static final Logger log = LoggerFactory.getLogger(WalletLanes.class);
  private static final String SOURCE = "wallet-service";
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int ADMIN_LIMIT_MS = 5_000;

  private final WalletProperties properties;
  private final DataSourceProperties database;
  private final DecidedRequests decided;
  private final MeterRegistry registry;
  private final Clock clock;
  private final ProcessEnd processEnd;
  private @Nullable Thread starter;
  private @Nullable HikariDataSource pool;
  private @Nullable SidePublisher redis;
  private volatile @Nullable LaneGroup group;
  private volatile boolean running;

  WalletLanes(
      WalletProperties properties,
      DataSourceProperties database,
      DecidedRequests decided,
      MeterRegistry registry,
      Clock clock,
      ProcessEnd processEnd) {
    this.properties = properties;
    this.database = database;
    this.decided = decided;
    this.registry = registry;
    this.clock = clock;
    this.processEnd = processEnd;
  }

  @Override
  public void start() {
    running = true;
    starter = Thread.ofPlatform().name("wallet-lanes-start").start(this::startWhenPossible);
  }

  private void startWhenPossible() {
    try {
      boolean topicsThere = ensureTopics();
      startGroup();
      while (running && !topicsThere) {
        Thread.sleep(PAUSE); // Kafka is away: there is nothing to wait on
        topicsThere = ensureTopics();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ensureTopics() throws InterruptedException {
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            properties.kafka(),
            AdminClientConfig.CLIENT_ID_CONFIG,
            properties.instance() + "-topics",
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            ADMIN_LIMIT_MS,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ADMIN_LIMIT_MS);
    try (Admin admin = Admin.create(config)) {
      TopicSetup.ensure(admin, properties.partitions(), properties.replication());
      return true;
    } catch (ExecutionException | KafkaException e) {
      log.warn("Kafka does not make topics now: {}", e.toString());
      return false;
    }
  }

  private synchronized void startGroup() throws InterruptedException {
    int threads = properties.lanes().threads();
    HikariDataSource lanePool =
        LanePool.create(
            "wallet-lanes",
            database.determineUrl(),
            database.determineUsername(),
            database.determinePassword(),
            // One more for what is told over Redis, while that catches up.
            threads + 1);
    pool = lanePool;
    SidePublisher side =
        new RedisOutbox(properties.redisHost(), properties.redisPort(), lanePool, registry);
    redis = side;
    while (running && group == null) {
      try {
        LaneGroup made = laneGroup(lanePool, side, threads);
        made.start();
        group = made;
      } catch (KafkaException e) {
        log.warn("The lanes cannot start yet: {}", e.toString());
        Thread.sleep(PAUSE); // the broker's name is not known yet: there is nothing to wait on
      }
    }
  }

  private LaneGroup laneGroup(HikariDataSource lanePool, SidePublisher side, int threads) {
    return new LaneGroup(
        new LaneSettings(
            properties.kafka(),
            GROUP,
            Topics.WALLET_LOG,
            properties.instance(),
            threads,
            properties.lanes().maxBatch(),
            SOURCE),
        () -> new WalletEngine(decided),
        lanePool,
        side,
        registry,
        clock,
        () -> processEnd.end("another process runs as " + properties.instance()));
  }

  /// After HTTP: who waits for a decision still gets it.
  @Override
  public void stop() {
    running = false;
    Thread thread = starter;
    if (thread != null) {
      thread.interrupt();
    }
    stopGroup();
  }

  private synchronized void stopGroup() {
    LaneGroup started = group;
    if (started != null) {
      started.close();
      group = null;
    }
    SidePublisher side = redis;
    if (side != null) {
      side.close();
      redis = null;
    }
    HikariDataSource opened = pool;
    if (opened != null) {
      opened.close();
      pool = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 0;
  }

  /// The lanes this process owns; empty before the first assignment.
  List<LaneStatus> status() {
    LaneGroup started = group;
    return started == null ? List.of() : started.status();
  }

  /// Whether the lane threads live; true also while they have not started because Kafka is away.
  boolean alive() {
    LaneGroup started = group;
    return started == null ? running : started.alive();
  }
}
