package com.neighborbid.auction.bidding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Callers in this process that wait for the engine. They are woken where the engine runs here or
/// its answer comes over Redis; the database is the truth and is read every 250 ms all the same, so
/// that neither is needed for an answer.
///
/// @param <K> what is waited for
/// @param <V> the answer
public final class Waiters<K, V> {
  private static final Duration READ_EVERY = Duration.ofMillis(250);

  private final Map<K, List<Waiting>> waiting = new ConcurrentHashMap<>();

  /// Begins to wait; call before the request is appended, so that no answer is missed. Several
  /// callers may wait for the same.
  public Waiting begin(K key) {
    Waiting begun = new Waiting(key);
    waiting.compute(
        key,
        (_, known) -> {
          List<Waiting> all = known == null ? new ArrayList<>(1) : known;
          all.add(begun);
          return all;
        });
    return begun;
  }

  /// Wakes who waits for `key`.
  public void complete(K key, V value) {
    List<Waiting> all = waiting.remove(key);
    if (all != null) {
      all.forEach(one -> one.answer.complete(value));
    }
  }

  /// Number of keys that somebody waits for.
  public int size() {
    return waiting.size();
  }

  /// One caller's wait.
  public final class Waiting implements AutoCloseable {
    private final K key;
    private final CompletableFuture<V> answer = new CompletableFuture<>();

    private Waiting(K key) {
      this.key = key;
    }

    /// Waits at most `limit`.
    ///
    /// @param truth reads the answer from the database; empty while undecided
    public Optional<V> await(Duration limit, Supplier<Optional<V>> truth)
        throws InterruptedException {
      long deadline = System.nanoTime() + limit.toNanos();
      while (true) {
        long left = deadline - System.nanoTime();
        Optional<V> woken = pause(Math.min(left, READ_EVERY.toNanos()));
        if (woken.isPresent()) {
          return woken;
        }
        Optional<V> read = truth.get();
        if (read.isPresent() || left <= 0) {
          return read;
        }
      }
    }

    private Optional<V> pause(long nanos) throws InterruptedException {
      try {
        return Optional.of(answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
      } catch (TimeoutException _) {
        return Optional.empty();
      } catch (ExecutionException e) {
        throw new IllegalStateException("an answer never fails", e);
      }
    }

    @Override
    public void close() {
      waiting.computeIfPresent(
          key,
          (_, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }
}
