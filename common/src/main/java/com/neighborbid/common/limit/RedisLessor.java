package com.neighborbid.common.limit;

import com.neighborbid.common.redis.RedisLink;
import com.neighborbid.common.redis.RedisScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/// Leases tokens from Redis in a thread of its own, as many askings in one round trip as there are.
/// While Redis is away or slow nobody waits for it.
final class RedisLessor implements Lessor, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RedisLessor.class);
  private static final RedisScript SCRIPT = RedisScript.of("/redis/lease_tokens.lua");
  private static final Duration ANSWER_LIMIT = Duration.ofMillis(500);
  private static final Duration PING_EVERY = Duration.ofSeconds(1);
  private static final Duration TRY_AGAIN = Duration.ofMillis(250);
  private static final int MOST_AT_ONCE = 500;
  private static final int MOST_WAITING = 20_000;

  private final RedisLink link;
  private final long slowNanos;
  private final LinkedBlockingQueue<Asking> askings = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean away = true;
  private volatile boolean waiting;
  private volatile long waitingSinceNanos;
  private boolean told;

  private record Asking(Lease lease, int wanted) {}

  /// @param slow an answer that takes longer is not waited for
  RedisLessor(String address, String clientName, Duration slow) {
    this.link = new RedisLink(address, clientName, ANSWER_LIMIT, SCRIPT);
    this.slowNanos = slow.toNanos();
    this.thread = Thread.ofPlatform().daemon().name("bid-limits").start(this::run);
  }

  @Override
  public boolean ask(Lease lease, int wanted) {
    return isAnswering() && askings.offer(new Asking(lease, wanted));
  }

  @Override
  public boolean isAnswering() {
    return !away && !(waiting && System.nanoTime() - waitingSinceNanos > slowNanos);
  }

  private void run() {
    try {
      while (!closed.get()) {
        try {
          round();
        } catch (RuntimeException e) {
          // Not only what Jedis says: whatever ended this thread would end the sharing for good.
          failed(e);
          TimeUnit.NANOSECONDS.sleep(TRY_AGAIN.toNanos()); // nothing tells when Redis is back
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      link.close();
      away = true;
      answerAlone();
    }
  }

  private void round() throws InterruptedException {
    Jedis redis = link.open();
    if (away) {
      away = false;
      told = false;
      log.info("Bid limits are shared over Redis");
    }
    List<Asking> batch = next();
    waitingSinceNanos = System.nanoTime();
    waiting = true;
    try {
      if (batch.isEmpty()) {
        String _ = redis.ping();
      } else {
        lease(redis, batch);
      }
    } finally {
      waiting = false;
    }
  }

  private List<Asking> next() throws InterruptedException {
    List<Asking> batch = new ArrayList<>();
    Asking first = askings.poll(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
      int _ = askings.drainTo(batch, MOST_AT_ONCE - 1);
    }
    return batch;
  }

  private void lease(Jedis redis, List<Asking> batch) {
    List<Response<Object>> answers = new ArrayList<>(batch.size());
    try {
      try (Pipeline pipeline = redis.pipelined()) {
        for (Asking asking : batch) {
          Rate rate = asking.lease().rate();
          answers.add(
              pipeline.evalsha(
                  SCRIPT.hash(),
                  List.of(asking.lease().key()),
                  List.of("" + rate.perSecond(), "" + rate.burst(), "" + asking.wanted())));
        }
        pipeline.sync();
      }
      List<Grant> grants = answers.stream().map(RedisLessor::grant).toList();
      long now = System.nanoTime();
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).lease().granted(grants.get(i), now);
      }
    } catch (RuntimeException e) {
      away = true;
      fail(batch);
      throw e;
    }
  }

  private static Grant grant(Response<Object> answer) {
    List<?> numbers = (List<?>) answer.get();
    int tokens = Math.toIntExact((Long) numbers.getFirst());
    return new Grant(tokens, TimeUnit.MICROSECONDS.toNanos((Long) numbers.getLast()));
  }

  private void failed(RuntimeException e) {
    away = true;
    link.drop();
    answerAlone();
    if (told) {
      log.debug("Bid limits still count in this instance alone", e);
    } else {
      told = true;
      log.warn("Bid limits count in this instance alone: {}", e.toString());
    }
  }

  private void answerAlone() {
    List<Asking> left = new ArrayList<>();
    int _ = askings.drainTo(left);
    fail(left);
  }

  private static void fail(List<Asking> askings) {
    long now = System.nanoTime();
    askings.forEach(asking -> asking.lease().failed(now));
  }

  @Override
  public void close() {
    closed.set(true);
    thread.interrupt();
  }
}
