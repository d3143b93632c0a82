package com.neighborbid.user.support;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.servers.TestServers;
import com.neighborbid.user.Eventually;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/// What realtime-service would hear for one user's sockets.
public final class Sockets implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final JedisPubSub subscription =
      new JedisPubSub() {
        @Override
        public void onMessage(String channel, String message) {
          heard.add(message);
        }
      };
  private final Thread thread;

  private Sockets(long userId) {
    TestServers.Redis redis = TestServers.redis();
    thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (Jedis jedis = new Jedis(redis.host(), redis.port())) {
                    jedis.subscribe(subscription, Topics.userChannel(userId));
                  }
                });
    Eventually.until("subscribed", subscription::isSubscribed);
  }

  public static Sockets of(long userId) {
    return new Sockets(userId);
  }

  public String next() {
    try {
      String next = heard.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing was published");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    subscription.unsubscribe();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
