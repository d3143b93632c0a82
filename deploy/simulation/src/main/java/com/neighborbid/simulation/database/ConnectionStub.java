package com.neighborbid.simulation.database;

import com.neighborbid.simulation.fault.Io;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the engines use of a connection. Every statement and every commit is a step to the outside,
/// at which something can go wrong.
@SuppressWarnings("unused") // called through stubs
final class ConnectionStub {
  private final Transaction transaction;
  private final Io io;

  ConnectionStub(Transaction transaction, Io io) {
    this.transaction = transaction;
    this.io = io;
  }

  PreparedStatement prepareStatement(String sql) {
    return Stub.of(PreparedStatement.class, new StatementStub(Sql.of(sql)));
  }

  Array createArrayOf(String type, @Nullable Object[] elements) {
    return Stub.of(Array.class, new ArrayStub(elements));
  }

  void commit() throws SQLException {
    step(
        () -> {
          transaction.commit();
          return true;
        },
        false);
  }

  void rollback() {
    transaction.rollback();
  }

  /// Also where the process is being killed: the server notices that the connection is gone.
  void close() {
    transaction.breakOff();
  }

  boolean getAutoCommit() {
    return false;
  }

  /// @param breaks whether a failure ends the transaction; that of a commit comes too late for it
  private <T> T step(Io.Step<T, SQLException> step, boolean breaks) throws SQLException {
    transaction.mustLive();
    Supplier<SQLException> failure =
        () -> {
          transaction.breakOff();
          return new SQLException("the connection broke", "08006");
        };
    T result = io.run(failure, step);
    if (breaks) {
      transaction.mustLive(); // it may have been ended while this process was frozen
    }
    return result;
  }

  /// An array on its way to a statement, or out of a row.
  static final class ArrayStub {
    private final @Nullable Object[] elements;

    ArrayStub(@Nullable Object[] elements) {
      this.elements = elements;
    }

    Object getArray() {
      return elements;
    }
  }

  /// What the engines use of a statement.
  final class StatementStub {
    private final Sql sql;
    private @Nullable Object[] parameters;
    private final List<@Nullable Object[]> batch = new ArrayList<>();

    StatementStub(Sql sql) {
      this.sql = sql;
      this.parameters = new Object[sql.parameters()];
    }

    void setLong(int index, long value) {
      parameters[index - 1] = value;
    }

    void setInt(int index, int value) {
      parameters[index - 1] = value;
    }

    void setString(int index, String value) {
      parameters[index - 1] = value;
    }

    void setBoolean(int index, boolean value) {
      parameters[index - 1] = value;
    }

    void setTimestamp(int index, @Nullable Timestamp value) {
      parameters[index - 1] = value == null ? null : value.getTime();
    }

    void setObject(int index, @Nullable Object value) {
      if (value instanceof long[] numbers) {
        Object[] boxed = new Object[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
          boxed[i] = numbers[i];
        }
        parameters[index - 1] = boxed;
      } else {
        parameters[index - 1] = value;
      }
    }

    void setArray(int index, Array value) throws SQLException {
      parameters[index - 1] = value.getArray();
    }

    void addBatch() {
      batch.add(parameters.clone());
    }

    int[] executeBatch() throws SQLException {
      return step(
          () -> {
            for (@Nullable Object[] values : batch) {
              sql.run(transaction, values);
            }
            return new int[batch.size()];
          },
          true);
    }

    ResultSet executeQuery() throws SQLException {
      ResultStub result = step(() -> sql.run(transaction, parameters), true);
      return Stub.of(ResultSet.class, result);
    }

    int executeUpdate() throws SQLException {
      return step(() -> sql.run(transaction, parameters), true).size();
    }

    boolean execute() throws SQLException {
      ResultStub _ = step(() -> sql.run(transaction, parameters), true);
      return false;
    }

    java.sql.Connection getConnection() {
      return Stub.of(java.sql.Connection.class, ConnectionStub.this);
    }

    void close() {
      // nothing is held
    }
  }
}
