package com.neighborbid.simulation.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The statements of one text, understood once. What the engines may send is known; anything else
/// is an error of the simulation.
final class Sql {
  private static final Map<String, Sql> KNOWN = new HashMap<>();

  private final List<Part> parts = new ArrayList<>();
  private final int parameters;

  /// Runs one statement with its parameters.
  interface Statement {
    ResultStub run(Transaction transaction, @Nullable Object[] parameters) throws SQLException;
  }

  private record Part(Statement statement, int parameters) {}

  private Sql(String text) {
    int all = 0;
    for (String one : text.split(";\n", -1)) {
      String plain = one.strip().replaceAll("\\s+", " ");
      int count = Math.toIntExact(plain.chars().filter(c -> c == '?').count());
      parts.add(new Part(statement(plain), count));
      all += count;
    }
    parameters = all;
  }

  static Sql of(String text) {
    return KNOWN.computeIfAbsent(text, Sql::new);
  }

  private static Statement statement(String sql) {
    if (sql.startsWith("insert into browse")) {
      return (_, _) -> ResultStub.EMPTY; // nothing decides by what lists show
    }
    if (sql.startsWith("insert into")) {
      return Insert.of(sql);
    }
    if (sql.startsWith("update") && sql.contains("unnest(")) {
      return Update.of(sql);
    }
    return Special.of(sql);
  }

  int parameters() {
    return parameters;
  }

  /// @return what the last of the statements gives
  ResultStub run(Transaction transaction, @Nullable Object[] values) throws SQLException {
    transaction.mustLive();
    ResultStub result = ResultStub.EMPTY;
    int bound = 0;
    for (Part part : parts) {
      @Nullable Object[] own = Arrays.copyOfRange(values, bound, bound + part.parameters());
      bound += part.parameters();
      result = part.statement().run(transaction, own);
    }
    return result;
  }
}
