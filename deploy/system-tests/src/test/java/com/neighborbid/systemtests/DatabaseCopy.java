package com.neighborbid.systemtests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/// Copies a service's database into an empty one: the schema from its migrations, then every row. A
/// template copy is out of the question while the service holds connections.
final class DatabaseCopy {
  private DatabaseCopy() {}

  static void of(Connection from, Connection to) throws SQLException, IOException {
    String service = from.getCatalog().substring("nb_".length());
    try (var statement = to.createStatement()) {
      for (String script : scripts(service)) {
        statement.execute(script);
      }
    }
    dropReferences(to);
    for (String table : tables(from)) {
      empty(to, table);
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      from.unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy (select " + columns(from, table) + " from " + table + ") to stdout", rows);
      to.unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy " + table + " (" + columns(from, table) + ") from stdin",
              new ByteArrayInputStream(rows.toByteArray()));
    }
    try (var statement = to.createStatement()) {
      for (String table : tables(from)) {
        // A copy is there to be damaged, and damage does not ask the triggers that protect rows.
        statement.execute("alter table " + table + " disable trigger user");
      }
    }
  }

  /// Tables are copied in the order of their names, and not of what they refer to.
  private static void dropReferences(Connection to) throws SQLException {
    List<String> drops = new ArrayList<>();
    try (var statement = to.createStatement();
        var row =
            statement.executeQuery(
                "select format('alter table %s drop constraint %I', conrelid::regclass, conname)"
                    + " from pg_constraint where contype = 'f' and conparentid = 0")) {
      while (row.next()) {
        drops.add(row.getString(1));
      }
    }
    try (var statement = to.createStatement()) {
      for (String drop : drops) {
        statement.execute(drop);
      }
    }
  }

  /// Those that the database does not make itself.
  private static String columns(Connection from, String table) throws SQLException {
    try (var statement = from.createStatement();
        var row =
            statement.executeQuery(
                "select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute"
                    + " where attrelid = '"
                    + table
                    + "'::regclass and attnum > 0"
                    + " and not attisdropped and attgenerated = ''")) {
      row.next();
      return row.getString(1);
    }
  }

  /// Migrations bring reference rows of their own.
  private static void empty(Connection to, String table) throws SQLException {
    try (var statement = to.createStatement()) {
      var row = statement.executeQuery("select exists (select from " + table + ")");
      if (row.next() && row.getBoolean(1)) {
        statement.execute("delete from " + table);
      }
    }
  }

  private static List<String> scripts(String service) throws IOException {
    Path home = Path.of("").toAbsolutePath();
    while (home != null && !Files.exists(home.resolve("deploy/local/pom.xml"))) {
      home = home.getParent();
    }
    if (home == null) {
      throw new IOException("not within the source tree");
    }
    List<String> scripts = new ArrayList<>();
    scripts.addAll(read(home.resolve("common/src/main/resources/db/lane")));
    scripts.addAll(read(home.resolve("common/src/main/resources/db/scheduler")));
    scripts.addAll(read(home.resolve(service + "-service/src/main/resources/db/migration")));
    return scripts;
  }

  private static List<String> read(Path folder) throws IOException {
    List<String> scripts = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted(Comparator.comparingDouble(DatabaseCopy::version)).toList()) {
        scripts.add(Files.readString(file));
      }
    }
    return scripts;
  }

  /// Place of a migration; those without a version run last.
  private static double version(Path script) {
    String name = script.getFileName().toString();
    return name.startsWith("V")
        ? Double.parseDouble(name.substring(1, name.indexOf("__")).replace('_', '.'))
        : Double.MAX_VALUE;
  }

  private static List<String> tables(Connection from) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (var statement = from.createStatement();
        var row =
            statement.executeQuery(
                "select relname from pg_class where relnamespace = 'public'::regnamespace"
                    + " and relkind in ('r', 'p') and not relispartition"
                    + " and relname <> 'flyway_schema_history' order by relname")) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }
}
