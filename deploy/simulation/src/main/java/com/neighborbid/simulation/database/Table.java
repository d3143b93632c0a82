package com.neighborbid.simulation.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A table: what is committed.
public final class Table {
  private final String name;
  private final List<String> key;
  private final Map<String, Object> defaults;
  private final Map<Object, Row> rows = new LinkedHashMap<>();

  Table(String name, List<String> key, Map<String, Object> defaults) {
    this.name = name;
    this.key = List.copyOf(key);
    this.defaults = new HashMap<>(defaults);
  }

  public String name() {
    return name;
  }

  List<String> key() {
    return key;
  }

  Row fresh() {
    Row row = new Row();
    defaults.forEach(row::set);
    return row;
  }

  Object keyOf(Row row) {
    if (key.size() == 1) {
      return atom(row.get(key.getFirst()));
    }
    List<Object> parts = new ArrayList<>(key.size());
    for (String column : key) {
      parts.add(atom(row.get(column)));
    }
    return parts;
  }

  /// Numbers of any width are one key.
  static Object atom(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("a key without a value");
    }
    return value instanceof Number number ? number.longValue() : value;
  }

  @Nullable Row find(Object rowKey) {
    return rows.get(rowKey);
  }

  void put(Object rowKey, Row row) {
    rows.put(rowKey, row);
  }

  void remove(Object rowKey) {
    rows.remove(rowKey);
  }

  Map<Object, Row> byKey() {
    return rows;
  }

  /// All rows, the oldest first.
  public Collection<Row> rows() {
    return rows.values();
  }

  /// The row with this key, a list where the key has several columns.
  public @Nullable Row row(Object rowKey) {
    return rows.get(rowKey);
  }
}
