package com.neighborbid.common.lane;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Tells what kind of failure a batch met. Only data that the database will never take is
/// somebody's fault; everything else is infrastructure and is retried for ever.
final class Failures {
  /// What to do after a failed batch.
  enum Kind {
    /// The database refuses the data: halve the batch until the one record is found.
    DATA,
    /// The transaction took too long: halve the batch and try again.
    TOO_LONG,
    /// Try the same again.
    INFRASTRUCTURE
  }

  private Failures() {}

  static Kind kindOf(Throwable failure) {
    String state = sqlState(failure);
    if (state == null) {
      return Kind.INFRASTRUCTURE;
    }
    if (state.equals("25P04") || state.equals("57014")) {
      return Kind.TOO_LONG;
    }
    return state.startsWith("22") || state.startsWith("23") ? Kind.DATA : Kind.INFRASTRUCTURE;
  }

  private static @Nullable String sqlState(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return null;
  }
}
