package com.neighborbid.common.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/// A few connections to Redis for many threads that can do without it: whoever finds none free, or
/// Redis away, is told so and goes on. After a failure nobody tries for a moment, so that a Redis
/// that does not answer costs its limit once and not every caller.
public final class RedisLinks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RedisLinks.class);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(50);
  private static final Duration TRY_AGAIN = Duration.ofMillis(500);

  private final int count;
  private final BlockingQueue<RedisLink> free;
  private volatile long awayUntilNanos = System.nanoTime();
  private volatile boolean closed;

  /// @param address `host:port`
  /// @param clientName how these connections are called in Redis' list of clients
  /// @param limit for connecting and for every answer
  /// @param count most connections at once
  public RedisLinks(
      String address, String clientName, Duration limit, int count, RedisScript... scripts) {
    this.count = count;
    this.free = new ArrayBlockingQueue<>(count);
    IntStream.range(0, count)
        .forEach(_ -> free.add(new RedisLink(address, clientName, limit, scripts)));
  }

  /// Asks Redis something.
  ///
  /// @return nothing where Redis is away, slow or busy with others
  public <T> Optional<T> ask(Function<Jedis, T> question) {
    if (closed || System.nanoTime() - awayUntilNanos < 0) {
      return Optional.empty();
    }
    RedisLink link = take();
    if (link == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.apply(link.open()));
    } catch (JedisException e) {
      link.drop();
      awayUntilNanos = System.nanoTime() + TRY_AGAIN.toNanos();
      log.debug("Redis is gone without", e);
      return Optional.empty();
    } finally {
      free.add(link);
    }
  }

  private @Nullable RedisLink take() {
    try {
      return free.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /// Waits for what is being asked, which ends within the limit.
  @Override
  public void close() {
    closed = true;
    for (int i = 0; i < count; i++) {
      RedisLink link = take();
      if (link != null) {
        link.close();
      }
    }
  }
}
