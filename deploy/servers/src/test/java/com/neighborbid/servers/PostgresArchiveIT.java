package com.neighborbid.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.servers.PostgresArchive.Base;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Back to the end from what the archive lacks, to a moment, and to the end again from there.
class PostgresArchiveIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  private PostgresArchive archive;
  private Path data;
  private PostgresServer server;
  private String url;

  @BeforeEach
  void startWithArchive() throws IOException, SQLException {
    // The name has what shells and PostgreSQL would take for something else.
    archive = new PostgresArchive(Files.createDirectories(folder.resolve("it's 100%f")));
    archive.prepare();
    data = folder.resolve("postgres");
    server =
        new PostgresServer(
            new PostgresServer.Settings(
                Ports.free(), data, folder.resolve("postgres.log"), archive.settings()));
    server.start();
    url = server.ensureDatabase("nb_test");
    execute("create table bid (amount bigint)");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void isTheArchiveOfOneServersDataOnly() {
    archive.claim(server);
    archive.claim(server);
    PostgresServer other =
        new PostgresServer(
            new PostgresServer.Settings(
                Ports.free(), folder.resolve("other"), folder.resolve("other.log"), Map.of()));
    other.start();
    try {
      assertThatThrownBy(() -> archive.claim(other))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("backups of other data");
    } finally {
      other.stop();
    }
  }

  @Test
  void restoresToTheEndAndToAMomentAndToTheEndAgain() throws Exception {
    execute("insert into bid values (1)");
    Base first = archive.backUp(server);
    execute("insert into bid values (2)");
    Instant then = now();
    execute("insert into bid values (3)");
    Base second = archive.backUp(server);
    execute("insert into bid values (4)");
    server.kill();

    restore(archive.baseFor(Instant.MAX).orElseThrow(), Optional.empty());
    assertThat(sum()).as("with what was not archived").isEqualTo(1 + 2 + 3 + 4);

    server.stop();
    assertThat(archive.baseFor(then).map(Base::data)).contains(first.data());
    restore(first, Optional.of(then));
    assertThat(sum()).isEqualTo(1 + 2);
    assertThat(server.restoredTo()).get().matches(at -> !at.isAfter(then));
    aStandbyOfItFollowsIt();

    archive.setAside(then);
    assertThat(archive.baseFor(Instant.MAX).map(Base::data)).contains(first.data());
    assertThat(second.data()).doesNotExist();
    server.archiveLog();
    server.kill();
    TemporaryFolders.delete(data);
    archive.layOut(first, data, Optional.empty());
    server.startRestored(LIMIT);
    assertThat(sum()).as("what came after the moment to which it went back").isEqualTo(1 + 2 + 5);
  }

  /// A standby has the settings of its primary, also how that was brought back: it would stop where
  /// that went back to, and be a server of its own.
  private void aStandbyOfItFollowsIt() throws SQLException {
    PostgresServer standby =
        server.standby(
            new PostgresServer.Settings(
                Ports.free(), folder.resolve("standby"), folder.resolve("standby.log")));
    try {
      standby.start();
      execute("insert into bid values (5)");
      String copy = standby.jdbcUrl("nb_test");
      assertThat(Waiting.until(LIMIT, () -> sum(copy) == 1 + 2 + 5)).isTrue();
    } finally {
      standby.stop();
    }
  }

  @Test
  void makesOneBaseBackupAtATime() throws Exception {
    Path lock = folder.resolve("it's 100%f/base/running.lock");
    try (FileChannel other =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = other.lock()) {
      assertThatThrownBy(() -> archive.backUp(server))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("being made already");
    }
  }

  private void restore(Base base, Optional<Instant> target) throws IOException {
    Path old =
        Files.move(data, folder.resolve("old-" + base.end().toEpochMilli() + target.isPresent()));
    archive.layOut(base, data, target);
    archive.addLogOf(old, data);
    server.startRestored(LIMIT);
  }

  private Instant now() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private long sum() {
    return sum(url);
  }

  private static long sum(String url) {
    try (Connection connection =
            DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select sum(amount) from bid")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
  }
}
