package com.neighborbid.local;

import com.neighborbid.servers.KafkaServer;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// PostgreSQL, Kafka and Redis of one stack.
record Infrastructure(
    PostgresServer postgres, KafkaServer kafka, RedisServer redis, SharedClasses kafkaClasses) {
  private static final Map<String, String> POSTGRES =
      Map.of("shared_buffers", "256MB", "max_wal_size", "1GB");

  static Infrastructure of(StackOptions options) {
    return of(options, Map.of());
  }

  /// @param postgres settings of PostgreSQL on top of the usual ones
  static Infrastructure of(StackOptions options, Map<String, String> postgres) {
    Map<String, String> parameters = new HashMap<>(POSTGRES);
    parameters.putAll(postgres);
    Path data = options.data();
    SharedClasses kafkaClasses = kafkaClasses(options);
    return new Infrastructure(
        new PostgresServer(
            new PostgresServer.Settings(
                options.port(Part.POSTGRES),
                data.resolve("postgres"),
                options.log("postgres"),
                parameters)),
        new KafkaServer(
            new KafkaServer.Settings(
                options.port(Part.KAFKA),
                options.port(Part.KAFKA_CONTROLLER),
                data.resolve("kafka"),
                options.log("kafka"),
                options.wiring().kafka(),
                kafkaClasses.options())),
        new RedisServer(
            new RedisServer.Settings(
                options.port(Part.REDIS), data.resolve("redis"), options.log("redis"))),
        kafkaClasses);
  }

  /// Beside the launcher's own libraries, which Kafka is run from.
  private static SharedClasses kafkaClasses(StackOptions options) {
    Path target = options.home().resolve("deploy/local/target");
    return SharedClasses.in(Files.isDirectory(target) ? target : options.data(), "kafka");
  }

  void startPostgres() {
    postgres.start();
    for (Service service : Service.values()) {
      service.database().ifPresent(postgres::ensureDatabase);
    }
  }

  void stopKafka() {
    kafkaClasses.settle(kafka.stop());
  }

  /// Stops what a launcher that was killed left running, so that its ports and files are free.
  void stopLeftovers() {
    postgres.process().stopLeftover();
    kafka.process().stopLeftover();
    redis.process().stopLeftover();
  }
}
