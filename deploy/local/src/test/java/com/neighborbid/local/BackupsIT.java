package com.neighborbid.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.local.Backups.Restored;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.ServerException;
import com.neighborbid.servers.TemporaryFolders;
import java.nio.file.Path;
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

/// PostgreSQL of a stack goes back to the same moment again and again; services and Kafka are not
/// needed for that.
class BackupsIT {
  @TempDir Path folder;

  private StackOptions options;
  private Infrastructure servers;

  @BeforeEach
  void startPostgres() throws SQLException {
    options =
        new StackOptions(
                StackOptions.findHome(),
                folder.resolve("data"),
                StackOptions.freePorts(),
                Map.of(),
                false,
                false,
                Duration.ofMinutes(5),
                _ -> {})
            .withBackups(folder.resolve("backups"));
    servers = Infrastructure.of(options);
    servers.startPostgres();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table person (id bigint generated always as identity, name text)");
      statement.execute("create table lane as select 7::bigint as epoch");
    }
  }

  @AfterEach
  void stopPostgres() {
    servers.postgres().stop();
  }

  @Test
  void noTwoLivesHandOutTheSameNumbers() throws SQLException {
    var _ = Backups.take(options);
    assertThat(signUp()).isEqualTo(1);
    Instant then = now();
    long late = signUp();
    servers.postgres().archiveLog();
    anUnfinishedRestoreIsNotStarted(late);

    long first = restoreAndSignUp(then);
    long firstEpoch = ask("update lane set epoch = epoch + 1 returning epoch");
    assertThat(first).isGreaterThan(late);
    assertThat(firstEpoch).isGreaterThan(8);

    // With all that the server itself knew of its life.
    servers.postgres().archiveLog();
    servers.postgres().kill();
    TemporaryFolders.delete(options.data().resolve("postgres"));
    long second = restoreAndSignUp(then);
    assertThat(second).isGreaterThan(first + 1_000_000);
    assertThat(ask("select epoch from lane")).isGreaterThan(firstEpoch + 1_000_000);
  }

  /// It was to go to a moment that the log does not reach.
  private void anUnfinishedRestoreIsNotStarted(long late) throws SQLException {
    servers.postgres().stop();
    Optional<Instant> tomorrow = Optional.of(Instant.now().plus(Duration.ofDays(1)));
    assertThatThrownBy(() -> Backups.restore(options, tomorrow))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("recovery ended before configured recovery target was reached");
    assertThatThrownBy(servers::startPostgres)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("was not finished");
    assertThatThrownBy(() -> StoppedStack.open(options)).isInstanceOf(StackException.class);

    TemporaryFolders.delete(options.data().resolve("postgres.restoring"));
    servers.startPostgres();
    assertThat(ask("select max(id) from person")).as("the data of before").isEqualTo(late);
    servers.postgres().stop();
  }

  private long restoreAndSignUp(Instant target) throws SQLException {
    Restored restored = Backups.restore(options, Optional.of(target));
    assertThat(restored.to()).isBeforeOrEqualTo(target);
    servers.startPostgres();
    assertThat(ask("select count(*) from person")).isEqualTo(1);
    return signUp();
  }

  private long signUp() throws SQLException {
    return ask("insert into person (name) values ('somebody') returning id");
  }

  private Instant now() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private long ask(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        servers.postgres().jdbcUrl("nb_auction"), PostgresServer.USER, PostgresServer.PASSWORD);
  }
}
