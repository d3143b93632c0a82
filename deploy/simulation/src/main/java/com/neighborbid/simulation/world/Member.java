package com.neighborbid.simulation.world;

import com.neighborbid.common.lane.LaneTurns;
import com.neighborbid.simulation.fault.Crash;
import com.neighborbid.simulation.fault.Fault;
import com.neighborbid.simulation.fault.Io;
import com.neighborbid.simulation.log.SimConsumer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One instance of a service: a process that runs lanes, is killed and started again.
final class Member {
  /// A process as it was started.
  record Started(Io io, SimConsumer consumer, LaneTurns<?> lanes) {}

  /// Starts a process.
  interface Starter {
    Started start(Member member);
  }

  final String name;
  private final Starter starter;
  private final LongSupplier now;
  private @Nullable Started process;
  private boolean busy;
  long aheadMs;

  Member(String name, LongSupplier now, Starter starter) {
    this.name = name;
    this.now = now;
    this.starter = starter;
  }

  /// The clock of its machine.
  Clock clock() {
    return clock(() -> now.getAsLong() + aheadMs);
  }

  /// A clock that shows these milliseconds.
  static Clock clock(LongSupplier ms) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(millis());
      }

      @Override
      public long millis() {
        return ms.getAsLong();
      }
    };
  }

  /// Does nothing where it runs, or is frozen in the middle of a turn.
  void start() {
    if (process == null && !busy) {
      process = starter.start(this);
      process.lanes().subscribe();
    }
  }

  void kill() {
    Started running = process;
    if (running != null && busy) {
      running.io().kill();
    }
    process = null;
  }

  /// Takes a turn, unless it is dead or frozen in the middle of one.
  void turn(Fault fault) {
    Started running = process;
    if (running == null || busy) {
      return;
    }
    busy = true;
    running.io().begin(fault);
    try {
      running.lanes().turn();
    } catch (Crash _) {
      process = null;
    } finally {
      busy = false;
    }
  }

  /// Nothing goes wrong with it any more, and its clock is right.
  void calm() {
    aheadMs = 0;
    if (process != null) {
      process.io().calm();
    }
  }

  void move(int by) {
    if (process != null && !busy) {
      process.consumer().move(by);
    }
  }

  List<String> stopped() {
    return process == null || busy ? List.of() : process.lanes().stopped();
  }
}
