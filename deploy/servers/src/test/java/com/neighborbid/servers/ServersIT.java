package com.neighborbid.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersIT {
  @TempDir Path folder;

  @Test
  void postgresKeepsConfirmedRowsWhenKilled() throws SQLException {
    PostgresServer server =
        new PostgresServer(
            new PostgresServer.Settings(
                Ports.free(), folder.resolve("postgres"), folder.resolve("postgres.log")));
    try {
      server.start();
      String url = server.ensureDatabase("nb_test");
      execute(url, "CREATE TABLE bid (amount bigint)");
      execute(url, "INSERT INTO bid VALUES (15000)");
      long firstPid = server.pid();

      server.kill();
      assertThat(ProcessHandle.of(firstPid)).isEmpty();
      server.start();

      assertThat(server.pid()).isNotEqualTo(firstPid);
      assertThat(server.ensureDatabase("nb_test")).isEqualTo(url);
      assertThat(readLong(url, "SELECT amount FROM bid")).isEqualTo(15000);
    } finally {
      server.stop();
    }
    assertThat(server.process().isAlive()).isFalse();
  }

  @Test
  void postgresSortsTextTheSameEverywhere() throws SQLException {
    String url = TestServers.postgres().createDatabase("sorting");
    assertThat(readLong(url, "SELECT (lower('ÄÖ가') = 'äö가')::int")).isEqualTo(1);
    assertThat(readLong(url, "SELECT ('Z' < 'a')::int")).isEqualTo(1);
    assertThat(readLong(url, "SELECT current_setting('server_version_num')::bigint / 10000"))
        .isEqualTo(18);
  }

  @Test
  void everyTestGetsADatabaseOfItsOwn() {
    TestServers.Postgres postgres = TestServers.postgres();
    assertThat(postgres.createDatabase("same")).isNotEqualTo(postgres.createDatabase("same"));
  }

  @Test
  void kafkaKeepsRecordsWithItsOwnTimeWhenKilled() throws Exception {
    List<Integer> ports = Ports.free(2);
    KafkaServer server =
        new KafkaServer(
            new KafkaServer.Settings(
                ports.get(0), ports.get(1), folder.resolve("kafka"), folder.resolve("kafka.log")));
    try {
      server.start();
      createTopic(server.bootstrap());
      produce(server.bootstrap(), "first");

      server.kill();
      server.start();
      produce(server.bootstrap(), "second");

      List<ConsumerRecord<String, String>> records = consume(server.bootstrap(), 2);
      assertThat(records).extracting(ConsumerRecord::value).containsExactly("first", "second");
      assertThat(records)
          .extracting(ConsumerRecord::timestampType)
          .containsOnly(TimestampType.LOG_APPEND_TIME);
    } finally {
      server.stop();
    }
  }

  @Test
  void redisKeepsKeysWhenKilled() throws Exception {
    RedisServer server =
        new RedisServer(
            new RedisServer.Settings(
                Ports.free(), folder.resolve("redis"), folder.resolve("redis.log")));
    try {
      server.start();
      assertThat(redis(server.port(), "SET auction 41")).isEqualTo("+OK");

      server.kill();
      server.start();

      assertThat(redis(server.port(), "EXISTS auction")).isEqualTo(":1");
    } finally {
      server.stop();
    }
  }

  @Test
  void aServerLeftBehindIsReplacedAtTheNextStart() {
    RedisServer.Settings settings =
        new RedisServer.Settings(
            Ports.free(), folder.resolve("redis"), folder.resolve("redis.log"));
    RedisServer leftBehind = new RedisServer(settings);
    RedisServer next = new RedisServer(settings);
    try {
      leftBehind.start();
      next.start();

      assertThat(leftBehind.process().isAlive()).isFalse();
      assertThat(next.process().isAlive()).isTrue();
    } finally {
      next.stop();
      leftBehind.kill();
    }
  }

  @Test
  void sharedServersAnswer() throws Exception {
    TestServers.Redis redis = TestServers.redis();
    assertThat(redis(redis.port(), "PING")).isEqualTo("+PONG");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafkaBootstrap()))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
    assertThat(TestServers.redis()).isSameAs(redis);
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long readLong(String url, String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
  }

  private static void createTopic(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      NewTopic topic =
          new NewTopic("log", Optional.of(1), Optional.empty())
              .configs(Map.of("message.timestamp.type", "LogAppendTime"));
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  private static void produce(String bootstrap, String value) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "acks", "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("log", "key", value)).get();
    }
  }

  private static List<ConsumerRecord<String, String>> consume(String bootstrap, int count) {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrap);
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("log", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Waiting.until(
          Duration.ofSeconds(20),
          () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return records.size() >= count;
          });
    }
    return records;
  }

  private static String redis(int port, String command) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[100];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, length, StandardCharsets.US_ASCII).strip();
    }
  }
}
