package com.neighborbid.auction.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is compared of a thing: names and values, in the same order on both sides.
final class Fields {
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  Fields with(String name, @Nullable Object value) {
    values.put(name, value);
    return this;
  }

  /// The value of that name; null where it is none.
  @Nullable Object value(String name) {
    return values.get(name);
  }

  /// Names and values.
  Map<String, @Nullable Object> values() {
    return values;
  }

  /// What differs, for people; empty where nothing does.
  ///
  /// @param stored what the database says
  String differenceTo(Fields stored) {
    List<String> differences = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          Object other = stored.values.get(name);
          if (!Objects.equals(value, other)) {
            differences.add(
                "%s is %s by the log, %s in the database".formatted(name, value, other));
          }
        });
    return String.join(", ", differences);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
