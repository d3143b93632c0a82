package com.neighborbid.servers.fuzz;

import java.util.SplittableRandom;

/// Many attempts, each with random numbers of its own that follow from the seed and its number
/// alone: whichever fails can be repeated without those before it.
///
/// `-Dfuzz.seed=7` takes another seed, `-Dfuzz.times=100` makes a hundred times as many attempts,
/// and `-Dfuzz.only=123` makes only that one.
public final class Fuzz {
  private static final long DEFAULT_SEED = 6;

  private Fuzz() {}

  /// Does something with random input; whatever it throws is a failure.
  @FunctionalInterface
  public interface Attempt {
    void with(SplittableRandom random) throws Throwable;
  }

  /// The seed of this run.
  public static long seed() {
    return Long.getLong("fuzz.seed", DEFAULT_SEED);
  }

  /// @param count of attempts, unless a property says otherwise
  /// @throws AssertionError that says how to repeat the attempt that failed
  public static void attempts(int count, Attempt attempt) {
    Long only = Long.getLong("fuzz.only");
    if (only != null) {
      run(only, attempt);
      return;
    }
    long all = count * Long.getLong("fuzz.times", 1);
    for (long number = 0; number < all; number++) {
      run(number, attempt);
    }
  }

  /// The random numbers of one attempt.
  public static SplittableRandom random(long number) {
    // Mixed once more: neighbouring seeds must not give neighbouring numbers.
    return new SplittableRandom(new SplittableRandom(seed()).nextLong() ^ mixed(number));
  }

  private static long mixed(long number) {
    return new SplittableRandom(number).nextLong();
  }

  // Errors too: a parser that runs out of stack or memory is what is looked for.
  private static void run(long number, Attempt attempt) {
    try {
      attempt.with(random(number));
    } catch (Throwable failure) {
      throw new AssertionError(
          "attempt %d fails; repeat it with -Dfuzz.seed=%d -Dfuzz.only=%d: %s"
              .formatted(number, seed(), number, failure),
          failure);
    }
  }
}
