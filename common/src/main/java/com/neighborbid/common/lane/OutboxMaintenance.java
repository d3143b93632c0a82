package com.neighborbid.common.lane;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the outbox in partitions of a day: makes the coming ones, drops old ones whose rows are
/// all out. Dropping costs nothing, however much was sent; deleting rows would cost as much as
/// writing them.
///
/// Rows of a day without a partition land in the DEFAULT partition, which always stays.
final class OutboxMaintenance implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(OutboxMaintenance.class);
  private static final int DAYS_AHEAD = 3;

  /// Whole days that sent rows stay readable, for audits.
  private static final int DAYS_KEPT = 2;

  private static final String PREFIX = "lane_outbox_d";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  /// Only one instance works on the partitions at a time.
  private static final long ADVISORY_LOCK = 0x6c616e656f7574L;

  private final DataSource dataSource;

  OutboxMaintenance(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void run() {
    try (Connection connection = dataSource.getConnection()) {
      maintain(connection);
    } catch (SQLException | RuntimeException e) {
      log.warn("the outbox's partitions stay as they are for now: {}", e.toString());
    }
  }

  /// Makes and drops partitions; each in a transaction of its own, so that locks are short.
  void maintain(Connection connection) throws SQLException {
    if (!lockAlone(connection)) {
      connection.rollback();
      return;
    }
    LocalDate today = today(connection);
    List<LocalDate> existing = days(connection);
    connection.commit();
    for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
      LocalDate day = today.plusDays(ahead);
      if (!existing.contains(day)) {
        inTransaction(connection, () -> create(connection, day));
      }
    }
    LocalDate oldest = today.minusDays(DAYS_KEPT);
    for (LocalDate day : existing) {
      if (day.isBefore(oldest)) {
        inTransaction(connection, () -> dropIfOut(connection, day));
      }
    }
    inTransaction(connection, () -> emptyDefault(connection, oldest));
  }

  private interface Step {
    void run() throws SQLException;
  }

  private void inTransaction(Connection connection, Step step) throws SQLException {
    if (!lockAlone(connection)) {
      connection.rollback();
      return;
    }
    try {
      step.run();
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      log.warn("one step of the outbox's maintenance waits for the next time: {}", e.toString());
    }
  }

  private static void create(Connection connection, LocalDate day) throws SQLException {
    execute(
        connection,
        "create table if not exists %s partition of lane_outbox for values from ('%s') to ('%s')"
            .formatted(name(day), day, day.plusDays(1)));
  }

  private static void dropIfOut(Connection connection, LocalDate day) throws SQLException {
    String notOut =
        "select exists (select from %s o left join lane l using (consumer_group, topic, partition)"
                .formatted(name(day))
            + " where l.epoch is null or o.seq > least(l.kafka_sent, l.redis_sent))";
    if (isTrue(connection, notOut)) {
      log.warn("{} holds rows that are not out yet", name(day));
      return;
    }
    execute(connection, "drop table " + name(day));
    log.info("dropped {}", name(day));
  }

  /// Few rows, if any: those of days for which nobody made a partition in time.
  private static void emptyDefault(Connection connection, LocalDate oldest) throws SQLException {
    execute(
        connection,
        "delete from lane_outbox_default o using lane l where o.created_on < '%s'".formatted(oldest)
            + " and o.consumer_group = l.consumer_group and o.topic = l.topic"
            + " and o.partition = l.partition and o.seq <= least(l.kafka_sent, l.redis_sent)");
  }

  private static boolean lockAlone(Connection connection) throws SQLException {
    return isTrue(connection, "select pg_try_advisory_xact_lock(" + ADVISORY_LOCK + ")");
  }

  private static LocalDate today(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select current_date")) {
      rows.next();
      return rows.getObject(1, LocalDate.class);
    }
  }

  private static List<LocalDate> days(Connection connection) throws SQLException {
    List<LocalDate> days = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                + " where i.inhparent = 'lane_outbox'::regclass and c.relname like ? order by 1")) {
      select.setString(1, PREFIX + "%");
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(1).substring(PREFIX.length());
          if (name.matches("\\d{8}")) { // lane_outbox_default begins like a day
            days.add(LocalDate.parse(name, DAY));
          }
        }
      }
    }
    return days;
  }

  private static String name(LocalDate day) {
    return PREFIX + DAY.format(day);
  }

  private static boolean isTrue(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
