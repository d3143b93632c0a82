package com.neighborbid.realtime.config;

import com.neighborbid.common.redis.RedisAddress;
import java.time.Duration;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPooled;

/// The connections to Redis.
final class RedisConnections {
  private static final int MOST_CONNECTIONS = 8;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private RedisConnections() {}

  static RedisAddress address(RealtimeProperties properties, String purpose) {
    return RedisAddress.parse(properties.redis(), properties.instance() + "-" + purpose);
  }

  /// For commands. Few connections are enough, and whoever finds none does not wait for long.
  static JedisPooled commands(RealtimeProperties properties) {
    GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
    pool.setMaxTotal(MOST_CONNECTIONS);
    pool.setMaxIdle(MOST_CONNECTIONS);
    pool.setMaxWait(LONGEST_WAIT);
    pool.setJmxEnabled(false);
    RedisAddress address = address(properties, "commands");
    return new JedisPooled(address.hostAndPort(), address.config(), pool);
  }
}
