package com.neighborbid.common.lane;

import java.time.Duration;

/// How a lane thread waits, and measures how long it has waited. Nothing is ever decided by it:
/// what counts is the log's time.
interface LaneTime {
  /// The machine's own.
  LaneTime SYSTEM =
      new LaneTime() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration length) throws InterruptedException {
          Thread.sleep(length);
        }
      };

  /// A moment in nanoseconds; only differences mean anything.
  long nanos();

  void sleep(Duration length) throws InterruptedException;
}
