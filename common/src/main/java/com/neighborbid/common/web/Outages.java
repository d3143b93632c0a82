package com.neighborbid.common.web;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells an outage of the database, which passes, from an error of ours.
public final class Outages {
  /// Connection lost, server shutting down or starting, out of connections, time limit.
  private static final Set<String> CLASSES = Set.of("08", "53", "57");

  private static final int DEEPEST = 20;

  private Outages() {}

  public static boolean isOutage(Throwable thrown) {
    @Nullable Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (at instanceof SQLException sql && isOutage(sql)) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private static boolean isOutage(SQLException sql) {
    String state = sql.getSQLState();
    return sql instanceof SQLTransientException
        || (state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
  }
}
