package com.neighborbid.common.redis;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/// Where Redis is.
///
/// @param clientName how this process is called in Redis' list of clients
public record RedisAddress(HostAndPort hostAndPort, String clientName) {
  private static final int TIMEOUT_MS = 1000;

  /// Reads `host:port`.
  public static RedisAddress parse(String text, String clientName) {
    return new RedisAddress(HostAndPort.from(text), clientName);
  }

  /// How to connect: whoever does not answer within a second is away.
  public JedisClientConfig config() {
    return DefaultJedisClientConfig.builder()
        .connectionTimeoutMillis(TIMEOUT_MS)
        .socketTimeoutMillis(TIMEOUT_MS)
        .clientName(clientName)
        .build();
  }
}
