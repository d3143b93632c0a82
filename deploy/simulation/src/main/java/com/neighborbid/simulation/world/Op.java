package com.neighborbid.simulation.world;

import com.neighborbid.simulation.fault.Fault;
import java.nio.charset.StandardCharsets;

/// One thing that happens. A run is a list of them, so that a failing one can be shortened: what is
/// impossible at its turn does nothing.
public sealed interface Op {
  /// A member takes a turn, in which something may go wrong.
  record Turn(int member, Fault fault) implements Op {}

  /// A record is appended from outside.
  ///
  /// @param id of the request
  @SuppressWarnings("ArrayRecordComponent") // appended, never compared
  record Append(String topic, long key, String type, String id, byte[] value, Fault.Kind fault)
      implements Op {
    @Override
    public String toString() {
      String text = new String(value, StandardCharsets.UTF_8);
      return "Append[" + topic + " " + key + " " + type + " " + fault + " " + text + "]";
    }
  }

  /// A record of before is appended once more.
  ///
  /// @param back which, counted from the last
  record Repeat(int back) implements Op {}

  /// Time passes.
  record Pass(long ms) implements Op {}

  /// A clock is set.
  ///
  /// @param clock of which member; [World#BROKER] for the broker's, [World#SENDERS] for that of who
  ///   sends from outside
  /// @param aheadMs of the true time
  record SetClock(int clock, long aheadMs) implements Op {}

  /// A group shares its partitions out anew.
  record Rebalance(boolean auctions, long seed) implements Op {}

  record Kill(int member) implements Op {}

  record Start(int member) implements Op {}

  /// A member's position moves: back, so that records come again, or ahead, so that some are
  /// missing.
  record Move(int member, int by) implements Op {}

  /// A partition delivers nothing, until it does again.
  record Block(boolean auctions, int partition, boolean blocked) implements Op {}
}
