package com.neighborbid.auction.config;

import com.neighborbid.common.kafka.TopicSetup;
import com.neighborbid.common.lane.LaneGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Starts the lanes once the topics are there, and stops them before the web server's connections
/// to the database go. Kafka may be away at start: reads are served meanwhile.
public class EngineLifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(EngineLifecycle.class);
  private static final long RETRY_MS = 500;
  private static final int FENCED_EXIT = 70;

  private final Supplier<LaneGroup> lanes;
  private final AuctionProperties properties;
  private volatile @Nullable LaneGroup running;
  private volatile @Nullable Thread starter;

  EngineLifecycle(Supplier<LaneGroup> lanes, AuctionProperties properties) {
    this.lanes = lanes;
    this.properties = properties;
  }

  /// Another process runs under our instance name: two owners must never be, so this one ends.
  static void endProcess() {
    var _ = Thread.ofPlatform().name("fenced").start(() -> System.exit(FENCED_EXIT));
  }

  @Override
  public void start() {
    starter = Thread.ofPlatform().name("engine-start").start(this::startWhenTopicsExist);
  }

  private void startWhenTopicsExist() {
    try {
      while (!ensureTopics()) {
        Thread.sleep(RETRY_MS); // Kafka is away: nothing tells when it is back
      }
      LaneGroup group = lanes.get();
      running = group;
      group.start();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ensureTopics() throws InterruptedException {
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, properties.kafka(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000))) {
      TopicSetup.ensure(admin, properties.partitions(), properties.replication());
      return true;
    } catch (ExecutionException | RuntimeException e) {
      log.warn("waiting for Kafka at {}: {}", properties.kafka(), e.toString());
      return false;
    }
  }

  /// How the lanes of this process are; empty before they are started.
  public List<LaneGroup.LaneStatus> lanes() {
    LaneGroup group = running;
    return group == null ? List.of() : group.status();
  }

  /// Whether the lane threads run.
  public boolean alive() {
    LaneGroup group = running;
    return group != null && group.alive();
  }

  @Override
  public void stop() {
    Thread thread = starter;
    if (thread != null) {
      thread.interrupt();
    }
    LaneGroup group = running;
    if (group != null) {
      group.close();
    }
    starter = null;
  }

  @Override
  public boolean isRunning() {
    return starter != null;
  }
}
