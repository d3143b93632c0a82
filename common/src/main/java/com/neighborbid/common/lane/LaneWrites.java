package com.neighborbid.common.lane;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The statements that a batch writes with, sent to the database all at once: on a small batch the
/// way there and back costs more than the rows.
public final class LaneWrites {
  private final Connection connection;
  private final List<Statement> statements = new ArrayList<>();

  private record Statement(String sql, Rows rows) {}

  LaneWrites(Connection connection) {
    this.connection = connection;
  }

  /// The transaction. What runs on it runs at once, before all statements of rows.
  public Connection connection() {
    return connection;
  }

  /// Rows for one statement.
  ///
  /// @param expected how many, about
  public Rows rows(int expected) {
    return new Rows(this, expected);
  }

  void add(String sql, Rows rows) {
    statements.add(new Statement(sql, rows));
  }

  /// Runs the statements in the order in which they came.
  ///
  /// @throws SQLException if one of them failed; those after it did not run
  void send() throws SQLException {
    if (statements.isEmpty()) {
      return;
    }
    String all = statements.stream().map(Statement::sql).collect(Collectors.joining(";\n"));
    try (PreparedStatement prepared = connection.prepareStatement(all)) {
      int bound = 0;
      for (Statement statement : statements) {
        bound = statement.rows().bind(prepared, bound);
      }
      prepared.execute();
    }
    statements.clear();
  }
}
