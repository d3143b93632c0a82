package com.neighborbid.common.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/// The one connection on which this instance hears Redis channels.
///
/// Its reading thread hands every message to the listener of its channel and does nothing else;
/// listeners must not block. When the connection is lost it is made again with a growing pause, and
/// every channel is subscribed again before this counts as available. Which channels are wanted
/// survives the connection.
public final class Subscriber implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Subscriber.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final RedisAddress address;
  private final String ownChannel;
  private Runnable onAway = () -> {};
  private Runnable onBack = () -> {};
  private final Map<String, Consumer<byte[]>> listeners = new ConcurrentHashMap<>();

  /// Guards `session` and `unconfirmed`, so that a channel is either part of a new connection's
  /// first subscriptions or sent on it, never neither.
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, Deque<CompletableFuture<Void>>> unconfirmed = new HashMap<>();
  private @Nullable SubscriberSession session;

  private final Thread reader;
  private volatile boolean available;
  private volatile boolean stopped;

  /// @param ownChannel always subscribed
  public Subscriber(RedisAddress address, String ownChannel, Consumer<byte[]> ownListener) {
    this.address = address;
    this.ownChannel = ownChannel;
    listeners.put(ownChannel, ownListener);
    this.reader = Thread.ofPlatform().name("redis-subscriber").unstarted(this::run);
  }

  /// Connects, and stays connected.
  ///
  /// @param whenAway called when nothing is delivered any more
  /// @param whenBack called when everything is delivered again, also the first time
  public void start(Runnable whenAway, Runnable whenBack) {
    this.onAway = whenAway;
    this.onBack = whenBack;
    reader.start();
  }

  /// Whether every wanted channel is being delivered.
  public boolean available() {
    return available;
  }

  /// Delivers a channel from now on, and again after every reconnect.
  ///
  /// @return completes when Redis has confirmed; fails where it is away now
  public CompletableFuture<Void> subscribe(String channel, Consumer<byte[]> listener) {
    lock.lock();
    try {
      listeners.put(channel, listener);
      if (session == null) {
        return CompletableFuture.failedFuture(new JedisException("Redis is away"));
      }
      session.subscribe(List.of(channel));
      return expectConfirmation(channel);
    } finally {
      lock.unlock();
    }
  }

  public void unsubscribe(String channel) {
    lock.lock();
    try {
      listeners.remove(channel);
      if (session != null) {
        session.unsubscribe(channel);
      }
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<Void> expectConfirmation(String channel) {
    CompletableFuture<Void> confirmed = new CompletableFuture<>();
    unconfirmed.computeIfAbsent(channel, _ -> new ArrayDeque<>()).add(confirmed);
    return confirmed;
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (!stopped) {
      boolean wasAvailable = false;
      try (SubscriberSession connected = new SubscriberSession(address, this::message)) {
        connected.run(ownChannel, () -> subscribeAll(connected), this::confirmed);
      } catch (JedisException e) {
        wasAvailable = available;
        lost(e, wasAvailable || pause.equals(FIRST_PAUSE));
      }
      disconnected();
      pause = wasAvailable ? FIRST_PAUSE : longer(pause);
      sleep(pause);
    }
  }

  /// Says it once; the attempts that follow would only fill the log.
  private void lost(JedisException reason, boolean isNews) {
    if (isNews && !stopped) {
      log.warn("Redis is away, trying again until it is back: {}", reason.getMessage());
    } else {
      log.debug("Redis is still away: {}", reason.getMessage());
    }
  }

  /// The connection is there: ask for everything that is wanted. Confirmations come in the order of
  /// asking.
  private void subscribeAll(SubscriberSession connected) {
    List<CompletableFuture<Void>> expected = new ArrayList<>();
    lock.lock();
    try {
      session = connected;
      List<String> wanted = new ArrayList<>(listeners.keySet());
      wanted.remove(ownChannel);
      connected.subscribe(wanted);
      wanted.forEach(channel -> expected.add(expectConfirmation(channel)));
    } finally {
      lock.unlock();
    }
    var _ =
        CompletableFuture.allOf(expected.toArray(CompletableFuture[]::new))
            .thenRun(
                () -> {
                  available = true;
                  log.info("Redis subscription established, {} channels", expected.size() + 1);
                  onBack.run();
                });
  }

  private void confirmed(String channel) {
    CompletableFuture<Void> waiting = null;
    lock.lock();
    try {
      Deque<CompletableFuture<Void>> inOrder = unconfirmed.get(channel);
      if (inOrder != null) {
        waiting = inOrder.poll();
        if (inOrder.isEmpty()) {
          unconfirmed.remove(channel);
        }
      }
    } finally {
      lock.unlock();
    }
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  private void message(String channel, byte[] message) {
    Consumer<byte[]> listener = listeners.get(channel);
    if (listener == null) {
      return;
    }
    try {
      listener.accept(message);
    } catch (RuntimeException e) {
      log.error("Listener of {} failed", channel, e);
    }
  }

  private void disconnected() {
    List<CompletableFuture<Void>> lost = new ArrayList<>();
    lock.lock();
    try {
      session = null;
      unconfirmed.values().forEach(lost::addAll);
      unconfirmed.clear();
    } finally {
      lock.unlock();
    }
    boolean was = available;
    available = false;
    lost.forEach(waiting -> waiting.completeExceptionally(new JedisException("Redis is away")));
    if (was && !stopped) {
      onAway.run();
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void sleep(Duration pause) {
    if (stopped) {
      return;
    }
    try {
      long half = pause.toMillis() / 2;
      Thread.sleep(half + ThreadLocalRandom.current().nextLong(half + 1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  @Override
  public void close() {
    stopped = true;
    lock.lock();
    try {
      if (session != null) {
        session.close();
      }
    } finally {
      lock.unlock();
    }
    reader.interrupt();
  }

  static byte[] bytes(String channel) {
    return channel.getBytes(StandardCharsets.UTF_8);
  }
}
