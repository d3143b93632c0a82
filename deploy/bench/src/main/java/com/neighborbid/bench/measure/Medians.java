package com.neighborbid.bench.measure;

import java.util.Arrays;
import java.util.Collection;

/// Arithmetic over the rounds of a run.
public final class Medians {
  private Medians() {}

  /// The middle value; the mean of the two middle ones of an even number; NaN of nothing.
  public static double of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// The median over rounds of ours divided by the reference of the same round, because a noisy
  /// machine is noisy for both; where the rounds do not pair up, the median divided by the median.
  public static double ratio(double[] ours, double[] reference) {
    if (ours.length == 0 || reference.length == 0) {
      return Double.NaN;
    }
    if (ours.length != reference.length) {
      return of(boxed(ours)) / of(boxed(reference));
    }
    double[] ratios = new double[ours.length];
    Arrays.setAll(ratios, round -> ours[round] / reference[round]);
    return of(boxed(ratios));
  }

  private static Collection<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
