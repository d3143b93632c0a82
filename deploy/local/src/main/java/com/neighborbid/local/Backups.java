package com.neighborbid.local;

import com.neighborbid.servers.PostgresArchive;
import com.neighborbid.servers.PostgresArchive.Base;
import com.neighborbid.servers.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Base backups of a stack that runs, and the way back to an earlier moment of one that does not.
///
/// Only PostgreSQL is brought back. Kafka's data stay as they are: the engines decide again what
/// the logs hold after that moment, and come to the same rows. See `docs/backup.md`.
public final class Backups {
  /// A listener that was so far behind at the moment to which the data go back took later what it
  /// had not yet heard then.
  private static final Duration LISTENERS_BEHIND = Duration.ofDays(1);

  private static final Duration RESTORE_LIMIT = Duration.ofHours(6);

  /// @param to when the last transaction was committed that is there
  /// @param replaced where the data are that were there before, for whoever needs something of them
  public record Restored(Instant to, Optional<Path> replaced) {}

  private Backups() {}

  /// Makes a base backup of the stack that runs with these options; it goes on meanwhile.
  ///
  /// @throws StackException if there is no folder for backups
  public static Base take(StackOptions options) {
    return archive(options).backUp(Infrastructure.of(options).postgres());
  }

  /// Brings the databases back, so that the stack can be started with them. Until all is done the
  /// data of before stay where they are, and nothing starts.
  ///
  /// @param target every transaction that was committed until then is there; all that are archived
  ///   where it is empty
  /// @throws StackException if the stack runs, or there is no base backup from before the target
  /// @throws com.neighborbid.servers.ServerException if the log ends before the target
  public static Restored restore(StackOptions options, Optional<Instant> target) {
    PostgresArchive archive = archive(options);
    Base base =
        archive
            .baseFor(target.orElse(Instant.MAX))
            .orElseThrow(
                () ->
                    new StackException(
                        "There is no base backup in %s that ended before %s"
                            .formatted(
                                archive.folder(), target.map(Instant::toString).orElse("now"))));
    try (DataFolder _ = DataFolder.lock(options)) {
      // Other ports: nobody who still runs finds the servers before all is done.
      StackOptions elsewhere = options.withPorts(StackOptions.freePorts());
      Infrastructure servers = Infrastructure.restoring(elsewhere);
      servers.stopLeftovers();
      Infrastructure.of(elsewhere).stopLeftovers();
      Replacement place = Replacement.in(options);
      place.begin();
      archive.layOut(base, place.restoring(), target);
      archive.addLogOf(place.data(), place.restoring());
      Instant to = bringBack(servers, base, Files.isDirectory(options.data().resolve("kafka")));
      Optional<Path> replaced = place.finish();
      archive.keepHistoriesOf(place.data());
      target.ifPresent(archive::setAside);
      return new Restored(to, replaced);
    }
  }

  /// @param kafka whether there is a Kafka with listeners
  private static Instant bringBack(Infrastructure servers, Base base, boolean kafka) {
    PostgresServer postgres = servers.postgres();
    try {
      servers.archive().ifPresent(PostgresArchive::prepare);
      postgres.startRestored(RESTORE_LIMIT);
      Instant to = postgres.restoredTo().orElse(base.end());
      for (Service service : Service.values()) {
        service.database().map(postgres::jdbcUrl).ifPresent(AfterRestore::leaveRoom);
      }
      if (kafka) {
        servers.kafka().start();
        AfterRestore.setListenersBack(servers.kafka().bootstrap(), to.minus(LISTENERS_BEHIND));
      }
      return to;
    } finally {
      servers.stopKafka();
      postgres.stop();
    }
  }

  private static PostgresArchive archive(StackOptions options) {
    return options
        .backups()
        .map(PostgresArchive::new)
        .orElseThrow(() -> new StackException("NB_BACKUP_DIR does not say where backups are"));
  }
}
