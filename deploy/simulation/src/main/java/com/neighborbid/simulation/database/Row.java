package com.neighborbid.simulation.database;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row. Times are milliseconds.
public final class Row {
  private final Map<String, @Nullable Object> values;

  Row() {
    this(new HashMap<>());
  }

  private Row(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  Row copy() {
    return new Row(new HashMap<>(values));
  }

  public @Nullable Object get(String column) {
    return values.get(column);
  }

  /// The same row with another value in one column.
  public Row with(String column, @Nullable Object value) {
    Row changed = copy();
    changed.set(column, value);
    return changed;
  }

  void set(String column, @Nullable Object value) {
    values.put(column, value);
  }

  /// 0 where there is none.
  public long number(String column) {
    return values.get(column) instanceof Number number ? number.longValue() : 0;
  }

  /// Empty where there is none.
  public String text(String column) {
    return values.get(column) instanceof String text ? text : "";
  }

  public boolean flag(String column) {
    return Boolean.TRUE.equals(values.get(column));
  }

  public @Nullable UUID uuid(String column) {
    return values.get(column) instanceof UUID uuid ? uuid : null;
  }

  public byte[] bytes(String column) {
    return values.get(column) instanceof byte[] bytes ? bytes : new byte[0];
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
