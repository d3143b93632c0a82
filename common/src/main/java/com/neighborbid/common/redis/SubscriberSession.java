package com.neighborbid.common.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/// One life of the subscribed connection. The thread that calls [#run] reads; a second one writes,
/// because a full socket must not hold up whoever wants a channel. The writer also pings, so that a
/// connection that died without a word is noticed.
final class SubscriberSession extends BinaryJedisPubSub implements AutoCloseable {
  private static final int MOST_CHANNELS_AT_ONCE = 500;
  private static final Duration PING_EVERY = Duration.ofSeconds(2);
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(6);

  private record Command(boolean wanted, String channel) {}

  private final Jedis connection;
  private final BiConsumer<String, byte[]> onMessage;
  private final LinkedBlockingQueue<Command> commands = new LinkedBlockingQueue<>();
  private Runnable onConnected = () -> {};
  private Consumer<String> onConfirmed = _ -> {};
  private boolean connected;
  private volatile long lastHeardNanos = System.nanoTime();
  private volatile boolean closed;

  /// @throws JedisException if Redis cannot be reached
  SubscriberSession(RedisAddress address, BiConsumer<String, byte[]> onMessage) {
    this.connection = new Jedis(address.hostAndPort(), address.config());
    this.onMessage = onMessage;
  }

  /// Reads until the connection is lost.
  ///
  /// @param firstChannel subscribed to begin with
  /// @param onConnected called once, on the reading thread, when that is confirmed
  /// @param onConfirmed called with every later confirmed channel, in the order of [#subscribe]
  /// @throws JedisException when the connection is lost
  void run(String firstChannel, Runnable onConnected, Consumer<String> onConfirmed) {
    this.onConnected = onConnected;
    this.onConfirmed = onConfirmed;
    Thread writer = Thread.ofVirtual().name("redis-subscriber-writer").unstarted(this::write);
    try {
      writer.start();
      connection.subscribe(this, Subscriber.bytes(firstChannel));
    } finally {
      closed = true;
      writer.interrupt();
    }
  }

  /// Hands over a wish for channels; never blocks.
  void subscribe(List<String> channels) {
    channels.forEach(channel -> commands.add(new Command(true, channel)));
  }

  void unsubscribe(String channel) {
    commands.add(new Command(false, channel));
  }

  @Override
  public void onMessage(byte[] channel, byte[] message) {
    lastHeardNanos = System.nanoTime();
    onMessage.accept(new String(channel, StandardCharsets.UTF_8), message);
  }

  @Override
  public void onSubscribe(byte[] channel, int count) {
    lastHeardNanos = System.nanoTime();
    if (connected) {
      onConfirmed.accept(new String(channel, StandardCharsets.UTF_8));
    } else {
      connected = true;
      onConnected.run();
    }
  }

  @Override
  public void onPong(byte[] pattern) {
    lastHeardNanos = System.nanoTime();
  }

  private void write() {
    try {
      while (!closed) {
        Command command = commands.poll(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (command != null) {
          send(command);
        } else if (System.nanoTime() - lastHeardNanos > SILENCE_LIMIT.toNanos()) {
          close();
        } else if (isSubscribed()) {
          ping();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (JedisException _) {
      // The reading thread notices the same and starts over.
      close();
    }
  }

  /// Sends as many commands of the same kind at once as are there.
  private void send(Command first) {
    List<byte[]> channels = new ArrayList<>();
    channels.add(Subscriber.bytes(first.channel()));
    @Nullable Command next = commands.peek();
    while (next != null
        && next.wanted() == first.wanted()
        && channels.size() < MOST_CHANNELS_AT_ONCE) {
      channels.add(Subscriber.bytes(next.channel()));
      commands.remove();
      next = commands.peek();
    }
    byte[][] all = channels.toArray(byte[][]::new);
    if (first.wanted()) {
      subscribe(all);
    } else {
      unsubscribe(all);
    }
  }

  @Override
  public void close() {
    closed = true;
    connection.disconnect();
  }
}
