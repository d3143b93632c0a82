package com.neighborbid.common.redis;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/// One connection to Redis for one thread: made when it is needed, thrown away when it fails.
/// Whatever the server forgot, a new connection knows its scripts.
public final class RedisLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

  private final HostAndPort address;
  private final String clientName;
  private final Duration limit;
  private final List<RedisScript> scripts;
  private @Nullable Jedis open;

  /// @param address `host:port`
  /// @param clientName how this connection is called in Redis' list of clients
  /// @param limit for connecting and for every answer
  /// @param scripts made known to the server with each new connection
  public RedisLink(String address, String clientName, Duration limit, RedisScript... scripts) {
    this.address = HostAndPort.from(address);
    this.clientName = clientName;
    this.limit = limit;
    this.scripts = List.of(scripts);
  }

  /// The connection, made if there is none. Whoever sees it fail calls [#drop].
  ///
  /// @throws redis.clients.jedis.exceptions.JedisException if Redis cannot be reached
  public Jedis open() {
    Jedis current = open;
    if (current != null) {
      return current;
    }
    int limitMs = Math.toIntExact(limit.toMillis());
    Jedis made =
        new Jedis(
            address,
            DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(limitMs)
                .socketTimeoutMillis(limitMs)
                .clientName(clientName)
                .build());
    open = made;
    scripts.forEach(script -> made.scriptLoad(script.source()));
    return made;
  }

  /// Throws the connection away.
  public void drop() {
    Jedis current = open;
    open = null;
    if (current != null) {
      try {
        current.close();
      } catch (RuntimeException e) {
        log.debug("Closing a broken connection", e);
      }
    }
  }

  @Override
  public void close() {
    drop();
  }
}
