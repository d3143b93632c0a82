package com.neighborbid.servers;

import com.neighborbid.servers.ProcessSpec.Signal;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
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
import java.util.concurrent.TimeUnit;
import org.apache.commons.lang3.SystemUtils;

/// A PostgreSQL server on a fixed port and data directory.
///
/// Its databases belong to the role [#USER], who is no superuser, as in production. `fsync` and
/// `synchronous_commit` stay on: what it confirmed survives a crash.
public final class PostgresServer {
  /// Owner of all databases, and its password: for this machine only.
  public static final String USER = "neighborbid";

  public static final String PASSWORD = "neighborbid";

  /// What is the same wherever NeighborBid runs.
  public static final Map<String, String> SETTINGS =
      Map.of(
          "max_connections", "200",
          "fsync", "on",
          "synchronous_commit", "on",
          "timezone", "UTC");

  static final String SUPERUSER = "postgres";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

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
  private final Path programs;
  private final ManagedProcess process;

  public PostgresServer(Settings settings) {
    this.settings = settings;
    this.programs = unpack().resolve("bin");
    Path data = settings.data();
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
    createRole();
  }

  /// Starts the server over data that were laid out for it, and returns when it has brought back
  /// what it was to bring back, can be written to, and has forgotten how to do it: its standbys
  /// would do it as well.
  ///
  /// @throws ServerException if it ends instead, as it does where the archive lacks what it needs
  public void startRestored(Duration limit) {
    start(limit);
    awaitRestored(limit);
    try (Connection connection = connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      for (String name : RECOVERY) {
        statement.execute("ALTER SYSTEM RESET " + name);
      }
    } catch (SQLException e) {
      throw new ServerException("cannot change the settings: " + e.getMessage(), e);
    }
  }

  private void start(Duration limit) {
    process.stopLeftover();
    if (!Files.exists(settings.data().resolve("PG_VERSION"))) {
      initialise();
    }
    Unprivileged.give(settings.data());
    removeStaleLock();
    process.start();
    if (!Waiting.until(limit, () -> !process.isAlive() || answers()) || !process.isAlive()) {
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
        "host=127.0.0.1 port=" + port() + " user=" + SUPERUSER + " password=" + PASSWORD);
    return new PostgresServer(new Settings(copy.port(), copy.data(), copy.log(), parameters));
  }

  /// Copies the files of this running server, which goes on meanwhile, into a folder that does not
  /// exist yet. They are good only together with the log that was written until the copy was done.
  ///
  /// @param archived whether that log is in an archive, and waited for until it is; it is copied as
  ///   well otherwise
  /// @return when the copy was done, by this server's clock
  Instant copyTo(Path copy, boolean archived) {
    try (Connection connection = connectAsSuperuser(COPY_LIMIT);
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
    try (Connection connection = connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      String last = text(statement, "SELECT pg_walfile_name(pg_switch_wal())");
      boolean archived =
          Waiting.until(
              START_LIMIT,
              () ->
                  isTrue(
                      statement,
                      "SELECT last_archived_wal >= '" + last + "' FROM pg_stat_archiver"));
      if (!archived) {
        throw new ServerException("the log is not archived: see " + settings.log());
      }
    } catch (SQLException e) {
      throw new ServerException("cannot archive the log: " + e.getMessage(), e);
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
              try (Connection connection = connectAsSuperuser();
                  Statement statement = connection.createStatement()) {
                return isTrue(statement, "SELECT NOT pg_is_in_recovery()");
              } catch (SQLException _) {
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
    try (Connection connection = connectAsSuperuser();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_last_xact_replay_timestamp()")) {
      row.next();
      return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
          .map(OffsetDateTime::toInstant);
    } catch (SQLException e) {
      throw new ServerException("cannot ask PostgreSQL: " + e.getMessage(), e);
    }
  }

  /// The value of a setting in this running server.
  String setting(String name) {
    try (Connection connection = connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      return text(statement, "SELECT current_setting('" + name + "')");
    } catch (SQLException e) {
      throw new ServerException("cannot ask PostgreSQL: " + e.getMessage(), e);
    }
  }

  /// What tells these data from all other servers' data, and from none of their own copies.
  String systemIdentifier() {
    try (Connection connection = connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      return text(statement, "SELECT system_identifier FROM pg_control_system()");
    } catch (SQLException e) {
      throw new ServerException("cannot ask PostgreSQL: " + e.getMessage(), e);
    }
  }

  private static boolean isTrue(Statement statement, String question) {
    try {
      return "t".equals(text(statement, question));
    } catch (SQLException e) {
      throw new ServerException(question + ": " + e.getMessage(), e);
    }
  }

  private static String text(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
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
    createDatabase(name, this::connectAsSuperuser);
    return jdbcUrl(name);
  }

  /// Creates the database `name` through connections of a superuser unless it exists.
  static void createDatabase(String name, Connector superuser) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("not a database name: " + name);
    }
    try (Connection connection = superuser.connect();
        Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
        if (rows.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + name + " OWNER " + USER);
    } catch (SQLException e) {
      throw new ServerException("cannot create database " + name + ": " + e.getMessage(), e);
    }
  }

  interface Connector {
    Connection connect() throws SQLException;
  }

  private List<String> serverCommand() {
    List<String> command = new ArrayList<>();
    command.add(programs.resolve("postgres").toString());
    command.addAll(List.of("-D", settings.data().toString(), "-p", "" + settings.port()));
    command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
    SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    settings
        .parameters()
        .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  private static Path unpack() {
    String machine = ArchUtils.normalize(System.getProperty("os.arch"));
    String system =
        SystemUtils.IS_OS_MAC ? "Darwin" : SystemUtils.IS_OS_LINUX ? "Linux" : "Windows";
    return Unpacked.archive(
        "postgresql", () -> DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine));
  }

  private void initialise() {
    Path data = settings.data();
    // What a start that was killed half-way left is not a database yet.
    TemporaryFolders.delete(data);
    Path password = data.resolveSibling(data.getFileName() + ".password");
    try {
      Files.createDirectories(data);
      Files.createDirectories(settings.log().toAbsolutePath().getParent());
      Files.writeString(password, PASSWORD);
      Unprivileged.give(data);
      Unprivileged.give(password);
      run(Unprivileged.command(initCommand(data, password)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot initialise " + data, e);
    } finally {
      TemporaryFolders.delete(password);
    }
  }

  private List<String> initCommand(Path data, Path password) {
    // The builtin locale sorts the same on every system; ours is Korean and English in UTF-8.
    return List.of(
        programs.resolve("initdb").toString(),
        "--pgdata=" + data,
        "--username=" + SUPERUSER,
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
            .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()))
            .start();
    try {
      if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new ServerException("initdb takes too long");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while initialising PostgreSQL", e);
    }
    if (process.exitValue() != 0) {
      throw new ServerException("initdb failed:\n" + String.join("\n", this.process.logTail(20)));
    }
  }

  /// After a crash of the whole machine the process id in PostgreSQL's own lock file may belong to
  /// somebody else, and PostgreSQL would refuse to start.
  private void removeStaleLock() {
    Path lock = settings.data().resolve("postmaster.pid");
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

  private boolean answers() {
    try (Connection connection = connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      return statement.execute("SELECT 1");
    } catch (SQLException _) {
      return false;
    }
  }

  private void createRole() {
    try (Connection connection = connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      createRole(statement);
    } catch (SQLException e) {
      throw new ServerException("cannot create role " + USER + ": " + e.getMessage(), e);
    }
  }

  static void createRole(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + USER + "'")) {
      if (rows.next()) {
        return;
      }
    }
    statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
  }

  private Connection connectAsSuperuser() throws SQLException {
    return connectAsSuperuser(ANSWER_LIMIT);
  }

  private Connection connectAsSuperuser(Duration answerLimit) throws SQLException {
    return DriverManager.getConnection(
        jdbcUrl("postgres") + "?connectTimeout=2&socketTimeout=" + answerLimit.toSeconds(),
        SUPERUSER,
        PASSWORD);
  }
}
