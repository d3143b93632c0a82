package com.neighborbid.user.outbox;

import com.neighborbid.common.kafka.TopicSetup;
import com.neighborbid.user.config.UserProperties;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Creates missing topics in the background: the service starts whether Kafka is there or not.
@Component
class TopicCreation implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final UserProperties.Kafka settings;
  private volatile @Nullable Thread thread;

  TopicCreation(UserProperties properties) {
    this.settings = properties.kafka();
  }

  @Override
  public void start() {
    // Unstarted first: the thread looks at the field, which must be set when it runs.
    Thread created = Thread.ofVirtual().name("topic-creation").unstarted(this::run);
    thread = created;
    created.start();
  }

  private void run() {
    boolean told = false;
    try {
      while (isRunning() && !ensure(told)) {
        told = true;
        Thread.sleep(PAUSE); // nothing tells when Kafka is there
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Each attempt with a client of its own: none can be made while Kafka's name is not known.
  private boolean ensure(boolean told) throws InterruptedException {
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    try (Admin admin = Admin.create(config)) {
      TopicSetup.ensure(admin, settings.partitions(), settings.replication());
      return true;
    } catch (ExecutionException | KafkaException e) {
      if (!told) {
        log.warn("Topics will be created when Kafka answers: {}", e.toString());
      }
      return false;
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
