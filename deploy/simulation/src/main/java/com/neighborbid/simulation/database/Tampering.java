package com.neighborbid.simulation.database;

/// Where a planted bug can take hold of the database. Does nothing by itself.
public interface Tampering {
  /// What tampers with nothing.
  Tampering NONE = new Tampering() {};

  /// A row of a lane, as it is handed to the lane that locks or takes it.
  ///
  /// @param taking whether the lane is being taken
  default Row lane(Row row, boolean taking) {
    return row;
  }

  /// Whether taking a lane raises its epoch.
  default boolean raisesEpoch() {
    return true;
  }

  /// A row before it is written.
  default void written(String table, Row row) {}

  /// Whether a query that looks for what exists finds it.
  default boolean finds(String table) {
    return true;
  }

  /// Whether a row that exists may be written once more.
  default boolean permitsDuplicates() {
    return false;
  }

  /// The batch's outbox row is written and not committed.
  default void outboxWritten(Row row) {}
}
