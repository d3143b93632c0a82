package com.neighborbid.local;

import com.neighborbid.servers.KafkaServer;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// PostgreSQL, Kafka and Redis of one stack.
record Infrastructure(PostgresServer postgres, KafkaServer kafka, RedisServer redis) {
  static Infrastructure of(StackOptions options) {
    Path data = options.data();
    return new Infrastructure(
        new PostgresServer(
            new PostgresServer.Settings(
                options.port(Part.POSTGRES),
                data.resolve("postgres"),
                options.log("postgres"),
                Map.of("shared_buffers", "256MB", "max_wal_size", "1GB"))),
        new KafkaServer(
            new KafkaServer.Settings(
                options.port(Part.KAFKA),
                options.port(Part.KAFKA_CONTROLLER),
                data.resolve("kafka"),
                options.log("kafka"),
                Map.of(),
                kafkaOptions(options))),
        new RedisServer(
            new RedisServer.Settings(
                options.port(Part.REDIS), data.resolve("redis"), options.log("redis"))));
  }

  private static List<String> kafkaOptions(StackOptions options) {
    Path target = options.home().resolve("deploy/local/target");
    return options.temporary() || !Files.isDirectory(target)
        ? List.of()
        : UnpackedJar.sharing(target.resolve("kafka-classes.jsa"), true);
  }

  void startPostgres() {
    postgres.start();
    for (Service service : Service.values()) {
      service.database().ifPresent(postgres::ensureDatabase);
    }
  }

  /// Stops what a launcher that was killed left running, so that its ports and files are free.
  void stopLeftovers() {
    postgres.process().stopLeftover();
    kafka.process().stopLeftover();
    redis.process().stopLeftover();
  }
}
