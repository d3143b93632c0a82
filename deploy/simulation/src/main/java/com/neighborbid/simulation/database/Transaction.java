package com.neighborbid.simulation.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A transaction: sees what is committed and what it has changed itself, and holds locks on lanes.
final class Transaction {
  private final Database database;
  private final Map<Table, Map<Object, Optional<Row>>> changes = new LinkedHashMap<>();
  final Set<Object> locks = new HashSet<>();
  private boolean broken;

  Transaction(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  /// The server has ended it, or the connection is gone: nothing of it stays.
  void breakOff() {
    broken = true;
    changes.clear();
    database.unlock(this);
  }

  void mustLive() throws SQLException {
    if (broken) {
      throw new SQLException("the connection is gone", "25P03");
    }
  }

  Table table(String name) {
    return database.table(name);
  }

  @Nullable Row find(Table table, Object key) {
    Map<Object, Optional<Row>> changed = changes.get(table);
    if (changed != null) {
      Optional<Row> own = changed.get(key);
      if (own != null) {
        return own.orElse(null);
      }
    }
    return table.find(key);
  }

  /// All rows that it sees.
  List<Row> all(Table table) {
    Map<Object, Optional<Row>> changed = changes.getOrDefault(table, Map.of());
    List<Row> seen = new ArrayList<>();
    table
        .byKey()
        .forEach(
            (key, row) -> {
              if (!changed.containsKey(key)) {
                seen.add(row);
              }
            });
    changed.values().forEach(row -> row.ifPresent(seen::add));
    return seen;
  }

  void put(Table table, Row row) throws SQLException {
    if (!Constraints.hold(table, row)) {
      String refusal = "a check of " + table.name() + " refuses " + row;
      database.refused(refusal);
      throw new SQLException(refusal, "23514");
    }
    changes
        .computeIfAbsent(table, _ -> new LinkedHashMap<>())
        .put(table.keyOf(row), Optional.of(row));
  }

  void insert(Table table, Row row) throws SQLException {
    Object key = table.keyOf(row);
    if (find(table, key) != null && !database.tampering().permitsDuplicates()) {
      database.refused("duplicate key " + key + " in " + table.name());
      throw new SQLException("duplicate key " + key + " in " + table.name(), "23505");
    }
    put(table, row);
  }

  void delete(Table table, Object key) {
    changes.computeIfAbsent(table, _ -> new LinkedHashMap<>()).put(key, Optional.empty());
  }

  /// Takes the lock of a lane's row. Where another transaction has it, one of the two ends: the
  /// other has been idle for too long, or this one has waited for too long.
  void lock(Object lane) throws SQLException {
    if (!database.lock(this, lane)) {
      breakOff();
      throw new SQLException("canceling statement due to lock timeout", "55P03");
    }
  }

  void commit() throws SQLException {
    mustLive();
    Map<Table, Map<Object, Optional<Row>>> done = new LinkedHashMap<>(changes);
    Map<String, List<Row>> written = new HashMap<>();
    done.forEach(
        (table, rows) -> {
          List<Row> kept = written.computeIfAbsent(table.name(), _ -> new ArrayList<>());
          rows.forEach(
              (key, row) -> {
                if (row.isPresent()) {
                  table.put(key, row.get());
                  kept.add(row.get());
                } else {
                  table.remove(key);
                }
              });
        });
    changes.clear();
    database.unlock(this);
    if (!written.isEmpty()) {
      database.committed(written);
    }
  }

  void rollback() {
    changes.clear();
    database.unlock(this);
  }
}
