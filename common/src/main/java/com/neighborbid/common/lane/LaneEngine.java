package com.neighborbid.common.lane;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What a lane decides. All methods are called by the lane's one thread.
///
/// @param <I> what a record is parsed to
public interface LaneEngine<I> {
  /// Parses a record, without I/O.
  ///
  /// @throws RuntimeException if it is not readable: the record is poison
  I parse(LogRecord record);

  /// The lane has been taken, in the transaction that took it; anything cached for the partition is
  /// stale.
  void taken(int partition, Connection connection) throws SQLException;

  /// The lane is no longer ours, or the database may differ from what was decided: forget the
  /// partition.
  void dropped(int partition);

  /// Loads everything that these inputs touch, with one query per table. There may be none: where
  /// all records are poison, and to find out whether the database takes anything at all.
  Batch<I> begin(Connection connection, List<LaneInput<I>> inputs) throws SQLException;

  /// What to do with a record that cannot be decided.
  ///
  /// @param failure what parsing or deciding threw
  PoisonVerdict poison(LogRecord record, Exception failure);

  /// Called between polls, also when there is nothing to read: the place for timers.
  void tick();

  /// One transaction's worth of deciding.
  interface Batch<I> {
    /// Decides one record in memory, without I/O.
    ///
    /// @throws RuntimeException if it cannot be decided: the whole batch is undone and the record
    ///   skipped
    void decide(LaneInput<I> input, LaneOutput output);

    /// Called once per lane after its last record. What follows from a batch as a whole may be for
    /// Redis only: a message for Kafka is named by its record.
    void endOfLane(int partition, LaneOutput output);

    /// Writes what was decided, with one multi-row statement per table.
    void write(LaneWrites writes) throws SQLException;

    /// The transaction is committed: wake who waits in this process.
    void committed();
  }

  /// The fate of a poison record.
  sealed interface PoisonVerdict {
    /// Goes to the dead-letter topic; `answers` are sent in its place.
    record Skip(List<Outgoing> answers) implements PoisonVerdict {
      public Skip {
        answers = List.copyOf(answers);
      }
    }

    /// Money hangs on it: the lane stops and somebody must look.
    record Stop(String reason) implements PoisonVerdict {}
  }
}
