package com.neighborbid.simulation.database;

import com.neighborbid.simulation.fault.Gap;
import com.neighborbid.simulation.fault.Io;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// One service's database.
public final class Database {
  private final Map<String, Table> tables = new HashMap<>();
  private final Map<Object, Transaction> locks = new HashMap<>();
  private final Consumer<Map<String, List<Row>>> commits;
  private final Consumer<String> refusals;
  private final Tampering tampering;
  private long conflicts;

  /// @param commits shown the rows of every commit, by table
  /// @param refusals told what the database would not take
  public Database(
      Map<String, Table> schema,
      Consumer<Map<String, List<Row>>> commits,
      Consumer<String> refusals,
      Tampering tampering) {
    this.tables.putAll(schema);
    this.commits = commits;
    this.refusals = refusals;
    this.tampering = tampering;
  }

  public Table table(String name) {
    Table table = tables.get(name);
    if (table == null) {
      throw new Gap("table " + name);
    }
    return table;
  }

  /// The connections of one process.
  public DataSource connections(Io io) {
    return Stub.of(DataSource.class, new Source(io));
  }

  private final class Source {
    private final Io io;

    Source(Io io) {
      this.io = io;
    }

    @SuppressWarnings("unused") // called through the stub
    java.sql.Connection getConnection() throws SQLException {
      return io.run(
          () -> new SQLException("the database is away", "08001"),
          () ->
              Stub.of(
                  java.sql.Connection.class,
                  new ConnectionStub(new Transaction(Database.this), io)));
    }
  }

  Tampering tampering() {
    return tampering;
  }

  void refused(String what) {
    refusals.accept(what);
  }

  void committed(Map<String, List<Row>> written) {
    commits.accept(written);
  }

  boolean lock(Transaction wanting, Object lane) {
    Transaction holder = locks.get(lane);
    if (holder != null && holder != wanting) {
      if (conflicts++ % 2 == 0) {
        return false;
      }
      holder.breakOff();
    }
    locks.put(lane, wanting);
    wanting.locks.add(lane);
    return true;
  }

  void unlock(Transaction done) {
    for (Object lane : done.locks) {
      @Nullable Transaction _ = locks.remove(lane);
    }
    done.locks.clear();
  }
}
