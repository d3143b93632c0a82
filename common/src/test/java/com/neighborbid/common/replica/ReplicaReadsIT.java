package com.neighborbid.common.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.servers.Ports;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.Waiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads on a real server that follows another one.
class ReplicaReadsIT {
  private static final Duration MAX_LAG = Duration.ofMillis(1_500);
  private static PostgresServer primary;
  private static PostgresServer standby;
  private static String database;

  private DriverManagerDataSource source;
  private JdbcClient jdbc;
  private ReplicaReads reads;

  @BeforeAll
  static void start(@TempDir Path files) {
    primary = new PostgresServer(settings(files, "primary"));
    primary.start();
    database = primary.ensureDatabase("shop");
    standby = primary.standby(settings(files, "standby"));
    standby.start();
  }

  private static PostgresServer.Settings settings(Path files, String name) {
    return new PostgresServer.Settings(
        Ports.free(), files.resolve(name), files.resolve(name + ".log"));
  }

  @AfterAll
  static void stop() {
    standby.kill();
    primary.kill();
  }

  @BeforeEach
  void open() {
    source = new DriverManagerDataSource(database, PostgresServer.USER, PostgresServer.PASSWORD);
    jdbc = JdbcClient.create(source);
    reads = reads(standby.jdbcUrl("shop"));
    eventually(reads::isInUse);
  }

  @AfterEach
  void close() {
    reads.close();
  }

  private ReplicaReads reads(String url) {
    ReplicaSettings settings = new ReplicaSettings(url, MAX_LAG, 4);
    return new ReplicaReads(
        jdbc,
        ReplicaAutoConfiguration.pool(settings, PostgresServer.USER, PostgresServer.PASSWORD),
        settings.maxLag(),
        new SimpleMeterRegistry());
  }

  private static void eventually(BooleanSupplier condition) {
    assertThat(Waiting.until(Duration.ofSeconds(40), condition)).isTrue();
  }

  private static boolean isReplica(JdbcClient from) {
    return from.sql("select pg_is_in_recovery()").query(Boolean.class).single();
  }

  private void onStandby(String sql) {
    var superuser =
        new DriverManagerDataSource(standby.jdbcUrl("shop"), "postgres", PostgresServer.PASSWORD);
    JdbcClient.create(superuser).sql(sql).query((_, _) -> true).list();
  }

  @Test
  void goToTheReplicaButNotWithinATransaction() {
    assertThat(isOnReplica()).isTrue();
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(source));
    Boolean within = transaction.execute(_ -> reads.read(ReplicaReadsIT::isReplica));
    assertThat(within).isFalse();
  }

  @Test
  void goToTheDatabaseWhileTheReplicaIsTooFarBehind() {
    jdbc.sql("drop table if exists item").update();
    jdbc.sql("create table item (id int)").update();
    eventually(this::exists);
    onStandby("select pg_wal_replay_pause()");
    try {
      jdbc.sql("insert into item values (1)").update();
      assertThat(count()).isZero();
      eventually(() -> !reads.isInUse());
      assertThat(count()).isOne();
    } finally {
      onStandby("select pg_wal_replay_resume()");
    }
    eventually(reads::isInUse);
    assertThat(isOnReplica()).isTrue();
    assertThat(count()).isOne();
  }

  private boolean exists() {
    return reads.read(
        from -> from.sql("select to_regclass('item') is not null").query(Boolean.class).single());
  }

  private int count() {
    return reads.read(from -> from.sql("select count(*) from item").query(Integer.class).single());
  }

  private boolean isOnReplica() {
    return reads.read(ReplicaReadsIT::isReplica);
  }

  @Test
  void neverFailBecauseTheReplicaIsKilledAndReturnToItAfterwards() {
    assertThat(isOnReplica()).isTrue();
    standby.kill();
    try {
      for (int i = 0; i < 20; i++) {
        assertThat(isOnReplica()).isFalse();
      }
      assertThat(reads.isInUse()).isFalse();
    } finally {
      standby.start();
    }
    eventually(reads::isInUse);
    assertThat(isOnReplica()).isTrue();
  }

  @Test
  void neverGoToAServerThatFollowsNone() {
    try (ReplicaReads other = reads(database)) {
      assertThat(Waiting.until(MAX_LAG, other::isInUse)).isFalse();
      boolean onReplica = other.read(ReplicaReadsIT::isReplica);
      assertThat(onReplica).isFalse();
    }
  }

  @Test
  void failWhereTheDatabaseFailsToo() {
    assertThatThrownBy(() -> reads.read(from -> from.sql("select nonsense").query().listOfRows()))
        .isInstanceOf(BadSqlGrammarException.class);
    eventually(reads::isInUse);
  }
}
