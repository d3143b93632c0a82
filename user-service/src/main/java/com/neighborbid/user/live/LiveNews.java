package com.neighborbid.user.live;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.room.v1.PersonalNews;
import com.neighborbid.common.contract.room.v1.PersonalNewsCodec;
import com.neighborbid.user.config.UserProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisException;

/// Shows people on their open sockets what has changed for them. A hint: what cannot be published
/// is dropped and counted, the truth is in the database. One thread, so that the changes of one
/// thing arrive in their order and Redis away keeps nobody waiting.
@Component
public class LiveNews implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LiveNews.class);
  private static final int QUEUE = 10_000;
  private static final int TIMEOUT_MS = 1_000;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(3);
  private static final Duration AWAY = Duration.ofSeconds(1);

  private final BlockingQueue<Supplier<List<Addressed>>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final HostAndPort address;
  private final Counter published;
  private final Counter dropped;
  private volatile @Nullable Thread thread;
  private boolean failing;
  private long nextTryNanos;

  /// News and whom they are for.
  public record Addressed(long userId, PersonalNews news) {}

  LiveNews(UserProperties properties, MeterRegistry metrics) {
    this.address = HostAndPort.from(properties.redis());
    this.published = metrics.counter("neighborbid.live.published");
    this.dropped = metrics.counter("neighborbid.live.dropped");
  }

  /// Publishes what is made then, once the running transaction has committed.
  ///
  /// @param news made in another thread after the commit, where it may ask other services
  public void afterCommit(Supplier<List<Addressed>> news) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            if (!queue.offer(news)) {
              dropped.increment();
            }
          }
        });
  }

  @Override
  public void start() {
    // Unstarted first: the thread looks at the field, which must be set when it runs.
    Thread created = Thread.ofVirtual().name("live-news").unstarted(this::run);
    thread = created;
    created.start();
  }

  private void run() {
    DefaultJedisClientConfig config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(TIMEOUT_MS)
            .socketTimeoutMillis(TIMEOUT_MS)
            .clientName("live-news")
            .build();
    try (JedisPooled redis = new JedisPooled(address, config)) {
      while (isRunning()) {
        Supplier<List<Addressed>> next = queue.poll(1, TimeUnit.SECONDS);
        if (next != null) {
          publish(redis, next);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish(JedisPooled redis, Supplier<List<Addressed>> made) {
    if (failing && System.nanoTime() < nextTryNanos) {
      dropped.increment();
      return;
    }
    try {
      for (Addressed one : made.get()) {
        long _ =
            redis.publish(
                Topics.userChannel(one.userId()).getBytes(StandardCharsets.UTF_8),
                PersonalNewsCodec.encode(one.news()));
        published.increment();
      }
      if (failing) {
        failing = false;
        log.info("Sockets hear of changes again");
      }
    } catch (JedisException e) {
      away(e);
    } catch (RuntimeException e) {
      dropped.increment();
      log.warn("News could not be made", e);
    }
  }

  /// Once per outage: the reason does not change with every attempt.
  private void away(JedisException e) {
    dropped.increment();
    nextTryNanos = System.nanoTime() + AWAY.toNanos();
    if (!failing) {
      failing = true;
      log.warn("Sockets do not hear of changes: {}", e.toString());
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      boolean _ = running.join(STOP_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
