package com.neighborbid.simulation.database;

import com.neighborbid.simulation.fault.Gap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `update T set … from unnest(…) as x(…) where` its key.
final class Update implements Sql.Statement {
  private static final Pattern WHOLE =
      Pattern.compile("update (\\w+)(?: \\w+)? set (.*) from unnest\\(.* where (.*)");

  private final String table;
  private final Map<String, Expression> changes = new LinkedHashMap<>();
  private final Map<String, Expression> key = new LinkedHashMap<>();
  private final Map<String, Integer> names;

  private Update(String sql) {
    Matcher matcher = WHOLE.matcher(sql);
    if (!matcher.matches()) {
      throw new Gap(sql);
    }
    table = matcher.group(1);
    names = Unnested.names(sql, List.of());
    for (String one : Expression.split(matcher.group(2))) {
      String[] sides = one.split(" = ", 2);
      changes.put(sides[0].strip(), Expression.of(sides[1]));
    }
    for (String one : matcher.group(3).split(" and ", -1)) {
      String[] sides = one.split(" = ", 2);
      key.put(sides[0].strip().replaceFirst("^w\\.", ""), Expression.of(sides[1]));
    }
  }

  static Sql.Statement of(String sql) {
    return new Update(sql);
  }

  @Override
  public ResultStub run(Transaction transaction, @Nullable Object[] parameters)
      throws SQLException {
    Table target = transaction.table(table);
    Unnested incoming = new Unnested(names, parameters);
    for (int i = 0; i < incoming.size(); i++) {
      Row existing = transaction.find(target, keyOf(target, incoming.at(i)));
      if (existing == null) {
        continue;
      }
      Row changed = existing.copy();
      changes.forEach((column, value) -> changed.set(column, value.value(incoming, existing)));
      transaction.database().tampering().written(table, changed);
      transaction.put(target, changed);
    }
    return ResultStub.EMPTY;
  }

  private Object keyOf(Table target, Unnested incoming) {
    Row none = target.fresh();
    List<Object> parts = new ArrayList<>();
    for (String column : target.key()) {
      Expression value = key.get(column);
      if (value == null) {
        throw new Gap("an update not by its key: " + table);
      }
      parts.add(Table.atom(value.value(incoming, none)));
    }
    return parts.size() == 1 ? parts.getFirst() : parts;
  }
}
