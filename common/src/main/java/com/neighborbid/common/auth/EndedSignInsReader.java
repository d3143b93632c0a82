package com.neighborbid.common.auth;

import com.neighborbid.common.redis.RedisLink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.resps.Tuple;

/// Learns from Redis which sign-ins have ended: all of them with each new connection, then what is
/// new, twice a second. Reading what is stored misses nothing, whatever happened to a message.
/// While Redis is away nothing is learnt and nothing is forgotten.
public final class EndedSignInsReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EndedSignInsReader.class);
  private static final Duration READ_EVERY = Duration.ofMillis(500);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

  /// Several may have ended in the same millisecond: the last second is read again.
  private static final double OVERLAP_MS = 1_000;

  private final RedisLink link;
  private final EndedSignIns endedSignIns;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;
  private double readUpTo;
  private boolean failing;

  /// @param redis `host:port`
  public EndedSignInsReader(String redis, EndedSignIns endedSignIns) {
    this.link = new RedisLink(redis, "ended-sign-ins", ANSWER_LIMIT);
    this.endedSignIns = endedSignIns;
    this.thread = Thread.ofVirtual().name("ended-sign-ins").start(this::run);
  }

  private void run() {
    try {
      while (!closed.get()) {
        try {
          read(link.open());
          failing = false;
        } catch (RuntimeException e) {
          // Whatever it is: a reader that ended would let ended sign-ins go on.
          link.drop();
          readUpTo = 0;
          note(e);
        }
        TimeUnit.MILLISECONDS.sleep(READ_EVERY.toMillis());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      link.close();
    }
  }

  private void read(Jedis redis) {
    List<Tuple> news =
        redis.zrangeByScoreWithScores(
            EndedSignInsWriter.KEY, readUpTo - OVERLAP_MS, Double.POSITIVE_INFINITY);
    for (Tuple one : news) {
      endedSignIns.heard(one.getElement());
      readUpTo = Math.max(readUpTo, one.getScore());
    }
  }

  private void note(RuntimeException e) {
    if (failing) {
      log.debug("Ended sign-ins are still not heard of", e);
    } else {
      failing = true;
      log.warn("Ended sign-ins are not heard of: {}", e.toString());
    }
  }

  @Override
  public void close() {
    closed.set(true);
    thread.interrupt();
  }
}
