package com.neighborbid.simulation.fault;

/// What goes wrong in one turn of a process.
///
/// @param at which of the turn's steps to the outside, from 0; one that is not reached changes
///   nothing
/// @param length of a pause: how much the others do meanwhile
/// @param evicted whether a frozen process loses what it has to the others
public record Fault(int at, Kind kind, int length, boolean evicted) {
  public static final Fault NONE = new Fault(-1, Kind.NONE, 0, false);

  /// Kinds of what can go wrong.
  public enum Kind {
    NONE,
    /// Not done, and says so.
    FAIL_BEFORE,
    /// Done, and says that it failed: the answer was lost.
    FAIL_AFTER,
    /// The process is killed, and it was not done.
    CRASH_BEFORE,
    /// The process is killed, and it was done.
    CRASH_AFTER,
    /// The process freezes and wakes up later, and does it then.
    PAUSE_BEFORE,
    /// Done, then the process freezes and wakes up later.
    PAUSE_AFTER,
    /// Done, but the acknowledgement of a message takes long, and its sender asks in between
    /// whether to go on.
    SLOW
  }

  @Override
  public String toString() {
    return kind == Kind.NONE
        ? "nothing"
        : kind + " at " + at + " for " + length + (evicted ? " evicted" : "");
  }
}
