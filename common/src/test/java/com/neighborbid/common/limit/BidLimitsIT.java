package com.neighborbid.common.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.Ports;
import com.neighborbid.servers.RedisServer;
import com.neighborbid.servers.TestServers;
import com.neighborbid.servers.Waiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/// Limits over a real Redis, as two services use them side by side.
class BidLimitsIT {
  private static final Duration IMPATIENT = Duration.ofMillis(50);
  private static long ids = System.nanoTime() / 1000;

  private final List<BidLimits> open = new ArrayList<>();
  private final long user = ++ids;
  private final long auction = ++ids;

  @AfterEach
  void close() {
    open.forEach(BidLimits::close);
  }

  /// The machine may be busy: here everybody waits for Redis.
  private BidLimits limits(BidLimitSettings settings) {
    return limits(settings, TestServers.redis().address(), Duration.ofSeconds(10));
  }

  private BidLimits limits(BidLimitSettings settings, String redis, Duration longestWait) {
    BidLimits limits =
        new BidLimits(settings, redis, "test", new SimpleMeterRegistry(), longestWait);
    open.add(limits);
    if (settings.enabled()) {
      eventually(limits::isShared);
    }
    return limits;
  }

  private static void eventually(BooleanSupplier condition) {
    assertThat(Waiting.until(Duration.ofSeconds(10), condition)).isTrue();
  }

  private static boolean passes(BidLimits limits, long user, long auction) {
    return limits.take(user, auction).join().isZero();
  }

  private static BidLimitSettings ofUsers(int perSecond, int burst) {
    return new BidLimitSettings(
        true, perSecond, burst, 1_000_000, 1_000_000, Duration.ofMillis(60));
  }

  private static BidLimitSettings ofAuctions(int perSecond, int burst) {
    return new BidLimitSettings(
        true, 1_000_000, 1_000_000, perSecond, burst, Duration.ofMillis(60));
  }

  @Test
  void twoInstancesShareOneUsersBudget() {
    BidLimits rest = limits(ofUsers(1, 40));
    BidLimits sockets = limits(ofUsers(1, 40));
    long start = System.nanoTime();
    int passed = 0;
    for (int i = 0; i < 200; i++) {
      passed += passes(rest, user, auction) ? 1 : 0;
      passed += passes(sockets, user, auction + i) ? 1 : 0;
    }
    long refilled = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
    assertThat((long) passed).isBetween(40L, 40 + refilled);
    assertThat(passes(sockets, user + 1_000_000, auction)).isTrue();
  }

  @Test
  void twoInstancesShareOneAuctionsBudget() {
    BidLimits rest = limits(ofAuctions(1, 100));
    BidLimits sockets = limits(ofAuctions(1, 100));
    long start = System.nanoTime();
    int passed = 0;
    for (int i = 0; i < 200; i++) {
      passed += passes(rest, user + i, auction) ? 1 : 0;
      passed += passes(sockets, user - i, auction) ? 1 : 0;
    }
    long refilled = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
    assertThat((long) passed).isBetween(100L, 100 + refilled);
  }

  @Test
  void manyThreadsAtOnceGetNoMore() {
    BidLimits rest = limits(ofUsers(1, 50));
    BidLimits sockets = limits(ofUsers(1, 50));
    long start = System.nanoTime();
    List<CompletableFuture<Duration>> answers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      answers.add(rest.take(user, auction));
      answers.add(sockets.take(user, auction));
    }
    long passed = answers.stream().filter(answer -> answer.join().isZero()).count();
    long refilled = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
    assertThat(passed).isBetween(50L, 50 + refilled);
  }

  @Test
  void saysHowLongToWaitAndLetsPassAfterThat() {
    BidLimits limits = limits(ofUsers(5, 10));
    Duration pause = Duration.ZERO;
    for (int i = 0; i < 11 && pause.isZero(); i++) {
      pause = limits.take(user, auction).join();
    }
    assertThat(pause).isBetween(Duration.ofMillis(1), Duration.ofMillis(200));
    eventually(() -> passes(limits, user, auction));
  }

  @Test
  void aRefusalByTheAuctionCostsTheUserNothing() {
    BidLimits limits = limits(new BidLimitSettings(true, 1, 20, 1, 5, Duration.ofMillis(60)));
    for (int i = 0; i < 100; i++) {
      boolean _ = passes(limits, user, auction);
    }
    int elsewhere = 0;
    for (int i = 1; i <= 10; i++) {
      elsewhere += passes(limits, user, auction + i) ? 1 : 0;
    }
    assertThat(elsewhere).isEqualTo(10);
  }

  @Test
  void mostBidsNeedNoRoundTrip() {
    BidLimits limits = limits(ofUsers(100_000, 100_000));
    try (Jedis redis = new Jedis(HostAndPort.from(TestServers.redis().address()))) {
      long before = scriptCalls(redis);
      for (int i = 0; i < 10_000; i++) {
        assertThat(passes(limits, user, auction)).isTrue();
      }
      assertThat(scriptCalls(redis) - before).isLessThan(100);
    }
  }

  private static long scriptCalls(Jedis redis) {
    return redis
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_evalsha:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
        .findFirst()
        .orElse(0);
  }

  @Test
  void everyInstanceCountsForItselfWhileRedisIsAway(@TempDir Path files) {
    RedisServer redis = server(files);
    redis.start();
    try {
      BidLimits limits = limits(ofUsers(1, 30), redis.address(), IMPATIENT);
      assertThat(passes(limits, user, auction)).isTrue();
      redis.kill();
      eventually(() -> !limits.isShared());
      int passed = 0;
      for (int i = 0; i < 100; i++) {
        passed += passes(limits, user + 1, auction) ? 1 : 0;
      }
      assertThat(passed).isBetween(30, 32);
      redis.start();
      eventually(limits::isShared);
      assertThat(passes(limits, user + 2, auction)).isTrue();
    } finally {
      redis.stop();
    }
  }

  @Test
  void nobodyWaitsForAFrozenRedis(@TempDir Path files) throws Exception {
    RedisServer redis = server(files);
    redis.start();
    try {
      BidLimits limits = limits(ofUsers(1, 30), redis.address(), IMPATIENT);
      signal("STOP", redis.pid());
      for (int i = 0; i < 20; i++) {
        long start = System.nanoTime();
        assertThat(passes(limits, user + i, auction)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(400));
      }
    } finally {
      signal("CONT", redis.pid());
      redis.stop();
    }
  }

  private static RedisServer server(Path files) {
    return new RedisServer(
        new RedisServer.Settings(Ports.free(), files.resolve("redis"), files.resolve("redis.log")));
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor()).isZero();
  }

  @Test
  void nobodyIsLimitedWhereLimitsAreOff() {
    BidLimits limits =
        limits(
            new BidLimitSettings(false, 1, 1, 1, 1, Duration.ofMillis(60)),
            "127.0.0.1:1",
            IMPATIENT);
    for (int i = 0; i < 100; i++) {
      assertThat(passes(limits, user, auction)).isTrue();
    }
  }
}
