package com.neighborbid.common.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.lane.CountingEngine.Hooks;
import com.neighborbid.common.lane.LaneGroup.LaneStatus;
import com.neighborbid.servers.TestServers;
import com.neighborbid.servers.Waiting;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A log, a database and the groups that a test starts on them.
final class LaneWorld implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final AtomicInteger WORLDS = new AtomicInteger();

  final String name = "w" + WORLDS.incrementAndGet() + "-" + ProcessHandle.current().pid();
  final String log = name + ".log";
  final String out = name + ".out";
  final int partitions;
  final String bootstrap;
  final String jdbcUrl;
  final Admin admin;
  private KafkaProducer<String, String> producer;
  private final List<Member> members = new ArrayList<>();

  /// One instance of the engine's process.
  record Member(
      String instance,
      LaneGroup group,
      HikariDataSource pool,
      SimpleMeterRegistry metrics,
      AtomicInteger fencedByName) {
    double metric(String metric) {
      return metrics.get(metric).tags("group", group.group()).gauge().value();
    }

    double count(String metric) {
      return metrics.get(metric).tags("group", group.group()).counter().count();
    }

    List<LaneStatus> inPhase(String phase) {
      return group.status().stream().filter(lane -> lane.phase().equals(phase)).toList();
    }

    void close() {
      group.close();
      pool.close();
    }
  }

  LaneWorld(int partitions) {
    this(
        partitions,
        TestServers.kafkaBootstrap(),
        TestServers.postgres().createDatabase("lane"),
        "LogAppendTime");
  }

  LaneWorld(int partitions, String bootstrap, String jdbcUrl, String timestamps) {
    this.partitions = partitions;
    this.bootstrap = bootstrap;
    this.jdbcUrl = jdbcUrl;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    this.producer = producer(bootstrap);
    createTopic(log, timestamps);
    createTopic(log + ".dlt", "LogAppendTime");
    createTopic(out, "LogAppendTime");
    execute(script() + CountingEngine.TABLES);
  }

  private static KafkaProducer<String, String> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrap, "max.block.ms", "60000"),
        new StringSerializer(),
        new StringSerializer());
  }

  /// Appends from now on as somebody who has never seen the topic: who knew it before it was made
  /// anew may try the old one for minutes.
  void appendAsSomebodyElse() {
    producer.close(Duration.ZERO);
    producer = producer(bootstrap);
  }

  void createTopic(String topic, String timestamps) {
    NewTopic settings =
        new NewTopic(topic, partitions, (short) 1)
            .configs(Map.of("message.timestamp.type", timestamps));
    await(() -> admin.createTopics(List.of(settings)).all().get(30, TimeUnit.SECONDS));
  }

  static String script() {
    try (InputStream in = LaneWorld.class.getResourceAsStream("/db/lane/V1__lane.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Member start(String instance) {
    return start(instance, new Hooks(), UnaryOperator.identity());
  }

  Member start(String instance, Hooks hooks) {
    return start(instance, hooks, UnaryOperator.identity());
  }

  /// @param wrap what the lanes see instead of the pool
  Member start(String instance, Hooks hooks, UnaryOperator<DataSource> wrap) {
    LaneSettings settings =
        new LaneSettings(bootstrap, name, log, instance, 1, 500, "/test/" + name);
    HikariDataSource pool = LanePool.create(instance, jdbcUrl, "neighborbid", "neighborbid", 1);
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    AtomicInteger fenced = new AtomicInteger();
    LaneGroup group =
        new LaneGroup(
            settings,
            () -> new CountingEngine(out, hooks),
            wrap.apply(pool),
            SidePublisher.none(),
            metrics,
            Clock.systemUTC(),
            fenced::incrementAndGet);
    Member member = new Member(instance, group, pool, metrics, fenced);
    members.add(member);
    group.start();
    return member;
  }

  /// Starts an instance and waits until it owns all lanes.
  Member startAndOwn(String instance, Hooks hooks) {
    Member member = start(instance, hooks);
    eventually(() -> member.inPhase("RUNNING").size() == partitions);
    return member;
  }

  Member startAndOwn(String instance) {
    return startAndOwn(instance, new Hooks());
  }

  /// What the group does when a member has not been heard of for too long.
  void evict(Member member) {
    await(
        () ->
            admin
                .removeMembersFromConsumerGroup(
                    name,
                    new RemoveMembersFromConsumerGroupOptions(
                        List.of(new MemberToRemove(name + "-" + member.instance() + "-0"))))
                .all()
                .get(30, TimeUnit.SECONDS));
  }

  /// As [#evict], where it may have left already.
  void evictIfMember(Member member) {
    try {
      evict(member);
    } catch (IllegalStateException e) {
      assertThat(e).hasRootCauseInstanceOf(UnknownMemberIdException.class);
    }
  }

  /// Appends and waits until the broker has it.
  RecordMetadata append(String key, String value) {
    ProducerRecord<String, String> record = record(key, value);
    return await(() -> producer.send(record).get(60, TimeUnit.SECONDS));
  }

  /// Appends `1` many times over a few keys, without waiting in between.
  void appendMany(int count) {
    List<java.util.concurrent.Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(producer.send(record("k" + i % 7, "1")));
    }
    sent.forEach(future -> await(() -> future.get(60, TimeUnit.SECONDS)));
  }

  private ProducerRecord<String, String> record(String key, String value) {
    return new ProducerRecord<>(
        log,
        null,
        null,
        key,
        value,
        RecordHeaders.of("id", "test.Add.v1", "/test", Instant.EPOCH, key, "req-1"));
  }

  /// Why lanes of any instance are stopped.
  List<String> stopReasons() {
    return members.stream()
        .flatMap(member -> member.inPhase("STOPPED").stream())
        .map(LaneStatus::stopReason)
        .toList();
  }

  long decided() {
    return number("select count(*) from decided");
  }

  void awaitDecided(long count) {
    eventually(() -> decided() >= count);
    assertThat(decided()).isEqualTo(count);
  }

  /// Waits until everything committed is known to be sent, then compares tables and messages: each
  /// record decided once, each said once but for repeats of the same `ce_id`, first sayings in
  /// order per key.
  void assertSound(long records) {
    awaitDecided(records);
    eventually(() -> number("select sum(outbox_seq - kafka_sent) from lane") == 0);
    assertThat(number("select coalesce(sum(amount), 0) from decided"))
        .isEqualTo(number("select coalesce(sum(total), 0) from total"));
    List<ConsumerRecord<String, String>> said = first(out);
    assertThat(said).hasSize((int) (records + number("select count(*) from lane_skipped")));
    Map<String, Long> last = new LinkedHashMap<>();
    for (ConsumerRecord<String, String> message : said) {
      long offset = Long.parseLong(message.value().split(":")[0]);
      Long before = last.put(message.key(), offset);
      assertThat(offset)
          .as("order of %s", message.key())
          .isGreaterThan(before == null ? -1 : before);
    }
  }

  /// All records of a topic without repeats of a `ce_id`.
  List<ConsumerRecord<String, String>> first(String topic) {
    Map<String, ConsumerRecord<String, String>> first = new LinkedHashMap<>();
    for (ConsumerRecord<String, String> record : all(topic)) {
      first.putIfAbsent(RecordHeaders.text(record.headers(), RecordHeaders.ID), record);
    }
    return List.copyOf(first.values());
  }

  List<ConsumerRecord<String, String>> all(String topic) {
    List<TopicPartition> all = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      all.add(new TopicPartition(topic, i));
    }
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> end = consumer.endOffsets(all);
      while (all.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  long number(String sql) {
    return query(sql, rows -> rows.getLong(1));
  }

  String text(String sql) {
    return query(sql, rows -> rows.getString(1));
  }

  interface Read<T> {
    T from(ResultSet rows) throws SQLException;
  }

  private <T> T query(String sql, Read<T> read) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return read.from(rows);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, "neighborbid", "neighborbid");
  }

  static void eventually(BooleanSupplier condition) {
    assertThat(Waiting.until(PATIENCE, condition)).as("in %s", PATIENCE).isTrue();
  }

  /// Gives the world a moment for what may happen, or not.
  static void briefly(BooleanSupplier condition) {
    boolean _ = Waiting.until(Duration.ofMillis(700), condition);
  }

  interface Call<T> {
    T call() throws ExecutionException, InterruptedException, TimeoutException;
  }

  static <T> T await(Call<T> call) {
    try {
      return call.call();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    members.forEach(Member::close);
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
  }
}
