package com.neighborbid.auction.cache;

import com.neighborbid.auction.support.Eventually;
import com.neighborbid.common.redis.RedisAddress;
import com.neighborbid.common.redis.Subscriber;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.util.unit.DataSize;

/// A database of steps, and instances that keep copies of it over one Redis.
final class CacheWorld implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();

  final Map<Long, Long> database = new ConcurrentHashMap<>();
  private final String redis;
  private final Map<String, Instance> instances = new HashMap<>();

  CacheWorld(String redis) {
    this.redis = redis;
  }

  static CacheSettings settings(Duration near) {
    return settings(true, near);
  }

  private static CacheSettings settings(boolean enabled, Duration near) {
    var far = new CacheSettings.Lifetimes(near, Duration.ofMinutes(5), Duration.ofMinutes(5));
    return new CacheSettings(
        enabled,
        new CacheSettings.Lifetimes(near, Duration.ofMinutes(5), Duration.ofMinutes(5)),
        far,
        Duration.ofMillis(200),
        DataSize.ofMegabytes(1));
  }

  /// One that hears the others.
  Instance instance(CacheSettings settings) {
    Instance instance = new Instance(settings, "cache-it-" + NAMES.incrementAndGet());
    instances.put(instance.name, instance);
    Eventually.isTrue(instance.subscriber::available);
    instance.settle();
    return instance;
  }

  /// One that keeps no copies.
  Instance withoutCopies() {
    CacheSettings off = settings(false, Duration.ofMinutes(5));
    Instance instance = new Instance(off, "cache-it-" + NAMES.incrementAndGet());
    instances.put(instance.name, instance);
    Eventually.isTrue(instance.subscriber::available);
    return instance;
  }

  Instance instance() {
    return instance(settings(Duration.ofMinutes(5)));
  }

  AuctionCopy copy(long id, Heat heat, long untilMs) {
    long step = database.getOrDefault(id, 0L);
    if (step == 0) {
      return AuctionCopy.absent();
    }
    byte[] body = ("step " + step).getBytes(StandardCharsets.UTF_8);
    return new AuctionCopy(step, heat, untilMs, "\"" + step + "\"", body, body);
  }

  final class Instance implements AutoCloseable {
    final String name;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final AuctionCache cache;
    final Subscriber subscriber;
    final AtomicInteger loads = new AtomicInteger();

    private Instance(CacheSettings settings, String name) {
      this.name = name;
      this.cache = new AuctionCache(settings, redis, name, metrics, Clock.systemUTC());
      this.subscriber = new Subscriber(RedisAddress.parse(redis, name), "answers:" + name, _ -> {});
      var _ = subscriber.subscribe(AuctionCache.CHANNEL, cache::heard);
      subscriber.start(cache::isDeaf, cache::hears);
    }

    /// Until what was said at the start is told: from then on this instance uses what is far.
    private void settle() {
      long probe = -NAMES.incrementAndGet();
      database.put(probe, 1L);
      Eventually.isTrue(
          () -> {
            cache.forgetNear();
            loads.set(0);
            return step(probe) == 1 && loads.get() == 0;
          });
      loads.set(0);
    }

    AuctionCopy read(long id, Function<Long, AuctionCopy> load) {
      return cache.auction(
          id,
          one -> {
            loads.incrementAndGet();
            return load.apply(one);
          });
    }

    long step(long id) {
      return read(id, one -> copy(one, Heat.WARM, Long.MAX_VALUE)).version();
    }

    List<Long> list(ListKey key, List<Long> ids) {
      return cache
          .list(
              key,
              _ -> {
                loads.incrementAndGet();
                return new ListCopy(ids, null, Heat.WARM);
              })
          .ids();
    }

    double reads(String cacheName, String from) {
      return metrics
          .get("auction.cache.reads")
          .tags("cache", cacheName, "from", from)
          .counter()
          .count();
    }

    @Override
    public void close() {
      subscriber.close();
      cache.close();
    }
  }

  @Override
  public void close() {
    instances.values().forEach(Instance::close);
  }
}
