package com.neighborbid.common.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.TestServers;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Many statements in one message to a real PostgreSQL.
class LaneWritesIT {
  private static final String INSERT =
      "insert into thing (id, number, small, word, flag, bytes) select * from %s";
  private static final String ADD =
      "update thing set number = number + b from %s as x(a, b) where id = a";
  private static final String MULTIPLY =
      "update thing set number = number * b from %s as x(a, b) where id = a";

  private static final String COUNT =
      "update thing set number = nextval('counted') from %s as x(a, b) where id = a";

  private HikariDataSource pool;
  private Connection connection;

  @BeforeEach
  void makeTable() throws SQLException {
    String url = TestServers.postgres().createDatabase("writes");
    pool = LanePool.create("writes", url, PostgresServer.USER, PostgresServer.PASSWORD, 1);
    connection = pool.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table thing (id uuid primary key, number int8, small int4, word text, flag bool,"
              + " bytes bytea); create sequence counted");
    }
    connection.commit();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    pool.close();
  }

  @Test
  void runsStatementsInTheirOrder() throws SQLException {
    UUID id = UUID.randomUUID();
    LaneWrites writes = new LaneWrites(connection);
    insert(writes, List.of(id), 5L);
    change(writes, ADD, id, 10);
    change(writes, MULTIPLY, id, 100);
    writes.send();
    connection.commit();
    assertThat(things()).containsExactly("1500 7 word; ? true bytes");
  }

  @Test
  void writesWhatIsAbsentAsNull() throws SQLException {
    LaneWrites writes = new LaneWrites(connection);
    Rows rows = writes.rows(1);
    rows.add("uuid", UUID.randomUUID());
    rows.addNonZero(0);
    rows.add("int4", null);
    rows.add((String) null);
    rows.add("bool", null);
    rows.add("bytea", null);
    rows.next();
    rows.write(INSERT);
    writes.send();
    assertThat(things()).containsExactly("null null null null null");
  }

  @Test
  void sendsNothingForNoRows() throws SQLException {
    LaneWrites writes = new LaneWrites(connection);
    writes.rows(0).write("insert into no_such_table select * from %s");
    writes.send();
    assertThat(things()).isEmpty();
  }

  @Test
  void sendsEachStatementOnce() throws SQLException {
    UUID id = UUID.randomUUID();
    LaneWrites writes = new LaneWrites(connection);
    insert(writes, List.of(id), 1L);
    writes.send();
    change(writes, ADD, id, 1);
    writes.send();
    writes.send();
    assertThat(things()).containsExactly("2 7 word; ? true bytes");
  }

  /// More than the buffers of a socket hold.
  @Test
  void sendsManyRowsInManyStatements() throws SQLException {
    for (int round = 0; round < 10; round++) { // the server keeps plans from the fifth on
      LaneWrites writes = new LaneWrites(connection);
      for (int statement = 0; statement < 20; statement++) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          ids.add(UUID.randomUUID());
        }
        insert(writes, ids, 1L);
      }
      writes.send();
    }
    assertThat(things()).hasSize(100_000);
  }

  @Test
  void runsNothingAfterWhatFails() throws SQLException {
    UUID id = UUID.randomUUID();
    LaneWrites writes = new LaneWrites(connection);
    insert(writes, List.of(id), 1L);
    change(writes, COUNT, id, 1);
    insert(writes, List.of(id), 2L);
    change(writes, COUNT, id, 1);
    assertThatThrownBy(writes::send)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    connection.rollback();
    assertThat(things()).isEmpty();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select nextval('counted')")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(2); // a sequence is not undone
    }
  }

  private static void insert(LaneWrites writes, List<UUID> ids, long number) {
    Rows rows = writes.rows(ids.size());
    for (UUID id : ids) {
      rows.add("uuid", id);
      rows.add(number);
      rows.add("int4", 7);
      rows.add("word; ?");
      rows.add("bool", true);
      rows.add("bytea", "bytes".getBytes(StandardCharsets.UTF_8));
      rows.next();
    }
    rows.write(INSERT);
  }

  private static void change(LaneWrites writes, String sql, UUID id, long by) {
    Rows rows = writes.rows(1);
    rows.add("uuid", id);
    rows.add(by);
    rows.next();
    rows.write(sql);
  }

  private List<String> things() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select number, small, word, flag, bytes from thing")) {
      while (rows.next()) {
        byte[] bytes = rows.getBytes(5);
        found.add(
            "%s %s %s %s %s"
                .formatted(
                    rows.getObject(1),
                    rows.getObject(2),
                    rows.getString(3),
                    rows.getObject(4),
                    bytes == null ? null : new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    return found;
  }
}
