package com.neighborbid.simulation.database;

import java.sql.Array;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the engines use of a result: rows of values with names.
@SuppressWarnings("unused") // called through a stub
final class ResultStub {
  static final ResultStub EMPTY = new ResultStub(List.of(), List.of());

  private final List<String> columns;
  private final List<Row> rows;
  private int current = -1;
  private boolean wasNull;

  ResultStub(List<String> columns, List<Row> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  int size() {
    return rows.size();
  }

  boolean next() {
    return ++current < rows.size();
  }

  private @Nullable Object value(String column) {
    Object value = rows.get(current).get(column);
    wasNull = value == null;
    return value;
  }

  private String name(int index) {
    return columns.get(index - 1);
  }

  boolean wasNull() {
    return wasNull;
  }

  long getLong(String column) {
    return value(column) instanceof Number number ? number.longValue() : 0;
  }

  long getLong(int index) {
    return getLong(name(index));
  }

  int getInt(String column) {
    return Math.toIntExact(getLong(column));
  }

  int getInt(int index) {
    return getInt(name(index));
  }

  @Nullable String getString(String column) {
    return (String) value(column);
  }

  @Nullable String getString(int index) {
    return getString(name(index));
  }

  boolean getBoolean(String column) {
    return Boolean.TRUE.equals(value(column));
  }

  boolean getBoolean(int index) {
    return getBoolean(name(index));
  }

  @Nullable Timestamp getTimestamp(String column) {
    return value(column) instanceof Long ms ? new Timestamp(ms) : null;
  }

  byte @Nullable [] getBytes(int index) {
    return (byte[]) value(name(index));
  }

  <T> @Nullable T getObject(String column, Class<T> type) {
    return type.cast(value(column));
  }

  <T> @Nullable T getObject(int index, Class<T> type) {
    return getObject(name(index), type);
  }

  Array getArray(String column) {
    @Nullable Object[] elements = (Object[]) value(column);
    return Stub.of(
        Array.class, new ConnectionStub.ArrayStub(elements == null ? new Long[0] : elements));
  }

  void close() {
    // nothing is held
  }
}
