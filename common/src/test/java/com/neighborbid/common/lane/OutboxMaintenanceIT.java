package com.neighborbid.common.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.TestServers;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxMaintenanceIT {
  private HikariDataSource pool;

  @BeforeEach
  void makeTables() throws SQLException {
    String url = TestServers.postgres().createDatabase("maintenance");
    pool = LanePool.create("maintenance", url, PostgresServer.USER, PostgresServer.PASSWORD, 1);
    execute(LaneWorld.script());
    execute(
        "insert into lane (consumer_group, topic, partition, topic_id, partition_count, outbox_seq,"
            + " kafka_sent, redis_sent) values ('g', 't', 0, 'x', 1, 10, 9, 7)");
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void makesTheComingDaysAndLeavesThemAlone() throws SQLException {
    new OutboxMaintenance(pool).run();
    List<String> made = partitions();
    assertThat(made).hasSize(5).contains("lane_outbox_default");
    new OutboxMaintenance(pool).run();
    assertThat(partitions()).isEqualTo(made);

    insert(10, "current_date");
    assertThat(numbers("select count(*) from lane_outbox_default")).containsExactly(0L);
  }

  @Test
  void dropsOldDaysWhoseRowsAreAllOut() throws SQLException {
    day(5);
    day(4);
    day(1);
    insert(7, "current_date - 5");
    insert(8, "current_date - 4"); // in Kafka, not over Redis
    insert(3, "current_date - 1");
    int before = partitions().size();

    new OutboxMaintenance(pool).run();
    assertThat(numbers("select seq from lane_outbox order by seq")).containsExactly(3L, 8L);
    assertThat(partitions()).hasSize(before - 1 + 4);

    execute("update lane set redis_sent = 8");
    new OutboxMaintenance(pool).run();
    assertThat(numbers("select seq from lane_outbox order by seq")).containsExactly(3L);
    assertThat(partitions()).hasSize(before - 2 + 4);
  }

  @Test
  void keepsRowsOfALaneThatNobodyKnows() throws SQLException {
    day(5);
    insert(1, "current_date - 5");
    execute("delete from lane");
    new OutboxMaintenance(pool).run();
    assertThat(numbers("select seq from lane_outbox")).containsExactly(1L);
  }

  @Test
  void emptiesTheDefaultPartitionOfOldRowsThatAreOut() throws SQLException {
    insert(6, "current_date - 9");
    insert(8, "current_date - 9");
    insert(5, "current_date"); // nobody had made a partition for today
    new OutboxMaintenance(pool).run();
    assertThat(numbers("select seq from lane_outbox order by seq")).containsExactly(5L, 8L);
    assertThat(partitions()).hasSize(4); // today's rows are in the way of today's partition only
  }

  @Test
  void leavesTheWorkToWhoIsAtIt() throws SQLException {
    try (Connection other = pool.getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(" + 0x6c616e656f7574L + ")");
      new OutboxMaintenance(pool).run();
      other.rollback();
    }
    assertThat(partitions()).containsExactly("lane_outbox_default");
  }

  private void day(int ago) throws SQLException {
    execute(
        """
        do $$ begin execute format(
          'create table lane_outbox_d%s partition of lane_outbox for values from (%L) to (%L)',
          to_char(current_date - 0, 'YYYYMMDD'), current_date - 0, current_date - 0 + 1);
        end $$
        """
            .replace("- 0", "- " + ago));
  }

  private void insert(long seq, String day) throws SQLException {
    execute(
        "insert into lane_outbox (consumer_group, topic, partition, seq, created_on, messages)"
            + " values ('g', 't', 0, %d, %s, '')".formatted(seq, day));
  }

  private List<String> partitions() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select inhrelid::regclass::text from pg_inherits"
                    + " where inhparent = 'lane_outbox'::regclass order by 1")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private List<Long> numbers(String sql) throws SQLException {
    List<Long> found = new ArrayList<>();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }
}
