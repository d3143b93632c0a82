package com.neighborbid.local;

import com.neighborbid.servers.KafkaServer;
import com.neighborbid.servers.PostgresArchive;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.ServerException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/// PostgreSQL and Kafka over the data of a stack that does not run, to look at them: on free ports,
/// without the services, and so set up that nothing is written, expired or compacted.
public final class StoppedStack implements AutoCloseable {
  /// Long after whoever looks has seen enough.
  private static final String NEVER_MS = "315360000000";

  private static final Map<String, String> LOOK_ONLY_POSTGRES =
      Map.of("default_transaction_read_only", "on", "autovacuum", "off");
  private static final Map<String, String> LOOK_ONLY_KAFKA =
      Map.of(
          "log.cleaner.enable", "false",
          "log.initial.task.delay.ms", NEVER_MS,
          "log.retention.check.interval.ms", NEVER_MS);

  private final DataFolder folder;
  private final Infrastructure infrastructure;

  private StoppedStack(DataFolder folder, Infrastructure infrastructure) {
    this.folder = folder;
    this.infrastructure = infrastructure;
  }

  /// Opens the data; empty where a stack runs with them, or where there are none.
  ///
  /// @param options of the stack; its ports are not used
  /// @throws ServerException if a server does not start over the data
  /// @throws StackException if a restore was begun and not finished
  public static Optional<StoppedStack> open(StackOptions options) {
    if (!Files.isDirectory(options.data().resolve("postgres"))) {
      return Optional.empty();
    }
    Optional<DataFolder> folder = DataFolder.tryLock(options);
    return folder.map(
        locked -> {
          StoppedStack stack =
              new StoppedStack(
                  locked,
                  Infrastructure.of(
                      options
                          .withPorts(StackOptions.freePorts())
                          .withWiring(new Wiring(Map.of(), LOOK_ONLY_KAFKA)),
                      LOOK_ONLY_POSTGRES));
          stack.start();
          return stack;
        });
  }

  private void start() {
    Parallel both = new Parallel();
    try {
      infrastructure.replacement().requireNone();
      infrastructure.stopLeftovers();
      infrastructure.archive().ifPresent(PostgresArchive::prepare);
      both.run(infrastructure.postgres()::start, infrastructure.kafka()::start);
    } catch (RuntimeException e) {
      close();
      throw e;
    } finally {
      both.stop();
    }
  }

  public PostgresServer postgres() {
    return infrastructure.postgres();
  }

  public KafkaServer kafka() {
    return infrastructure.kafka();
  }

  @Override
  public void close() {
    infrastructure.stopKafka();
    infrastructure.postgres().stop();
    folder.close();
  }
}
