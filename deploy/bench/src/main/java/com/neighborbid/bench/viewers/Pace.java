package com.neighborbid.bench.viewers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// The ways in which a room is kept busy while viewers look on.
public final class Pace {
  private static final Duration LAST_LIMIT = Duration.ofSeconds(20);
  private static final long LOOK_NANOS = 100_000;

  private Pace() {}

  /// What was offered.
  ///
  /// @param steps of the room
  /// @param seconds from the first until everybody had seen the last, or waiting was given up
  public record Run(long steps, double seconds) {}

  /// As fast as the room delivers: so many steps are always on their way.
  public static Run full(Viewers viewers, Steps steps, int window, double seconds) {
    long began = System.nanoTime();
    long end = began + (long) (seconds * 1e9);
    long offered = 0;
    while (System.nanoTime() < end) {
      int room = (int) (viewers.passed() / viewers.count() + window - offered);
      if (room > 0) {
        steps.offer(room);
        offered += room;
      } else {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
    return last(viewers, offered, began);
  }

  /// At a fixed rate, whether the room keeps up or not.
  public static Run fixed(Viewers viewers, Steps steps, double perSecond, double seconds) {
    long began = System.nanoTime();
    long total = (long) (perSecond * seconds);
    long offered = 0;
    while (offered < total) {
      long due = Math.min(total, (long) ((System.nanoTime() - began) / 1e9 * perSecond));
      if (due > offered) {
        steps.offer((int) (due - offered));
        offered = due;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return last(viewers, offered, began);
  }

  static Run last(Viewers viewers, long offered, long began) {
    var _ = viewers.await(offered * viewers.count(), LAST_LIMIT);
    return new Run(offered, (System.nanoTime() - began) / 1e9);
  }
}
