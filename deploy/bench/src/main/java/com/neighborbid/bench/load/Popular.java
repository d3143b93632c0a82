package com.neighborbid.bench.load;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/// Which of so many things is asked for next, as people do: the second half as often as the first,
/// the third a third as often, and so on. The same sequence each time.
public final class Popular implements IntSupplier {
  private final double[] upTo;
  private final SplittableRandom random;

  /// @param count of things, at least 1; they are numbered from 0, the most popular first
  public Popular(int count, long seed) {
    this.upTo = new double[count];
    this.random = new SplittableRandom(seed);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 1.0 / (i + 1);
      upTo[i] = sum;
    }
  }

  @Override
  public int getAsInt() {
    return at(random.nextDouble());
  }

  /// Which one is at a share of all that is asked.
  ///
  /// @param share from 0 to below 1
  int at(double share) {
    int found = Arrays.binarySearch(upTo, share * upTo[upTo.length - 1]);
    // What is exactly at the end of one begins the next.
    return Math.min(upTo.length - 1, found < 0 ? -found - 1 : found + 1);
  }
}
