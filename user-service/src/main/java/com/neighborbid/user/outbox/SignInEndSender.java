package com.neighborbid.user.outbox;

import com.neighborbid.common.auth.EndedSignInsWriter;
import com.neighborbid.common.outbox.Destination;
import com.neighborbid.common.outbox.OutboxTable;
import com.neighborbid.common.outbox.RowSender;
import com.neighborbid.common.redis.RedisLink;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/// Tells all services over Redis which sign-ins have ended. A Redis that was away may have
/// forgotten what it was told, so with each new connection it is told again what still matters.
final class SignInEndSender implements RowSender {
  /// The lock is a number that nothing else in this database uses.
  static final Destination DESTINATION = new Destination("redis", 0x6e625f73696eL, "signins");

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

  /// Beyond the life of access tokens: one may be signed while its sign-in ends, and clocks differ.
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final RedisLink link;
  private final OutboxTable table;
  private final Clock clock;
  private final Duration keep;
  private @Nullable Jedis reminded;

  /// @param tokenLife of access tokens
  SignInEndSender(RedisLink link, OutboxTable table, Clock clock, Duration tokenLife) {
    this.link = link;
    this.table = table;
    this.clock = clock;
    this.keep = tokenLife.plus(MARGIN);
  }

  static RedisLink link(String redis, String instance) {
    return new RedisLink(redis, instance + "-sign-ins", ANSWER_LIMIT, EndedSignInsWriter.SCRIPT);
  }

  @Override
  public void prepare() {
    try {
      Jedis redis = link.open();
      if (redis.equals(reminded)) {
        String _ = redis.ping();
      } else {
        write(redis, table.sentSince(DESTINATION, clock.instant().minus(keep)));
        reminded = redis;
      }
    } catch (JedisException e) {
      link.drop();
      throw e;
    }
  }

  @Override
  public void send(List<OutboxTable.Row> rows) {
    try {
      write(link.open(), rows);
    } catch (JedisException e) {
      link.drop();
      throw e;
    }
  }

  private void write(Jedis redis, List<OutboxTable.Row> rows) {
    if (!rows.isEmpty()) {
      EndedSignInsWriter.write(redis, rows.stream().map(OutboxTable.Row::value).toList(), keep);
    }
  }

  @Override
  public void close() {
    link.close();
  }
}
