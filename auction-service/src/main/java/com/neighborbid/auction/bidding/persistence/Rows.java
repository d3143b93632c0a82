package com.neighborbid.auction.bidding.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Collects values column by column and hands them to one statement as arrays.
final class Rows {
  private final Connection connection;
  private final int expected;
  private final List<String> types = new ArrayList<>();
  private final List<List<@Nullable Object>> columns = new ArrayList<>();
  private int column;

  Rows(Connection connection, int expected) {
    this.connection = connection;
    this.expected = expected;
  }

  void add(String type, @Nullable Object value) {
    if (column == columns.size()) {
      types.add(type);
      columns.add(new ArrayList<>(expected));
    }
    columns.get(column).add(value);
    column++;
  }

  /// A number for which 0 means that there is none.
  void addNonZero(long value) {
    add("int8", value == 0 ? null : value);
  }

  void next() {
    column = 0;
  }

  /// @param sql with one `%s` for the rows
  void execute(String sql) throws SQLException {
    if (columns.isEmpty()) {
      return;
    }
    String unnest =
        types.stream()
            .map(type -> "?::" + type + "[]")
            .collect(Collectors.joining(", ", "unnest(", ")"));
    try (PreparedStatement statement = connection.prepareStatement(sql.formatted(unnest))) {
      for (int i = 0; i < columns.size(); i++) {
        statement.setArray(i + 1, connection.createArrayOf(types.get(i), typed(i)));
      }
      statement.executeUpdate();
    }
  }

  /// The driver sends arrays of these classes in binary, everything else as text.
  private @Nullable Object[] typed(int column) {
    List<@Nullable Object> values = columns.get(column);
    return switch (types.get(column)) {
      case "int8" -> values.toArray(Long[]::new);
      case "int4" -> values.toArray(Integer[]::new);
      case "bool" -> values.toArray(Boolean[]::new);
      case "text" -> values.toArray(String[]::new);
      default -> values.toArray();
    };
  }
}
