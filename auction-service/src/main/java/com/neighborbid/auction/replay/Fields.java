package com.neighborbid.auction.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What is compared of a thing: names and values, in the same order on both sides.
///
/// Millions of them are in memory at the same time, so all that have the same names share them.
final class Fields {
  private static final int FEW = 4;

  private Names names = Names.NONE;
  private @Nullable Object[] values = new @Nullable Object[FEW];

  /// Names in their order, and what follows from one name more.
  private record Names(List<String> all, Map<String, Names> longer) {
    static final Names NONE = new Names(List.of(), new ConcurrentHashMap<>());

    Names plus(String name) {
      return longer.computeIfAbsent(
          name,
          added -> {
            List<String> more = new ArrayList<>(all);
            more.add(added);
            return new Names(List.copyOf(more), new ConcurrentHashMap<>());
          });
    }
  }

  Fields with(String name, @Nullable Object value) {
    int index = names.all().indexOf(name);
    if (index < 0) {
      index = names.all().size();
      names = names.plus(name);
      if (index == values.length) {
        values = Arrays.copyOf(values, 2 * index);
      }
    }
    values[index] = value;
    return this;
  }

  /// Names in their order.
  List<String> names() {
    return names.all();
  }

  /// The value of that name; null where it is none.
  @Nullable Object value(String name) {
    int index = names.all().indexOf(name);
    return index < 0 ? null : values[index];
  }

  /// What differs, for people; empty where nothing does.
  ///
  /// @param stored what the database says
  String differenceTo(Fields stored) {
    StringJoiner differences = new StringJoiner(", ");
    for (String name : names.all()) {
      Object value = value(name);
      Object other = stored.value(name);
      if (!Objects.equals(value, other)) {
        differences.add("%s is %s by the log, %s in the database".formatted(name, value, other));
      }
    }
    return differences.toString();
  }

  @Override
  public String toString() {
    StringJoiner shown = new StringJoiner(", ", "{", "}");
    names.all().forEach(name -> shown.add(name + "=" + value(name)));
    return shown.toString();
  }
}
