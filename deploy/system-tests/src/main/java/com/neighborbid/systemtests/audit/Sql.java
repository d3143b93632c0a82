package com.neighborbid.systemtests.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rows.
final class Sql {
  private static final int FETCH = 5_000;

  private Sql() {}

  /// Makes a row.
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// Takes a row.
  @FunctionalInterface
  interface RowTaker {
    void take(ResultSet row) throws SQLException;
  }

  static <T> List<T> list(Connection connection, String sql, Row<T> reader) throws SQLException {
    List<T> rows = new ArrayList<>();
    each(connection, sql, row -> rows.add(reader.read(row)));
    return rows;
  }

  /// Keeps nothing of the rows.
  static void each(Connection connection, String sql, RowTaker taker) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          taker.take(row);
        }
      }
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    return list(connection, sql, row -> row.getLong(1)).getFirst();
  }

  static long millis(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant().toEpochMilli();
  }

  static String text(ResultSet row, String column) throws SQLException {
    @Nullable String value = row.getString(column);
    return value == null ? "" : value;
  }

  /// One of a few words, of which millions of rows keep the same copy; empty for none.
  static String word(ResultSet row, String column) throws SQLException {
    return text(row, column).intern();
  }
}
