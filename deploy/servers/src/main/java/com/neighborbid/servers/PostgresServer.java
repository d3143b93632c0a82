package com.neighborbid.servers;

import com.neighborbid.servers.ProcessSpec.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A PostgreSQL server on a fixed port and data directory.
///
/// Its databases belong to the role [#USER], who is no superuser, as in production. `fsync` and
/// `synchronous_commit` stay on: what it confirmed survives a crash.
public final class PostgresServer {
  /// Owner of all databases, and its password: for this machine only.
  public static final String USER = "neighborbid";

  public static final String PASSWORD = "neighborbid";

  /// What is the same wherever NeighborBid runs. No question of ours is worth compiling for, and
  /// its data lie in memory or on a disk without a head that moves.
  public static final Map<String, String> SETTINGS =
      Map.of(
          "max_connections", "200",
          "fsync", "on",
          "synchronous_commit", "on",
          "jit", "off",
          "random_page_cost", "1.1",
          "timezone", "UTC");

  /// After a crash the log is played again first, and giving up would only begin that anew.
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  /// Until a checkpoint is done, or what was written during a copy is archived.
  private static final Duration COPY_LIMIT = Duration.ofHours(1);

  /// How to bring data back, which is in their settings until they are back.
  private static final List<String> RECOVERY =
      List.of(
          "restore_command",
          "recovery_target_time",
          "recovery_target_action",
          "recovery_target_timeline");

  /// @param port on the loopback address
  /// @param data data directory; made and initialised if it does not exist
  /// @param log where the server's output is appended
  /// @param parameters settings of PostgreSQL that differ from the defaults
  public record Settings(int port, Path data, Path log, Map<String, String> parameters) {
    public Settings {
      data = data.toAbsolutePath();
      parameters = Map.copyOf(parameters);
    }

    public Settings(int port, Path data, Path log) {
      this(port, data, log, Map.of());
    }
  }

  private final Settings settings;
  private final PostgresCluster cluster;
  private final PostgresSuperuser superuser;
  private final ManagedProcess process;

  public PostgresServer(Settings settings) {
    this.settings = settings;
    Path data = settings.data();
    this.cluster = new PostgresCluster(data, settings.log());
    this.superuser = new PostgresSuperuser(jdbcUrl("postgres"));
    this.process =
        new ManagedProcess(
            new ProcessSpec(
                "PostgreSQL",
                Unprivileged.command(serverCommand()),
                Map.of("LC_ALL", "C", "TZ", "UTC"),
                settings.log(),
                data.resolveSibling(data.getFileName() + ".pid"),
                data.toString(),
                Signal.INT));
  }

  /// Starts the server, after initialising the data directory where it is new, and returns when it
  /// answers queries.
  public void start() {
    start(START_LIMIT);
    superuser.ensureRole();
  }

  /// Starts the server over data that were laid out for it, and returns when it has brought back
  /// what it was to bring back, can be written to, and has forgotten how to do it: its standbys
  /// would do it as well.
  ///
  /// @throws ServerException if it ends instead, as it does where the archive lacks what it needs
  public void startRestored(Duration limit) {
    start(limit);
    awaitRestored(limit);
    superuser.execute(RECOVERY.stream().map(name -> "ALTER SYSTEM RESET " + name).toList());
  }

  private void start(Duration limit) {
    process.stopLeftover();
    cluster.prepare();
    process.start();
    if (!Waiting.until(limit, () -> !process.isAlive() || superuser.answers())
        || !process.isAlive()) {
      process.kill();
      throw new ServerException(
          "PostgreSQL did not start:\n" + String.join("\n", process.logTail(20)));
    }
  }

  /// A copy of this running server that follows it and can be read, not started yet.
  ///
  /// @param copy its port and files; the data directory must not exist
  public PostgresServer standby(Settings copy) {
    Instant _ = copyTo(copy.data(), false);
    try {
      Files.writeString(copy.data().resolve("standby.signal"), "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + copy.data(), e);
    }
    Map<String, String> parameters = new HashMap<>(copy.parameters());
    parameters.put(
        "primary_conninfo",
        "host=127.0.0.1 port="
            + port()
            + " user="
            + PostgresSuperuser.NAME
            + " password="
            + PASSWORD);
    return new PostgresServer(new Settings(copy.port(), copy.data(), copy.log(), parameters));
  }

  /// Copies the files of this running server, which goes on meanwhile, into a folder that does not
  /// exist yet. They are good only together with the log that was written until the copy was done.
  ///
  /// @param archived whether that log is in an archive, and waited for until it is; it is copied as
  ///   well otherwise
  /// @return when the copy was done, by this server's clock
  Instant copyTo(Path copy, boolean archived) {
    try (Connection connection = superuser.connect(COPY_LIMIT);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_backup_start('copy', true)");
      PostgresFiles.copy(settings.data(), copy, file -> archived && file.startsWith("pg_wal"));
      try (ResultSet end =
          statement.executeQuery(
              "SELECT labelfile, clock_timestamp() FROM pg_backup_stop(%s)".formatted(archived))) {
        end.next();
        Files.writeString(copy.resolve("backup_label"), end.getString(1));
        return end.getObject(2, OffsetDateTime.class).toInstant();
      }
    } catch (SQLException | IOException e) {
      throw new ServerException("cannot copy " + settings.data() + ": " + e.getMessage(), e);
    }
  }

  /// Ends the file of the log that is being written, and waits until all that was committed before
  /// is in the archive.
  public void archiveLog() {
    String last = superuser.text("SELECT pg_walfile_name(pg_switch_wal())");
    String question = "SELECT last_archived_wal >= '" + last + "' FROM pg_stat_archiver";
    if (!Waiting.until(START_LIMIT, () -> superuser.isTrue(question))) {
      throw new ServerException("the log is not archived: see " + settings.log());
    }
  }

  private void awaitRestored(Duration limit) {
    boolean done =
        Waiting.until(
            limit,
            () -> {
              if (!process.isAlive()) {
                return true;
              }
              try {
                return superuser.isTrue("SELECT NOT pg_is_in_recovery()");
              } catch (ServerException _) {
                return false; // about to end
              }
            });
    if (!done || !process.isAlive()) {
      throw new ServerException(
          "PostgreSQL was not restored:\n" + String.join("\n", process.logTail(20)));
    }
  }

  /// When the last transaction was committed that was brought back from an archive; empty where
  /// none was.
  public Optional<Instant> restoredTo() {
    return superuser.instant("SELECT pg_last_xact_replay_timestamp()");
  }

  /// The value of a setting in this running server.
  String setting(String name) {
    return superuser.text("SELECT current_setting('" + name + "')");
  }

  /// What tells these data from all other servers' data, and from none of their own copies.
  String systemIdentifier() {
    return superuser.text("SELECT system_identifier FROM pg_control_system()");
  }

  /// Ends all connections and stops in order.
  public void stop() {
    process.stop(STOP_LIMIT);
  }

  /// SIGKILL to the server and all its workers; [#start()] recovers.
  public void kill() {
    process.kill();
  }

  /// The process, for freezing, waking and watching.
  public ManagedProcess process() {
    return process;
  }

  public int port() {
    return settings.port();
  }

  public long pid() {
    return process.pid();
  }

  /// Where the database `name` is reached; the role is [#USER].
  public String jdbcUrl(String name) {
    return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + name;
  }

  /// Creates the database, owned by [#USER], unless it exists; answers its URL.
  public String ensureDatabase(String name) {
    PostgresSuperuser.ensureDatabase(name, superuser::connect);
    return jdbcUrl(name);
  }

  private List<String> serverCommand() {
    List<String> command = new ArrayList<>();
    command.add(PostgresCluster.program("postgres"));
    command.addAll(List.of("-D", settings.data().toString(), "-p", "" + settings.port()));
    command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
    SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    settings
        .parameters()
        .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }
}
