package com.neighborbid.servers;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Bounded waiting for a condition outside of this process, which can only be asked for again.
public final class Waiting {
  private static final long PAUSE_MS = 25;

  private Waiting() {}

  /// Asks `condition` until it is true or `limit` is over; answers whether it became true.
  public static boolean until(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      try {
        Thread.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerException("interrupted while waiting", e);
      }
    }
    return true;
  }
}
