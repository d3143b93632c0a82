package com.neighborbid.common.lane;

import static com.neighborbid.common.lane.LaneWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.lane.Outgoing.ToChannel;
import com.neighborbid.common.lane.Outgoing.ToRoom;
import com.neighborbid.servers.Ports;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.RedisServer;
import com.neighborbid.servers.TestServers;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/// Rooms on a real Redis, fed from rows as lanes commit them.
class RedisOutboxIT {
  private static final LaneKey LANE = new LaneKey("engine", "auction.log", 3);
  private static long auctions = System.nanoTime();

  @TempDir Path folder;

  private final long auction = ++auctions;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<AutoCloseable> toClose = new ArrayList<>();
  private HikariDataSource pool;
  private long rows;

  @BeforeEach
  void makeTables() throws SQLException {
    String url = TestServers.postgres().createDatabase("outbox");
    pool = LanePool.create("outbox", url, PostgresServer.USER, PostgresServer.PASSWORD, 2);
    toClose.add(pool);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(LaneWorld.script());
      connection.commit();
    }
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : toClose.reversed()) {
      closeable.close();
    }
  }

  @Test
  void publishesInOrderAndKeepsHeadAndHistory() {
    RedisOutbox outbox = shared(4_000);
    Subscriber room = subscribe(TestServers.redis().port());
    outbox.taken(LANE, 0, 0);
    for (int seq = 1; seq <= 300; seq++) {
      outbox.offer(row(room(seq)));
    }
    eventually(() -> outbox.sent(LANE) == 300);
    eventually(() -> room.heard.size() == 300);
    assertThat(room.heard).isEqualTo(payloads(1, 300));
    try (Jedis redis = redis()) {
      assertThat(redis.hget(key("head"), "seq")).isEqualTo("300");
      assertThat(redis.hget(key("head"), "last")).isEqualTo("step 300");
      assertThat(redis.lrange(key("history"), 0, -1)).isEqualTo(payloads(173, 300));
      assertThat(redis.ttl(key("head"))).isBetween(1L, Duration.ofDays(7).toSeconds());
      assertThat(redis.ttl(key("history"))).isPositive();
    }
    assertThat(metrics.get("lane.redis.lag").gauge().value()).isZero();
  }

  @Test
  void dropsWhatIsNotNewer() {
    RedisOutbox outbox = shared(4_000);
    Subscriber room = subscribe(TestServers.redis().port());
    outbox.taken(LANE, 0, 0);
    outbox.offer(row(room(5), room(6)));
    outbox.offer(row(room(6), room(5)));
    outbox.offer(row(room(7)));
    eventually(() -> outbox.sent(LANE) == 3);
    eventually(() -> room.heard.size() == 3);
    assertThat(room.heard).isEqualTo(payloads(5, 7));
    try (Jedis redis = redis()) {
      assertThat(redis.lrange(key("history"), 0, -1)).isEqualTo(payloads(5, 7));
    }
  }

  @Test
  void leavesOutTheOldPartOfARun() {
    RedisOutbox outbox = shared(4_000);
    Subscriber room = subscribe(TestServers.redis().port());
    outbox.taken(LANE, 0, 0);
    outbox.offer(row(room(1), room(2), room(3)));
    outbox.offer(row(room(2), room(3), room(4), room(5)));
    eventually(() -> outbox.sent(LANE) == 2);
    eventually(() -> room.heard.size() == 5);
    assertThat(room.heard).isEqualTo(payloads(1, 5));
    try (Jedis redis = redis()) {
      assertThat(redis.lrange(key("history"), 0, -1)).isEqualTo(payloads(1, 5));
      assertThat(redis.hget(key("head"), "seq")).isEqualTo("5");
    }
  }

  @Test
  void keepsTheNewestOfALongRun() {
    RedisOutbox outbox = shared(4_000);
    Subscriber room = subscribe(TestServers.redis().port());
    outbox.taken(LANE, 0, 0);
    Outgoing[] steps = new Outgoing[1_000];
    Arrays.setAll(steps, i -> room(i + 1L));
    outbox.offer(row(steps));
    eventually(() -> outbox.sent(LANE) == 1);
    eventually(() -> room.heard.size() == 1_000);
    assertThat(room.heard).isEqualTo(payloads(1, 1_000));
    try (Jedis redis = redis()) {
      assertThat(redis.lrange(key("history"), 0, -1)).isEqualTo(payloads(873, 1_000));
    }
    assertThat(metrics.get("lane.redis.published").counter().count()).isEqualTo(1_000);
  }

  @Test
  void tellsEachRoomItsOwnSteps() {
    RedisOutbox outbox = shared(4_000);
    outbox.taken(LANE, 0, 0);
    long other = auction + 1_000_000;
    outbox.offer(
        row(
            room(1),
            new ToRoom(other, 7, bytes("other 7")),
            room(2),
            room(9),
            new ToRoom(other, 8, bytes("other 8"))));
    eventually(() -> outbox.sent(LANE) == 1);
    try (Jedis redis = redis()) {
      assertThat(redis.lrange(key("history"), 0, -1)).containsExactly("step 9");
      assertThat(redis.lrange("{auction:" + other + "}:history", 0, -1))
          .containsExactly("other 7", "other 8");
    }
  }

  @Test
  void aJumpBeginsTheHistoryAnew() {
    RedisOutbox outbox = shared(4_000);
    outbox.taken(LANE, 0, 0);
    outbox.offer(row(room(1), room(2), room(3), room(9)));
    eventually(() -> outbox.sent(LANE) == 1);
    try (Jedis redis = redis()) {
      assertThat(redis.lrange(key("history"), 0, -1)).containsExactly("step 9");
      assertThat(redis.hget(key("head"), "seq")).isEqualTo("9");
    }
  }

  @Test
  void readsFromTheOutboxWhatAnEarlierOwnerLeftAndWhatDidNotFit() throws SQLException {
    RedisOutbox outbox = shared(1);
    Subscriber room = subscribe(TestServers.redis().port());
    List<OutboxRow> left = new ArrayList<>();
    for (int seq = 1; seq <= 120; seq++) {
      left.add(row(room(seq)));
    }
    write(left);
    outbox.taken(LANE, 20, 120);
    List<OutboxRow> more = new ArrayList<>();
    for (int seq = 121; seq <= 200; seq++) {
      more.add(row(room(seq)));
    }
    write(more);
    more.forEach(outbox::offer);

    eventually(() -> outbox.sent(LANE) == 200);
    eventually(() -> room.heard.size() == 180);
    assertThat(room.heard).isEqualTo(payloads(21, 200));
  }

  @Test
  void catchesUpWhenRedisComesBack() throws SQLException {
    RedisServer server = server();
    RedisOutbox outbox = outbox(server.port(), 50);
    outbox.taken(LANE, 0, 0);
    List<OutboxRow> first = rooms(1, 10);
    write(first);
    first.forEach(outbox::offer);
    eventually(() -> outbox.sent(LANE) == 10);

    server.kill();
    List<OutboxRow> meanwhile = rooms(11, 200);
    write(meanwhile);
    long before = System.nanoTime();
    meanwhile.forEach(outbox::offer);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    eventually(() -> metrics.get("lane.redis.failures").counter().count() >= 2);
    assertThat(outbox.sent(LANE)).isEqualTo(10);
    assertThat(outbox.lag()).isEqualTo(190);

    server.start();
    eventually(() -> outbox.sent(LANE) == 200);
    try (Jedis redis = new Jedis("127.0.0.1", server.port())) {
      assertThat(redis.hget(key("head"), "seq")).isEqualTo("200");
      assertThat(redis.lrange(key("history"), 0, -1)).isEqualTo(payloads(73, 200));
    }
  }

  @Test
  void goesOnWhenRedisHasForgottenTheScript() {
    RedisOutbox outbox = shared(4_000);
    outbox.taken(LANE, 0, 0);
    outbox.offer(row(room(1)));
    eventually(() -> outbox.sent(LANE) == 1);
    try (Jedis redis = redis()) {
      redis.scriptFlush();
      outbox.offer(row(room(2)));
      eventually(() -> outbox.sent(LANE) == 2);
      assertThat(redis.hget(key("head"), "seq")).isEqualTo("2");
    }
  }

  @Test
  void leavesOutWhatRedisNeverTakes() {
    RedisOutbox outbox = shared(4_000);
    try (Jedis redis = redis()) {
      redis.set(key("head"), "not a hash");
      outbox.taken(LANE, 0, 0);
      outbox.offer(row(room(1)));
      outbox.offer(row(new ToRoom(auction + 1_000_000, 1, bytes("other"))));
      eventually(() -> outbox.sent(LANE) == 2);
      assertThat(metrics.get("lane.redis.refused").counter().count()).isOne();
      assertThat(redis.hget("{auction:" + (auction + 1_000_000) + "}:head", "last"))
          .isEqualTo("other");
    }
  }

  @Test
  void tellsPersonsWhatIsFreshAndNotWhatIsOld() throws SQLException {
    RedisOutbox outbox = shared(4_000);
    Subscriber room = subscribe(TestServers.redis().port());
    String channel = "auction:" + auction;
    List<OutboxRow> left =
        List.of(
            row(new ToChannel(channel, bytes("old"))), row(new ToChannel(channel, bytes("new"))));
    write(left);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update lane_outbox set created_at = now() - interval '2 minutes' where seq = 1");
      connection.commit();
    }
    outbox.taken(LANE, 0, 2);
    eventually(() -> outbox.sent(LANE) == 2);
    outbox.offer(row(new ToChannel(channel, bytes("now"))));
    eventually(() -> room.heard.size() == 2);
    assertThat(room.heard).containsExactly("new", "now");
  }

  @Test
  void saysNothingOfALaneThatIsNotOurs() {
    RedisOutbox outbox = shared(4_000);
    outbox.taken(LANE, 0, 0);
    outbox.dropped(LANE);
    outbox.offer(row(room(1)));
    assertThat(outbox.sent(LANE)).isZero();
    assertThat(outbox.lag()).isZero();
  }

  private ToRoom room(long seq) {
    return new ToRoom(auction, seq, bytes("step " + seq));
  }

  private List<OutboxRow> rooms(int from, int to) {
    List<OutboxRow> made = new ArrayList<>();
    for (int seq = from; seq <= to; seq++) {
      made.add(row(room(seq)));
    }
    return made;
  }

  private OutboxRow row(Outgoing... messages) {
    return new OutboxRow(LANE, ++rows, List.of(messages));
  }

  private void write(List<OutboxRow> written) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      LaneWrites writes = new LaneWrites(connection);
      OutboxStore.writeOutbox(writes, written);
      writes.send();
      connection.commit();
    }
  }

  private String key(String what) {
    return "{auction:" + auction + "}:" + what;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> payloads(int from, int to) {
    List<String> texts = new ArrayList<>();
    for (int seq = from; seq <= to; seq++) {
      texts.add("step " + seq);
    }
    return texts;
  }

  private RedisOutbox shared(int queued) {
    return outbox(TestServers.redis().port(), queued);
  }

  private RedisOutbox outbox(int port, int queued) {
    RedisOutbox outbox = new RedisOutbox("127.0.0.1", port, pool, metrics, queued);
    toClose.add(outbox);
    return outbox;
  }

  private static Jedis redis() {
    return new Jedis(TestServers.redis().host(), TestServers.redis().port());
  }

  private RedisServer server() {
    RedisServer server =
        new RedisServer(
            new RedisServer.Settings(
                Ports.free(), folder.resolve("redis"), folder.resolve("redis.log")));
    server.start();
    toClose.add(server::stop);
    return server;
  }

  private Subscriber subscribe(int port) {
    Subscriber subscriber = new Subscriber();
    Jedis connection = new Jedis("127.0.0.1", port);
    Thread thread =
        Thread.ofVirtual().start(() -> connection.subscribe(subscriber, "auction:" + auction));
    eventually(subscriber::isSubscribed);
    toClose.add(
        () -> {
          subscriber.unsubscribe();
          thread.join();
          connection.close();
        });
    return subscriber;
  }

  private static final class Subscriber extends JedisPubSub {
    final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void onMessage(String channel, String message) {
      heard.add(message);
    }
  }
}
