package com.neighborbid.simulation.database;

import com.neighborbid.simulation.fault.Gap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The few kinds of expression that the engines' statements have.
interface Expression {
  Pattern SECONDS = Pattern.compile("to_timestamp\\((?:x\\.)?(\\w+)::float8 / 1000\\)");
  Pattern EPOCH =
      Pattern.compile("timestamptz 'epoch' \\+ (?:r\\.)?(\\w+) \\* interval '1 millisecond'");
  Pattern NUMBERS = Pattern.compile("string_to_array\\((\\w+), ','\\)::int8\\[\\]");
  Pattern WHEN = Pattern.compile("case when (\\w+) then (.+) end");
  Pattern CALL = Pattern.compile("(coalesce|greatest)\\((.+)\\)");

  /// Values by name.
  interface Values {
    boolean has(String name);

    @Nullable Object get(String name);
  }

  /// @param incoming what the statement brings
  /// @param existing the row as it is
  @Nullable Object value(Values incoming, Row existing);

  static Expression of(String text) {
    String plain = EPOCH.matcher(SECONDS.matcher(text.strip()).replaceAll("$1")).replaceAll("$1");
    Matcher numbers = NUMBERS.matcher(plain);
    if (numbers.matches()) {
      Expression joined = of(numbers.group(1));
      return (incoming, existing) -> numbers((String) joined.value(incoming, existing));
    }
    Matcher when = WHEN.matcher(plain);
    if (when.matches()) {
      Expression condition = of(when.group(1));
      Expression then = of(when.group(2));
      return (incoming, existing) ->
          Boolean.TRUE.equals(condition.value(incoming, existing))
              ? then.value(incoming, existing)
              : null;
    }
    Matcher call = CALL.matcher(plain);
    if (call.matches()) {
      List<Expression> arguments = split(call.group(2)).stream().map(Expression::of).toList();
      return call.group(1).equals("coalesce")
          ? (incoming, existing) -> first(arguments, incoming, existing)
          : (incoming, existing) -> greatest(arguments, incoming, existing);
    }
    String name = plain.replaceFirst("^(x|r|w|excluded)\\.", "");
    if (!name.matches("\\w+")) {
      throw new Gap(text);
    }
    return (incoming, existing) -> incoming.has(name) ? incoming.get(name) : existing.get(name);
  }

  private static @Nullable Object first(List<Expression> all, Values incoming, Row existing) {
    for (Expression one : all) {
      Object value = one.value(incoming, existing);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static Object greatest(List<Expression> all, Values incoming, Row existing) {
    long most = Long.MIN_VALUE;
    for (Expression one : all) {
      if (one.value(incoming, existing) instanceof Number number) {
        most = Math.max(most, number.longValue());
      }
    }
    return most;
  }

  private static Long[] numbers(@Nullable String joined) {
    return joined == null || joined.isEmpty()
        ? new Long[0]
        : Arrays.stream(joined.split(",")).map(Long::valueOf).toArray(Long[]::new);
  }

  /// Splits at the commas that are in no brackets.
  static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      quoted ^= c == '\'';
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0 && !quoted) {
        parts.add(list.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(list.substring(start).strip());
    return parts;
  }
}
