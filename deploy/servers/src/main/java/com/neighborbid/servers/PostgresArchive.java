package com.neighborbid.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Base backups of a PostgreSQL and all of its log since: what it takes to have its data as they
/// were at any moment after a base backup.
///
/// @param folder holds `base`, a folder per base backup that is called by its end, and `wal`
public record PostgresArchive(Path folder) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TARGET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);
  private static final String UNFINISHED = ".part";
  private static final String ASIDE = ".aside";

  /// After so long what was written is in the archive, even if it fills no file of the log.
  private static final String TIMEOUT = "60s";

  /// A base backup.
  ///
  /// @param end data of this moment and later can be restored from it
  public record Base(Path data, Instant end) {}

  public PostgresArchive {
    folder = folder.toAbsolutePath();
  }

  /// Settings with which a server archives its log here.
  public Map<String, String> settings() {
    String file = quoted(log() + "/%f");
    String part = quoted(log() + "/%f" + UNFINISHED);
    return Map.of(
        "archive_mode",
        "on",
        "archive_timeout",
        TIMEOUT,
        // What is there is never replaced; the same may come again after a crash. PostgreSQL drops
        // its own file soon: the copy must be on the disk.
        "archive_command",
        "if test -f %s; then cmp -s \"%%p\" %s; else cp \"%%p\" %s && sync %s && mv %s %s && sync %s; fi"
            .formatted(file, file, part, part, part, file, quoted(log().toString())));
  }

  /// Makes the folders, writable by the server.
  public void prepare() {
    try {
      Files.createDirectories(log());
      Files.createDirectories(bases());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
    Unprivileged.give(log());
  }

  /// Makes this the archive of a running server's data, which it stays. The log of other data has
  /// files of the same names: none of it could be archived, and the server would keep all of it.
  ///
  /// @throws ServerException if it is the archive of other data
  public void claim(PostgresServer server) {
    Path owner = folder.resolve("system");
    String system = server.systemIdentifier();
    try {
      if (!Files.exists(owner)) {
        Files.writeString(owner, system);
      } else if (!Files.readString(owner).equals(system)) {
        throw new ServerException(
            "%s has the backups of other data; choose another folder, or remove it"
                .formatted(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + owner, e);
    }
  }

  /// Makes a base backup of a server that runs with these settings; it goes on meanwhile.
  ///
  /// @throws ServerException if it does not archive its log here
  public Base backUp(PostgresServer server) {
    String command = server.setting("archive_command");
    if (!command.equals(settings().get("archive_command"))) {
      throw new ServerException(
          "PostgreSQL does not archive its log into %s but by: %s".formatted(folder, command));
    }
    prepare();
    try (FileChannel one =
        FileChannel.open(
            bases().resolve("running.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (one.tryLock() == null) {
        throw anotherRuns();
      }
      return copy(server);
    } catch (OverlappingFileLockException _) {
      throw anotherRuns();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a base backup in " + bases(), e);
    }
  }

  private ServerException anotherRuns() {
    return new ServerException("A base backup into " + folder + " is being made already");
  }

  private Base copy(PostgresServer server) throws IOException {
    Path part = bases().resolve("running" + UNFINISHED);
    TemporaryFolders.delete(part); // of one that did not end
    Instant end = server.copyTo(part, true);
    PostgresFiles.sync(part);
    Path finished = bases().resolve(NAME.format(end));
    Files.move(part, finished, StandardCopyOption.ATOMIC_MOVE);
    PostgresFiles.syncEntry(bases());
    return new Base(finished, end);
  }

  /// The newest base backup from which the data can be had as they were at `moment`.
  public Optional<Base> baseFor(Instant moment) {
    if (!Files.isDirectory(bases())) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(bases())) {
      return folders
          .flatMap(PostgresArchive::base)
          .filter(base -> !base.end().isAfter(moment))
          .max(Comparator.comparing(Base::end));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + bases(), e);
    }
  }

  /// Lays out a data directory with which a server, at its next start, brings back everything up to
  /// a moment, and then is a server of its own.
  ///
  /// @param data must not exist
  /// @param target every transaction that was committed until then; all there are where it is empty
  public void layOut(Base base, Path data, Optional<Instant> target) {
    try {
      PostgresFiles.copy(base.data(), data, _ -> false);
      StringBuilder settings = new StringBuilder();
      settings.append(setting("restore_command", "cp " + quoted(log() + "/%f") + " \"%p\""));
      settings.append(setting("recovery_target_time", target.map(TARGET::format).orElse("")));
      settings.append(setting("recovery_target_action", "promote"));
      settings.append(setting("recovery_target_timeline", "latest"));
      // The last setting of a name counts; without the signal file they mean nothing.
      Files.writeString(data.resolve("postgresql.auto.conf"), settings, StandardOpenOption.APPEND);
      Files.writeString(data.resolve("recovery.signal"), "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lay out " + data, e);
    }
  }

  /// Adds what a server had not archived when it ended, where its files are still there.
  public void addLogOf(Path oldData, Path newData) {
    Path from = oldData.resolve("pg_wal");
    try (Stream<Path> files = Files.isDirectory(from) ? Files.list(from) : Stream.empty()) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            newData.resolve("pg_wal").resolve(file.getFileName()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + from, e);
    }
  }

  /// Keeps the histories of a server's timelines: the next restore must not take the number of one
  /// that this server has lived on, even if it is lost before it has archived them itself.
  public void keepHistoriesOf(Path data) {
    try (Stream<Path> files = Files.list(data.resolve("pg_wal"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".history")).toList()) {
        Path kept = log().resolve(file.getFileName());
        if (!Files.exists(kept)) {
          Path part = kept.resolveSibling(kept.getFileName() + UNFINISHED);
          Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
          Unprivileged.give(part);
          PostgresFiles.sync(part);
          Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the timelines of " + data, e);
    }
  }

  /// After the data went back to `moment`: base backups that ended later are of a course of things
  /// that was given up, and lead nowhere from here. They get another name.
  public void setAside(Instant moment) {
    try (Stream<Path> folders = Files.list(bases())) {
      for (Base base : folders.flatMap(PostgresArchive::base).toList()) {
        if (base.end().isAfter(moment)) {
          Files.move(base.data(), base.data().resolveSibling(base.data().getFileName() + ASIDE));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot set aside what is in " + bases(), e);
    }
  }

  private static Stream<Base> base(Path data) {
    try {
      return Stream.of(new Base(data, NAME.parse(data.getFileName().toString(), Instant::from)));
    } catch (DateTimeParseException _) {
      return Stream.empty(); // unfinished, or set aside
    }
  }

  private Path bases() {
    return folder.resolve("base");
  }

  private Path log() {
    return folder.resolve("wal");
  }

  /// For a shell; PostgreSQL replaces what follows a percent sign.
  private String quoted(String path) {
    String own = folder.toString();
    return "'"
        + (own.replace("%", "%%") + path.substring(own.length())).replace("'", "'\\''")
        + "'";
  }

  private static String setting(String name, String value) {
    return name + " = '" + value.replace("\\", "\\\\").replace("'", "''") + "'\n";
  }
}
