package com.neighborbid.local;

import com.neighborbid.servers.KafkaServer;
import com.neighborbid.servers.PostgresArchive;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.RedisServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// PostgreSQL, Kafka and Redis of one stack.
record Infrastructure(
    PostgresServer postgres,
    KafkaServer kafka,
    RedisServer redis,
    SharedClasses kafkaClasses,
    Optional<PostgresArchive> archive,
    Replacement replacement) {
  private static final String KAFKA_CLASSES = "kafka-";
  private static final Map<String, String> POSTGRES =
      Map.of("shared_buffers", "256MB", "max_wal_size", "1GB");

  static Infrastructure of(StackOptions options) {
    return of(options, Map.of());
  }

  /// @param postgres settings of PostgreSQL on top of the usual ones
  static Infrastructure of(StackOptions options, Map<String, String> postgres) {
    return of(options, postgres, Replacement.in(options).data());
  }

  /// With the PostgreSQL that is to take the other's place. It archives nothing before it has: were
  /// the restore given up, its timeline would be the archive's newest for ever.
  static Infrastructure restoring(StackOptions options) {
    return of(options, Map.of("archive_command", ""), Replacement.in(options).restoring());
  }

  private static Infrastructure of(
      StackOptions options, Map<String, String> postgres, Path postgresData) {
    Map<String, String> parameters = new HashMap<>(POSTGRES);
    Optional<PostgresArchive> archive = options.backups().map(PostgresArchive::new);
    archive.ifPresent(its -> parameters.putAll(its.settings()));
    parameters.putAll(postgres);
    Path data = options.data();
    SharedClasses kafkaClasses = kafkaClasses(options);
    return new Infrastructure(
        new PostgresServer(
            new PostgresServer.Settings(
                options.port(Part.POSTGRES), postgresData, options.log("postgres"), parameters)),
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
        kafkaClasses,
        archive,
        Replacement.in(options));
  }

  /// Beside the launcher's own libraries, which Kafka is run from; a file for each state of them.
  private static SharedClasses kafkaClasses(StackOptions options) {
    StringBuilder libraries = new StringBuilder();
    for (String library : System.getProperty("java.class.path").split(File.pathSeparator)) {
      libraries.append(library).append(new File(library).lastModified());
    }
    return SharedClasses.in(
        kafkaClassesIn(options),
        KAFKA_CLASSES + Integer.toHexString(libraries.toString().hashCode()),
        options.training());
  }

  private static Path kafkaClassesIn(StackOptions options) {
    Path target = options.home().resolve("deploy/local/target");
    return Files.isDirectory(target) ? target : options.data();
  }

  /// Deletes what earlier starts left for later ones of Kafka; nothing of what runs is needed
  /// again.
  static void forgetKafkaClasses(StackOptions options) {
    try (Stream<Path> files = Files.list(kafkaClassesIn(options))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(KAFKA_CLASSES)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + kafkaClassesIn(options), e);
    }
  }

  /// @throws StackException if a restore was begun and not finished
  /// @throws com.neighborbid.servers.ServerException if the backups are those of other data
  void startPostgres() {
    replacement.requireNone();
    archive.ifPresent(PostgresArchive::prepare);
    postgres.start();
    archive.ifPresent(its -> its.claim(postgres));
    for (Service service : Service.values()) {
      service.database().ifPresent(postgres::ensureDatabase);
    }
  }

  void stopKafka() {
    boolean trained = kafkaClasses.training() && kafkaClasses.isWriting();
    kafkaClasses.settle(trained ? kafka.stop(Training.STOP_LIMIT) : kafka.stop());
  }

  /// Stops what a launcher that was killed left running, so that its ports and files are free.
  void stopLeftovers() {
    postgres.process().stopLeftover();
    kafka.process().stopLeftover();
    redis.process().stopLeftover();
  }
}
