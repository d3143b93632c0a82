package com.neighborbid.common.lane;

import com.neighborbid.common.lane.Outgoing.ToChannel;
import com.neighborbid.common.lane.Outgoing.ToRoom;
import com.neighborbid.common.lane.SideCursor.Waiting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

/// Publishes room and channel messages over Redis, in order per lane, at least once, in a thread of
/// its own.
///
/// Rows come in memory from the lane; what does not fit, and what an earlier owner left, is read
/// from the outbox. When Redis is away it tries for ever and the lane does not notice. A row counts
/// as sent when Redis has answered; a message sent again is dropped by the room's script.
public final class RedisOutbox implements SidePublisher {
  private static final Logger log = LoggerFactory.getLogger(RedisOutbox.class);
  private static final int QUEUED_MESSAGES_MAX = 4_000;
  private static final int ROUND_MESSAGES = 1_000;
  private static final int READ_ROWS = 50;
  private static final int TIMEOUT_MS = 2_000;
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration BACKOFF = Duration.ofMillis(100);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  /// A hint for one person or one waiting instance is worth nothing after this long.
  private static final Duration CHANNEL_LIFE = Duration.ofSeconds(60);

  private final HostAndPort address;
  private final DataSource dataSource;
  private final int queuedMessagesMax;
  private final RoomScript script = new RoomScript();
  private final Map<LaneKey, SideCursor> cursors = new ConcurrentHashMap<>();
  private final Counter published;
  private final Counter failures;
  private final Counter refused;
  private final Thread thread;
  private volatile boolean closed;
  private int failuresInARow;
  private @Nullable Jedis redis;
  private byte[] scriptHash = {};

  /// One lane's share of a round.
  private record Slice(SideCursor cursor, List<Waiting> rows) {}

  /// @param dataSource where the lanes' outbox is; one connection is used, while catching up only
  public RedisOutbox(String host, int port, DataSource dataSource, MeterRegistry registry) {
    this(host, port, dataSource, registry, QUEUED_MESSAGES_MAX);
  }

  RedisOutbox(
      String host, int port, DataSource dataSource, MeterRegistry registry, int queuedMessagesMax) {
    this.address = new HostAndPort(host, port);
    this.dataSource = dataSource;
    this.queuedMessagesMax = queuedMessagesMax;
    this.published = Counter.builder("lane.redis.published").register(registry);
    this.failures = Counter.builder("lane.redis.failures").register(registry);
    this.refused = Counter.builder("lane.redis.refused").register(registry);
    Gauge.builder("lane.redis.lag", this, RedisOutbox::lag)
        .description("outbox rows that are not out over Redis yet")
        .register(registry);
    this.thread = Thread.ofPlatform().daemon().name("redis-outbox").start(this::run);
  }

  @Override
  public void taken(LaneKey lane, long sentSeq, long lastSeq) {
    cursors.put(lane, new SideCursor(lane, sentSeq, lastSeq, queuedMessagesMax));
    LockSupport.unpark(thread);
  }

  @Override
  public void offer(OutboxRow row) {
    SideCursor cursor = cursors.get(row.lane());
    if (cursor != null) {
      cursor.offer(row, System.nanoTime());
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void dropped(LaneKey lane) {
    cursors.remove(lane);
  }

  @Override
  public long sent(LaneKey lane) {
    SideCursor cursor = cursors.get(lane);
    return cursor == null ? 0 : cursor.sent();
  }

  /// Outbox rows that are not out yet, over all lanes.
  public long lag() {
    return cursors.values().stream().mapToLong(SideCursor::lag).sum();
  }

  /// Stops; what is not out is sent by the next owner of its lane.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      if (!thread.join(CLOSE_LIMIT)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        if (!round()) {
          LockSupport.parkNanos(this, IDLE.toNanos());
        }
        recovered();
      } catch (SQLException | RuntimeException e) {
        failed(e);
      }
    }
    disconnect();
  }

  /// Publishes what is at hand of every lane.
  ///
  /// @return whether there was anything
  private boolean round() throws SQLException {
    List<Slice> slices = new ArrayList<>();
    SQLException databaseAway = null;
    for (SideCursor cursor : cursors.values()) {
      try {
        List<Waiting> rows = rowsOf(cursor);
        if (!rows.isEmpty()) {
          slices.add(new Slice(cursor, rows));
        }
      } catch (SQLException e) {
        databaseAway = e; // lanes whose rows are at hand need no database
      }
    }
    if (!slices.isEmpty()) {
      publish(slices);
      slices.forEach(slice -> slice.cursor().sentUpTo(slice.rows().getLast().row().seq()));
    }
    if (databaseAway != null) {
      throw databaseAway;
    }
    return !slices.isEmpty();
  }

  private List<Waiting> rowsOf(SideCursor cursor) throws SQLException {
    SideCursor.Next next = cursor.next(ROUND_MESSAGES);
    if (next.missingTo() == 0) {
      return next.rows();
    }
    List<Waiting> rows = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      long now = System.nanoTime();
      for (OutboxStore.AgedRow aged :
          OutboxStore.outboxWithAge(
              connection, cursor.lane, cursor.sent(), next.missingTo(), READ_ROWS)) {
        rows.add(new Waiting(aged.row(), now - aged.age().toNanos()));
      }
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
    }
    if (rows.isEmpty()) {
      log.warn("{}: rows up to {} are gone from the outbox", cursor.lane, next.missingTo());
      cursor.sentUpTo(next.missingTo());
    }
    return rows;
  }

  private void publish(List<Slice> slices) {
    Jedis connection = connection();
    List<Response<?>> responses = new ArrayList<>();
    long now = System.nanoTime();
    int messages = 0;
    try (Pipeline pipeline = connection.pipelined()) {
      for (Slice slice : slices) {
        for (Waiting waiting : slice.rows()) {
          boolean fresh = now - waiting.sinceNanos() < CHANNEL_LIFE.toNanos();
          messages += add(pipeline, waiting.row().messages(), fresh, responses);
        }
      }
      pipeline.sync();
    }
    responses.forEach(this::check);
    published.increment(messages);
  }

  /// Rooms before persons. The steps of a room that follow each other are one call: most of a
  /// call's cost is the room's position and history, which are written once.
  ///
  /// @return how many messages were added
  private int add(
      Pipeline pipeline, List<Outgoing> messages, boolean fresh, List<Response<?>> responses) {
    Map<Long, List<ToRoom>> runs = new LinkedHashMap<>();
    int added = 0;
    for (Outgoing message : messages) {
      if (message instanceof ToRoom step) {
        List<ToRoom> run = runs.computeIfAbsent(step.auctionId(), _ -> new ArrayList<>());
        if (!run.isEmpty() && run.getLast().seq() + 1 != step.seq()) {
          responses.add(RoomScript.call(pipeline, scriptHash, run));
          run.clear();
        }
        run.add(step);
        added++;
      }
    }
    runs.values().forEach(run -> responses.add(RoomScript.call(pipeline, scriptHash, run)));
    for (Outgoing message : messages) {
      if (fresh && message instanceof ToChannel(String channel, byte[] payload)) {
        responses.add(pipeline.publish(channel.getBytes(StandardCharsets.UTF_8), payload));
        added++;
      }
    }
    return added;
  }

  /// A command that Redis will never take must not hold up the rest: its viewers notice the gap and
  /// ask for a snapshot. Everything else (loading, out of memory, unknown script) is worth another
  /// try.
  private void check(Response<?> response) {
    try {
      response.get();
    } catch (JedisDataException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.startsWith("WRONGTYPE") && !message.startsWith("ERR")) {
        throw e;
      }
      refused.increment();
      log.error("Redis refuses a message, which is left out: {}", message);
    }
  }

  private Jedis connection() {
    Jedis current = redis;
    if (current == null) {
      current =
          new Jedis(
              address,
              DefaultJedisClientConfig.builder()
                  .connectionTimeoutMillis(TIMEOUT_MS)
                  .socketTimeoutMillis(TIMEOUT_MS)
                  .clientName("redis-outbox")
                  .build());
      redis = current;
      scriptHash = script.load(current);
    }
    return current;
  }

  private void disconnect() {
    Jedis current = redis;
    redis = null;
    if (current != null) {
      try {
        current.close();
      } catch (RuntimeException e) {
        log.debug("closing a broken connection", e);
      }
    }
  }

  private void failed(Exception failure) {
    disconnect(); // the next connection loads the script again, whatever the server forgot
    failures.increment();
    if (failuresInARow++ == 0) {
      log.warn("publishing over Redis waits: {}", failure.toString());
    }
    int doublings = Math.min(failuresInARow - 1, 4);
    long end = System.nanoTime() + (BACKOFF.toNanos() << doublings);
    // Every offered row wakes the thread, which must not turn into a busy loop while Redis is away.
    while (!closed && System.nanoTime() < end) {
      LockSupport.parkNanos(this, end - System.nanoTime());
    }
  }

  private void recovered() {
    if (failuresInARow > 0) {
      log.info("publishing over Redis goes on after {} failures", failuresInARow);
      failuresInARow = 0;
    }
  }
}
