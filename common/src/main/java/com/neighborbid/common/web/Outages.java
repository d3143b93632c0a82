package com.neighborbid.common.web;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tells an outage of the database, which passes, from an error of ours.
public final class Outages {
  /// Connection lost, server shutting down or starting, out of connections, time limit.
  private static final Set<String> CLASSES = Set.of("08", "53", "57");

  /// Text with the character 0, which PostgreSQL takes nowhere.
  private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

  /// What the pool says, without a state, of a connection that it has closed because it broke: also
  /// to the rollback of what failed by that, and then nothing else is heard of it.
  private static final String CLOSED_BY_THE_POOL = "Connection is closed";

  private static final int DEEPEST = 20;

  private Outages() {}

  public static boolean isOutage(Throwable thrown) {
    return isCausedBy(thrown, Outages::saysOutage);
  }

  /// Whether the database was asked with a text that it cannot hold: a search for it, for example,
  /// which finds nothing, but is no error of ours either.
  static boolean isImpossibleText(Throwable thrown) {
    return isCausedBy(thrown, sql -> NO_TEXT.contains(String.valueOf(sql.getSQLState())));
  }

  private static boolean isCausedBy(Throwable thrown, Predicate<SQLException> kind) {
    @Nullable Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (at instanceof SQLException sql && kind.test(sql)) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private static boolean saysOutage(SQLException sql) {
    String state = sql.getSQLState();
    return sql instanceof SQLTransientException
        || (state == null && CLOSED_BY_THE_POOL.equals(sql.getMessage()))
        || (state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
  }
}
