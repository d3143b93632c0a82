package com.neighborbid.common.schedule;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How much scheduled work waits although it is due, per task name: how many, and for how long the
/// oldest. What failed is counted by db-scheduler itself (`dbscheduler_task_completions`).
///
/// One query answers all gauges and is not repeated within some seconds, whoever asks and however
/// often. It reads no more than the [#MOST] oldest of what is due, so a long queue cannot make
/// watching it expensive: a length of [#MOST] means that many or more.
final class DueTasks implements MeterBinder {
  private static final Logger log = LoggerFactory.getLogger(DueTasks.class);
  static final int MOST = 10_000;
  private static final int QUERY_SECONDS = 2;

  private static final String SQL =
      """
      select task_name, count(*), extract(epoch from now() - min(execution_time))::float8
      from (
        select task_name, execution_time from scheduled_tasks
        where execution_time <= now() and not picked
        order by execution_time limit %d) due
      group by task_name
      """
          .formatted(MOST);

  private final DataSource dataSource;
  private final Collection<String> names;
  private final Duration freshness;
  private Map<String, Waiting> waiting = Map.of();
  private boolean known;
  private long readNanos;

  private record Waiting(long count, double oldestSeconds) {
    static final Waiting NOTHING = new Waiting(0, 0);
    static final Waiting UNKNOWN = new Waiting(0, Double.NaN);

    double length() {
      return Double.isNaN(oldestSeconds) ? Double.NaN : count;
    }
  }

  /// @param names of all tasks, which have gauges from the start
  /// @param freshness how long an answer is good for
  DueTasks(DataSource dataSource, Collection<String> names, Duration freshness) {
    this.dataSource = dataSource;
    this.names = names;
    this.freshness = freshness;
    this.readNanos = System.nanoTime() - freshness.toNanos();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String name : names) {
      Gauge.builder("scheduled.tasks.due", this, all -> all.of(name).length())
          .tag("task", name)
          .description("executions that are due and wait; not counted beyond " + MOST)
          .strongReference(true)
          .register(registry);
      Gauge.builder("scheduled.tasks.oldest.due", this, all -> all.of(name).oldestSeconds())
          .tag("task", name)
          .baseUnit("seconds")
          .description("for how long the oldest of them has waited")
          .strongReference(true)
          .register(registry);
    }
  }

  private synchronized Waiting of(String name) {
    if (System.nanoTime() - readNanos >= freshness.toNanos()) {
      read();
      readNanos = System.nanoTime();
    }
    return known ? waiting.getOrDefault(name, Waiting.NOTHING) : Waiting.UNKNOWN;
  }

  private void read() {
    Map<String, Waiting> now = new HashMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(QUERY_SECONDS);
      try (ResultSet rows = statement.executeQuery(SQL)) {
        while (rows.next()) {
          now.put(rows.getString(1), new Waiting(rows.getLong(2), rows.getDouble(3)));
        }
      }
      waiting = now;
      known = true;
    } catch (SQLException e) {
      log.debug("How many tasks wait is not known now: {}", e.toString());
      known = false;
    }
  }
}
