package com.neighborbid.bench.report;

/// What is aimed at, as ratios to the reference of the same run.
final class Goals {
  private static final double HOT = 5;
  private static final double MANY = 2;
  private static final double ENGINE = 15;

  /// Milliseconds at 1,000 bids per second over 100 auctions.
  static final double MEDIAN_MS = 20;

  static final double P99_MS = 100;

  private Goals() {}

  /// The ratio a row should reach; NaN where none is set.
  static double ratio(String row) {
    if (row.startsWith("hot-")) {
      return HOT;
    }
    if (row.startsWith("many-")) {
      return MANY;
    }
    return row.equals("engine-hot") || row.equals("engine-many") ? ENGINE : Double.NaN;
  }
}
