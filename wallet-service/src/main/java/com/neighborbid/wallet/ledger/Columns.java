package com.neighborbid.wallet.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Hands many rows to one statement, a column at a time, as parameters of `unnest`.
final class Columns<R> {
  private final PreparedStatement statement;
  private final Connection connection;
  private final Collection<R> rows;
  private int bound;

  Columns(PreparedStatement statement, Collection<R> rows) throws SQLException {
    this.statement = statement;
    this.connection = statement.getConnection();
    this.rows = rows;
  }

  Columns<R> numbers(ToLongFunction<R> column) throws SQLException {
    // The driver sends an array of primitives in binary, without a boxed copy.
    statement.setObject(++bound, rows.stream().mapToLong(column).toArray());
    return this;
  }

  Columns<R> maybeNumbers(Function<R, @Nullable Long> column) throws SQLException {
    return bind(connection.createArrayOf("int8", rows.stream().map(column).toArray(Long[]::new)));
  }

  Columns<R> texts(Function<R, String> column) throws SQLException {
    return bind(connection.createArrayOf("text", rows.stream().map(column).toArray(String[]::new)));
  }

  Columns<R> ids(Function<R, UUID> column) throws SQLException {
    return bind(connection.createArrayOf("uuid", rows.stream().map(column).toArray(UUID[]::new)));
  }

  Columns<R> flags(Function<R, Boolean> column) throws SQLException {
    return bind(
        connection.createArrayOf("bool", rows.stream().map(column).toArray(Boolean[]::new)));
  }

  private Columns<R> bind(Array array) throws SQLException {
    statement.setArray(++bound, array);
    return this;
  }

  void execute() throws SQLException {
    statement.executeUpdate();
  }
}
