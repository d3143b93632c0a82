package com.neighborbid.simulation.fault;

import com.neighborbid.simulation.fault.Fault.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/// The way of one process to the outside. Counts its steps within a turn, and at one of them lets
/// happen what the turn's [Fault] says.
///
/// A frozen process is a step during which others run: they run *inside* the step, on the same
/// thread. So everything stays in one thread and follows from the seed, while any two processes can
/// meet in any order.
public final class Io {
  private static final Map<Kind, Long> HAPPENED = new EnumMap<>(Kind.class);

  private final Others others;
  private Fault fault = Fault.NONE;
  private int steps;
  private int length;
  private boolean evicted;
  private boolean killed;

  /// A step to the outside.
  @FunctionalInterface
  public interface Step<T, E extends Exception> {
    T run() throws E;
  }

  /// Lets the other processes do things while this one is frozen.
  @FunctionalInterface
  public interface Others {
    /// @param evicted whether they get what this one has
    void run(int count, boolean evicted);
  }

  public Io(Others others) {
    this.others = others;
  }

  /// How often what has gone wrong in this process, over all worlds.
  public static Map<Kind, Long> happened() {
    return Map.copyOf(HAPPENED);
  }

  /// A turn begins. A fault whose step no turn has reached yet waits for one that does: most turns
  /// find nothing to do.
  public void begin(Fault next) {
    fault = fault.kind() == Kind.NONE ? next : fault;
    steps = 0;
  }

  /// Nothing goes wrong any more.
  public void calm() {
    fault = Fault.NONE;
  }

  /// Kills the process while it is frozen: it never wakes up.
  public void kill() {
    killed = true;
  }

  /// Does the step, or what goes wrong with it.
  ///
  /// @param failure what says that it was not done, or that nobody knows
  public <T, E extends Exception> T run(Supplier<E> failure, Step<T, E> step) throws E {
    Fault now = steps++ == fault.at() ? fault : Fault.NONE;
    Kind kind = now.kind();
    if (kind != Kind.NONE) {
      fault = Fault.NONE;
      HAPPENED.merge(kind, 1L, Long::sum);
      length = now.length();
      evicted = now.evicted();
    }
    switch (kind) {
      case FAIL_BEFORE -> throw failure.get();
      case CRASH_BEFORE -> throw new Crash();
      case PAUSE_BEFORE -> freeze();
      case NONE, FAIL_AFTER, CRASH_AFTER, PAUSE_AFTER, SLOW -> {
        // after it, if at all
      }
    }
    T result = step.run();
    switch (kind) {
      case FAIL_AFTER -> throw failure.get();
      case CRASH_AFTER -> throw new Crash();
      case PAUSE_AFTER -> freeze();
      case NONE, FAIL_BEFORE, CRASH_BEFORE, PAUSE_BEFORE, SLOW -> {
        // done
      }
    }
    return result;
  }

  /// Whether the step that comes next is one whose acknowledgement takes long.
  public boolean slowNext() {
    return steps == fault.at() && fault.kind() == Kind.SLOW;
  }

  /// Others go on; this process does nothing, or never anything again.
  public void freeze() {
    others.run(length, evicted);
    if (killed) {
      throw new Crash();
    }
  }
}
