package com.neighborbid.wallet.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/// Waits for conditions instead of for time.
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final long LOOK_EVERY_MS = 20;

  private Eventually() {}

  /// The first value that is as wanted.
  public static <T> T get(Callable<T> value, Predicate<T> wanted) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    T last = null;
    try {
      do {
        last = value.call();
        if (wanted.test(last)) {
          return last;
        }
        Thread.sleep(LOOK_EVERY_MS);
      } while (System.nanoTime() < deadline);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("still " + last + " after " + LIMIT);
  }

  public static void isTrue(Callable<Boolean> condition) {
    get(condition, value -> value);
  }
}
