package com.neighborbid.auction.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// Copies of one kind, near and far. Of many readers at once who miss the same in this process one
/// loads it and the others wait for him, but not for ever: after [#PATIENCE] the next one loads.
/// Every instance loads for itself: there are few, a load costs the database a millisecond, and a
/// lock in Redis would cost every load a round trip and leave readers waiting for an instance that
/// died with it.
///
/// Safe for use by any thread; dropping never waits for a load.
///
/// @param <K> names a copy
final class Copies<K, V extends Kept> {
  /// A load that took longer is not kept far: a change may have closed the place and its closing
  /// may be over.
  static final Duration LONGEST_LOAD = Duration.ofSeconds(4);

  /// How long a reader waits for what others load. A load takes milliseconds: one that takes so
  /// much longer may hang, and must not keep everybody else waiting for the same.
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final boolean enabled;
  private final AsyncCache<K, V> near;
  private final FarCopies<K, V> far;
  private final Terms<K> terms;
  private final Counter fromNear;
  private final Counter fromFar;
  private final Counter fromDatabase;

  /// What is asked for every read.
  ///
  /// @param mayUseFar whether Redis can be trusted about the copy now
  /// @param atLeast the version below which a copy is known to be old
  /// @param changedLately whether it is hot whatever the copy says
  /// @param hearing whether changes are heard of
  record Terms<K>(
      Predicate<K> mayUseFar,
      ToLongFunction<K> atLeast,
      Predicate<K> changedLately,
      BooleanSupplier hearing) {}

  /// @param memory most bytes near, roughly
  Copies(
      String name,
      CacheSettings settings,
      long memory,
      FarCopies<K, V> far,
      Terms<K> terms,
      MeterRegistry registry,
      Clock clock) {
    this.enabled = settings.enabled();
    this.far = far;
    this.terms = terms;
    this.near =
        Caffeine.newBuilder()
            .maximumWeight(memory)
            .weigher((K key, V copy) -> copy.bytes() + weight(key))
            .expireAfter(Expiry.<K, V>creating((key, copy) -> life(settings, clock, key, copy)))
            .buildAsync();
    this.fromNear = reads(registry, name, "near");
    this.fromFar = reads(registry, name, "far");
    this.fromDatabase = reads(registry, name, "database");
    Gauge.builder("auction.cache.near.copies", near, cache -> cache.asMap().size())
        .tag("cache", name)
        .description("copies in this process")
        .register(registry);
  }

  /// In bytes, roughly: what was asked may be longer than the answer.
  private static int weight(Object key) {
    return key instanceof ListKey list ? list.bytes() : Long.BYTES;
  }

  private static Counter reads(MeterRegistry registry, String name, String from) {
    return Counter.builder("auction.cache.reads")
        .tag("cache", name)
        .tag("from", from)
        .description("copies that were read, by where they came from")
        .register(registry);
  }

  private Duration life(CacheSettings settings, Clock clock, K key, V copy) {
    Duration life = settings.near().of(heat(key, copy));
    if (!terms.hearing().getAsBoolean() && life.compareTo(settings.deaf()) > 0) {
      life = settings.deaf();
    }
    long leftMs = copy.untilMs() - clock.millis();
    return leftMs < life.toMillis() ? Duration.ofMillis(Math.max(0, leftMs)) : life;
  }

  private Heat heat(K key, V copy) {
    return terms.changedLately().test(key) ? Heat.HOT : copy.heat();
  }

  /// The copy, loaded by this reader or another where there is none.
  V get(K key, Function<K, V> load) {
    CompletableFuture<V> known = near.getIfPresent(key);
    if (known != null && known.isDone()) {
      fromNear.increment();
      return value(known);
    }
    return Objects.requireNonNull(
        getAll(List.of(key), keys -> Map.of(key, load.apply(keys.iterator().next()))).get(key));
  }

  /// Those that are not near are looked for in Redis together, and loaded together.
  ///
  /// @param load answers a copy for each key it is given; runs in the caller's thread
  /// @return in the order of `keys`
  Map<K, V> getAll(Collection<K> keys, Function<Collection<K>, Map<K, V>> load) {
    if (!enabled) {
      return loadAll(keys, load);
    }
    Map<K, CompletableFuture<V>> all = new LinkedHashMap<>();
    Map<K, CompletableFuture<V>> mine = new LinkedHashMap<>();
    for (K key : keys) {
      CompletableFuture<V> own = new CompletableFuture<>();
      CompletableFuture<V> known = near.asMap().putIfAbsent(key, own);
      if (known == null) {
        mine.put(key, own);
      }
      all.put(key, known == null ? own : known);
    }
    fromNear.increment(all.size() - (double) mine.size());
    fill(mine, load);
    Map<K, CompletableFuture<V>> late = takeOver(all);
    fill(late, load);
    Map<K, V> values = new LinkedHashMap<>();
    all.forEach((key, copy) -> values.put(key, value(copy)));
    return values;
  }

  private void fill(Map<K, CompletableFuture<V>> mine, Function<Collection<K>, Map<K, V>> load) {
    if (mine.isEmpty()) {
      return;
    }
    try {
      load(mine, load);
    } catch (RuntimeException | Error e) {
      // Also those who wait must not wait for ever. What failed is not kept.
      mine.values().forEach(own -> own.completeExceptionally(e));
      throw e;
    }
  }

  /// Waits for what others load, and takes the place of loads that are not done in time. Of those
  /// who have waited one loads, for the others and for who comes next.
  ///
  /// @param all gets what is waited for from now on
  /// @return what is to be loaded now
  private Map<K, CompletableFuture<V>> takeOver(Map<K, CompletableFuture<V>> all) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    Map<K, CompletableFuture<V>> late = new LinkedHashMap<>();
    all.forEach(
        (key, known) -> {
          if (!isDone(known, deadlineNanos)) {
            CompletableFuture<V> own = new CompletableFuture<>();
            CompletableFuture<V> newer =
                near.asMap().replace(key, known, own) ? null : near.asMap().putIfAbsent(key, own);
            all.put(key, newer == null ? own : newer);
            if (newer == null) {
              late.put(key, own);
            }
          }
        });
    return late;
  }

  private static boolean isDone(CompletableFuture<?> load, long deadlineNanos) {
    try {
      var _ = load.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | CancellationException _) {
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while waiting for a copy", e);
    }
  }

  private Map<K, V> loadAll(Collection<K> keys, Function<Collection<K>, Map<K, V>> load) {
    fromDatabase.increment(keys.size());
    Map<K, V> loaded = load.apply(keys);
    Map<K, V> values = new LinkedHashMap<>();
    keys.forEach(key -> values.put(key, Objects.requireNonNull(loaded.get(key))));
    return values;
  }

  private void load(Map<K, CompletableFuture<V>> mine, Function<Collection<K>, Map<K, V>> load) {
    List<K> asked = mine.keySet().stream().filter(terms.mayUseFar()).toList();
    FarCopies.Found<K, V> found = asked.isEmpty() ? FarCopies.Found.nothing() : far.read(asked);
    Map<K, CompletableFuture<V>> missing = new LinkedHashMap<>();
    mine.forEach(
        (key, own) -> {
          V copy = found.copies().get(key);
          // The place may have been closed after it was read, by a change heard of meanwhile.
          if (copy != null && copy.version() >= terms.atLeast().applyAsLong(key)) {
            fromFar.increment();
            own.complete(copy);
          } else {
            missing.put(key, own);
          }
        });
    if (missing.isEmpty()) {
      return;
    }
    long startNanos = System.nanoTime();
    fromDatabase.increment(missing.size());
    Map<K, V> loaded = load.apply(missing.keySet());
    missing.forEach((key, own) -> own.complete(Objects.requireNonNull(loaded.get(key))));
    String stamp = found.stamp();
    if (stamp != null) {
      Thread _ =
          Thread.ofVirtual().name("store-copies").start(() -> store(loaded, stamp, startNanos));
    }
  }

  private void store(Map<K, V> loaded, String stamp, long startNanos) {
    Map<K, V> stored = new HashMap<>(loaded);
    stored.keySet().removeIf(key -> !terms.mayUseFar().test(key));
    stored.values().removeIf(copy -> !copy.isShared());
    if (!stored.isEmpty() && System.nanoTime() - startNanos < LONGEST_LOAD.toNanos()) {
      far.store(stored, stamp, this::heat);
    }
  }

  /// Nothing loaded before now is kept near, nor what is being loaded.
  void drop(K key) {
    var _ = near.asMap().remove(key);
  }

  void dropAll() {
    near.asMap().clear();
  }

  private static <V> V value(CompletableFuture<V> copy) {
    try {
      return copy.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
