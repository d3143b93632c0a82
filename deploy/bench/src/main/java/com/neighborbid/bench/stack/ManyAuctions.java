package com.neighborbid.bench.stack;

import com.neighborbid.servers.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A year's worth of auctions, made by SQL in a database that nobody needs: the log and the wallets
/// know nothing of them, so no audit would let them pass.
public final class ManyAuctions {
  /// Ids from here on, far above those of the sequence.
  public static final long FIRST = 10_000_000;

  /// Ids of those who sell and bid, likewise; they have a name and a reputation.
  public static final long FIRST_PERSON = 2_000_000;

  public static final int PEOPLE = 50_000;

  /// The first so many sell, the first of them more than the others.
  public static final int SELLERS = 20_000;

  private static final int CHUNK = 20_000;
  private static final List<String> TABLES = List.of("auction", "listing", "browse");

  private static final String NAMES =
      """
      insert into bidder_name select id, 'neighbour-' || id, now() from generate_series(?::int8, ?::int8) as id""";
  private static final String USERS =
      """
      insert into users (id, username, nickname, password_hash, rating_sum, rating_count, created_at)
      overriding system value
      select id, 'neighbour-' || id, 'neighbour-' || id, '-', 4 * (id % 30), id % 30, now()
      from generate_series(?::int8, ?::int8) as id""";
  private static final String BROWSE =
      """
      insert into browse
      select a.id, l.version, a.seller_id, l.category, l.region, a.reach, l.item_condition,
             case when a.price = 0 then a.start_price else a.price end,
             (extract(epoch from a.ends_at) * 1000)::int8, a.ended
      from auction a join listing l on l.auction_id = a.id and l.version = a.listing_version
      where a.id between ? and ?""";
  private static final String INDEXES =
      """
      select indexname, indexdef from pg_indexes i
      where schemaname = 'public' and tablename in ('auction', 'listing', 'browse')
        and not exists (select from pg_constraint where conname = i.indexname)""";

  private final Target target;
  private final int count;
  private final String auctions;

  private record Index(String name, String definition) {}

  private ManyAuctions(Target target, int count) throws IOException {
    this.target = target;
    this.count = count;
    try (InputStream sql = ManyAuctions.class.getResourceAsStream("many_auctions.sql")) {
      auctions = new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Makes so many auctions, with the ids from [#FIRST] on, and the people who sell and bid.
  ///
  /// @param target a system of the benchmark's own
  /// @return a sentence about it
  /// @throws IllegalStateException for a system that ran already
  public static String make(Target target, int count) throws Exception {
    if (target.own().isEmpty()) {
      throw new IllegalStateException("auctions are made only in a system of the benchmark's own");
    }
    long began = System.nanoTime();
    ManyAuctions many = new ManyAuctions(target, count);
    many.people();
    many.insertAll();
    return String.format(
        Locale.ROOT,
        "%,d auctions of %,d sellers made in %.0f s",
        count,
        SELLERS,
        (System.nanoTime() - began) / 1e9);
  }

  private void people() throws SQLException {
    try (Connection names = connect("nb_auction");
        Connection users = connect("nb_user")) {
      update(names, NAMES, FIRST_PERSON, FIRST_PERSON + PEOPLE - 1);
      update(users, USERS, FIRST_PERSON, FIRST_PERSON + PEOPLE - 1);
      execute(users, "vacuum analyze users");
    }
  }

  /// Each index is made of everything at once, which is many times as fast.
  private void insertAll() throws Exception {
    List<Index> indexes;
    try (Connection connection = connect("nb_auction")) {
      indexes = indexes(connection);
      for (Index index : indexes) {
        execute(connection, "drop index " + index.name());
      }
      for (String table : TABLES) {
        execute(connection, "alter table " + table + " set (autovacuum_enabled = off)");
      }
    }
    List<Long> starts = new ArrayList<>();
    for (long from = FIRST; from < FIRST + count; from += CHUNK) {
      starts.add(from);
    }
    sideBySide(starts, this::insert);
    sideBySide(indexes, (connection, index) -> execute(connection, index.definition()));
    try (Connection connection = connect("nb_auction")) {
      // Now and not in between: a table that only grows needs it once.
      execute(connection, "vacuum analyze " + String.join(", ", TABLES));
      for (String table : TABLES) {
        execute(connection, "alter table " + table + " reset (autovacuum_enabled)");
      }
    }
  }

  private static List<Index> indexes(Connection connection) throws SQLException {
    List<Index> indexes = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(INDEXES)) {
      while (rows.next()) {
        indexes.add(new Index(rows.getString(1), rows.getString(2)));
      }
    }
    return indexes;
  }

  private void insert(Connection connection, long from) throws SQLException {
    long to = Math.min(from + CHUNK, FIRST + count) - 1;
    // The same auctions each time.
    execute(connection, "select setseed(%.6f)".formatted((double) (from - FIRST) / count));
    update(connection, auctions, FIRST, count, from, to);
    update(connection, BROWSE, from, to);
  }

  private interface Step<T> {
    void take(Connection connection, T what) throws SQLException;
  }

  private <T> void sideBySide(List<T> all, Step<T> step) throws Exception {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<?>> running = new ArrayList<>();
      for (T one : all) {
        running.add(
            threads.submit(
                () -> {
                  try (Connection connection = connect("nb_auction")) {
                    execute(connection, "set maintenance_work_mem = '256MB'");
                    step.take(connection, one);
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the auctions cannot be made", e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void update(Connection connection, String sql, long... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setLong(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        target.jdbcUrl(database), PostgresServer.USER, PostgresServer.PASSWORD);
  }
}
