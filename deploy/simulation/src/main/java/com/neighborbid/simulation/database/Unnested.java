package com.neighborbid.simulation.database;

import com.neighborbid.simulation.fault.Gap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rows that come as one array for each column: `from unnest(…) as x(a, b, …)`.
final class Unnested implements Expression.Values {
  private static final Pattern NAMES = Pattern.compile("\\) as [a-z]+ ?\\(([^)]*)\\)");

  private final Map<String, Integer> names;
  private final @Nullable Object[] columns;
  private int row;

  /// @param names where which column is
  Unnested(Map<String, Integer> names, @Nullable Object[] columns) {
    this.names = names;
    this.columns = columns;
  }

  /// The names of the columns; without any in the statement, these.
  static Map<String, Integer> names(String sql, List<String> otherwise) {
    Matcher matcher = NAMES.matcher(sql);
    List<String> found =
        matcher.find() ? List.of(matcher.group(1).strip().split(", *")) : otherwise;
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      places.put(found.get(i), i);
    }
    return places;
  }

  int size() {
    return columns.length == 0 ? 0 : column(0).length;
  }

  Unnested at(int index) {
    row = index;
    return this;
  }

  @Override
  public boolean has(String name) {
    return names.containsKey(name);
  }

  @Override
  public @Nullable Object get(String name) {
    Integer place = names.get(name);
    return place == null ? null : column(place)[row];
  }

  private @Nullable Object[] column(int place) {
    if (columns[place] instanceof Object[] column) {
      return column;
    }
    throw new Gap("not an array: " + columns[place]);
  }
}
