package com.neighborbid.servers;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.lang3.SystemUtils;

/// The files of a PostgreSQL server: its programs and its data directory, which PostgreSQL calls a
/// cluster.
///
/// @param data data directory
/// @param log where the output of the programs is appended
record PostgresCluster(Path data, Path log) {
  private static final Duration INITIALISED_WITHIN = Duration.ofSeconds(60);

  /// The program of this name.
  static String program(String name) {
    return unpack().resolve("bin").resolve(name).toString();
  }

  private static Path unpack() {
    String machine = ArchUtils.normalize(System.getProperty("os.arch"));
    String system =
        SystemUtils.IS_OS_MAC ? "Darwin" : SystemUtils.IS_OS_LINUX ? "Linux" : "Windows";
    return Unpacked.archive(
        "postgresql", () -> DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine));
  }

  /// Makes the files ready for a start; initialises them where they are new.
  void prepare() {
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise();
    }
    Unprivileged.give(data);
    removeStaleLock();
  }

  private void initialise() {
    // What a start that was killed half-way left is not a database yet.
    TemporaryFolders.delete(data);
    Path password = data.resolveSibling(data.getFileName() + ".password");
    try {
      Files.createDirectories(data);
      Files.createDirectories(log.toAbsolutePath().getParent());
      Files.writeString(password, PostgresServer.PASSWORD);
      Unprivileged.give(data);
      Unprivileged.give(password);
      run(Unprivileged.command(initCommand(password)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot initialise " + data, e);
    } finally {
      TemporaryFolders.delete(password);
    }
  }

  private List<String> initCommand(Path password) {
    // The builtin locale sorts the same on every system; ours is Korean and English in UTF-8.
    return List.of(
        program("initdb"),
        "--pgdata=" + data,
        "--username=" + PostgresSuperuser.NAME,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-sync",
        "--no-instructions");
  }

  private void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (!process.waitFor(INITIALISED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new ServerException("initdb takes too long");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while initialising PostgreSQL", e);
    }
    if (process.exitValue() != 0) {
      throw new ServerException("initdb failed: see " + log);
    }
  }

  /// After a crash of the whole machine the process id in PostgreSQL's own lock file may belong to
  /// somebody else, and PostgreSQL would refuse to start.
  private void removeStaleLock() {
    Path lock = data.resolve("postmaster.pid");
    try {
      if (!Files.exists(lock)) {
        return;
      }
      boolean isPostgres =
          Files.readAllLines(lock).stream()
              .findFirst()
              .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
              .flatMap(holder -> holder.info().commandLine())
              .map(command -> command.contains("postgres"))
              .orElse(false);
      if (!isPostgres) {
        Files.delete(lock);
      }
    } catch (IOException | NumberFormatException e) {
      throw new ServerException("cannot read " + lock, e);
    }
  }
}
