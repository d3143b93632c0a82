package com.neighborbid.simulation.database;

import com.neighborbid.simulation.fault.Gap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `insert into T (…) values (…)`, or `select … from unnest(…)`, with or without `on conflict`.
final class Insert implements Sql.Statement {
  private static final Pattern HEAD = Pattern.compile("insert into (\\w+) \\(([^)]*)\\) (.*)");
  private static final Pattern LIST = Pattern.compile("select (.*?) from unnest\\(.*");
  private static final Pattern CONFLICT =
      Pattern.compile(".* on conflict(?: \\([^)]*\\))? do (nothing|update set (.*))");

  private final String table;
  private final List<String> columns;
  private final List<Expression> values;
  private final Map<String, Integer> names;
  private final boolean single;
  private final boolean ignores;
  private final List<String> updated = new ArrayList<>();

  private Insert(String sql) {
    Matcher head = HEAD.matcher(sql);
    if (!head.matches()) {
      throw new Gap(sql);
    }
    table = head.group(1);
    columns = List.of(head.group(2).split(", *"));
    String rest = head.group(3);
    single = rest.startsWith("values");
    Matcher list = LIST.matcher(rest);
    boolean all = single || (list.matches() && list.group(1).equals("*"));
    List<String> selected = all ? columns : Expression.split(list.group(1));
    if (selected.size() != columns.size()) {
      throw new Gap("columns and values differ: " + sql);
    }
    values = selected.stream().map(Expression::of).toList();
    names = all ? Unnested.names("", columns) : Unnested.names(rest, columns);
    Matcher conflict = CONFLICT.matcher(rest);
    boolean known = conflict.matches();
    ignores = known && conflict.group(1).equals("nothing");
    if (known && !ignores) {
      Expression.split(conflict.group(2)).forEach(one -> updated.add(one.split(" = ")[0].strip()));
    }
  }

  static Sql.Statement of(String sql) {
    return new Insert(sql);
  }

  @Override
  public ResultStub run(Transaction transaction, @Nullable Object[] parameters)
      throws SQLException {
    @Nullable Object[] arrays = parameters;
    if (single) {
      arrays = new Object[parameters.length];
      for (int i = 0; i < parameters.length; i++) {
        arrays[i] = new Object[] {parameters[i]};
      }
    }
    Table target = transaction.table(table);
    Unnested incoming = new Unnested(names, arrays);
    for (int i = 0; i < incoming.size(); i++) {
      write(transaction, target, row(target, incoming.at(i)));
    }
    return ResultStub.EMPTY;
  }

  private Row row(Table target, Unnested incoming) {
    Row row = target.fresh();
    for (int i = 0; i < columns.size(); i++) {
      row.set(columns.get(i), values.get(i).value(incoming, row));
    }
    return row;
  }

  private void write(Transaction transaction, Table target, Row row) throws SQLException {
    Row existing = transaction.find(target, target.keyOf(row));
    Tampering tampering = transaction.database().tampering();
    tampering.written(table, row);
    if (existing != null && ignores) {
      return;
    }
    if (existing != null && !updated.isEmpty()) {
      Row changed = existing.copy();
      updated.forEach(column -> changed.set(column, row.get(column)));
      transaction.put(target, changed);
      return;
    }
    transaction.insert(target, row);
    if (table.equals("lane_outbox")) {
      tampering.outboxWritten(row);
    }
  }
}
