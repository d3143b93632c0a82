package com.neighborbid.local;

import com.neighborbid.local.Backups.Restored;
import com.neighborbid.servers.PostgresArchive.Base;
import com.neighborbid.servers.ServerException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// `make backup` and `make restore`: a base backup of the stack that runs, and the way back for the
/// data of one that was stopped. For other installations: listeners of a Kafka hear again what was
/// said after some time.
///
/// Environment: as `make run`, with `NB_BACKUP_DIR`; `NB_KAFKA` for `listeners`.
public final class BackupCommand {
  /// In a database that is used something is committed more often.
  private static final Duration CLOSE = Duration.ofMinutes(2);

  private BackupCommand() {}

  /// @param arguments `take`; or `restore` and the time to go back to, such as
  ///   `2026-11-21T20:55:00Z`, without a time to the newest that is archived; or `listeners`, a
  ///   time and the consumer groups
  public static void main(String[] arguments) {
    try {
      StackOptions options = StackOptions.fromEnvironment(System.getenv());
      if (arguments.length == 1 && arguments[0].equals("take")) {
        Base base = Backups.take(options);
        System.out.println(
            "Data of %s and later can be restored from %s".formatted(base.end(), base.data()));
      } else if (arguments.length > 0 && arguments[0].equals("restore")) {
        restore(options, arguments.length > 1 ? arguments[1] : "");
      } else if (arguments.length > 2 && arguments[0].equals("listeners")) {
        AfterRestore.setListenersBack(
            System.getenv().getOrDefault("NB_KAFKA", "127.0.0.1:19092"),
            time(arguments[1]),
            List.of(arguments).subList(2, arguments.length));
      } else {
        throw new StackException("Say take, restore [time] or listeners time group…");
      }
    } catch (StackException | ServerException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void restore(StackOptions options, String time) {
    Optional<Instant> target = time.isEmpty() ? Optional.empty() : Optional.of(time(time));
    Restored restored = Backups.restore(options, target);
    System.out.println("PostgreSQL is as it was at " + restored.to());
    if (target.filter(to -> restored.to().isBefore(to.minus(CLOSE))).isPresent()) {
      System.out.println(
          "That is long before %s: was nothing committed in between, or is it of a course of things that an earlier restore gave up? See docs/backup.md"
              .formatted(time));
    }
    restored.replaced().ifPresent(old -> System.out.println("What was there before is in " + old));
    System.out.println(
        "Start it with the same NB_BACKUP_DIR (make run), audit it (make audit), take a new base backup (make backup)");
  }

  private static Instant time(String time) {
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw new StackException(time + " is no time like 2026-11-21T20:55:00Z", e);
    }
  }
}
