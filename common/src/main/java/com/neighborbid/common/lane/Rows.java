package com.neighborbid.common.lane;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Collects values column by column and hands them to one statement as arrays.
public final class Rows {
  private final LaneWrites writes;
  private final int expected;
  private final List<String> types = new ArrayList<>();
  private final List<List<@Nullable Object>> columns = new ArrayList<>();
  private int column;

  Rows(LaneWrites writes, int expected) {
    this.writes = writes;
    this.expected = expected;
  }

  /// Adds the next value of the row.
  ///
  /// @param type a type of PostgreSQL, the same in every row
  public void add(String type, @Nullable Object value) {
    if (column == columns.size()) {
      types.add(type);
      columns.add(new ArrayList<>(expected));
    }
    columns.get(column).add(value);
    column++;
  }

  public void add(@Nullable Long value) {
    add("int8", value);
  }

  /// A number for which 0 means that there is none.
  public void addNonZero(long value) {
    add("int8", value == 0 ? null : value);
  }

  public void add(@Nullable String value) {
    add("text", value);
  }

  /// The row is complete.
  public void next() {
    column = 0;
  }

  /// Writes the rows with this statement, when all statements of the batch are sent; nothing where
  /// there is no row.
  ///
  /// @param sql with one `%s` for the rows
  public void write(String sql) {
    if (columns.isEmpty()) {
      return;
    }
    String unnest =
        types.stream()
            .map(type -> "?::" + type + "[]")
            .collect(Collectors.joining(", ", "unnest(", ")"));
    writes.add(sql.formatted(unnest), this);
  }

  /// @param bound how many parameters are bound already
  /// @return how many are bound now
  int bind(PreparedStatement statement, int bound) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      statement.setArray(
          bound + i + 1, statement.getConnection().createArrayOf(types.get(i), typed(i)));
    }
    return bound + columns.size();
  }

  /// The driver sends arrays of these classes in binary, everything else as text.
  private @Nullable Object[] typed(int column) {
    List<@Nullable Object> values = columns.get(column);
    return switch (types.get(column)) {
      case "int8" -> values.toArray(Long[]::new);
      case "int4" -> values.toArray(Integer[]::new);
      case "bool" -> values.toArray(Boolean[]::new);
      case "text" -> values.toArray(String[]::new);
      case "bytea" -> values.toArray(byte[][]::new);
      default -> values.toArray();
    };
  }
}
