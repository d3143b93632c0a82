package com.neighborbid.bench.report;

/// What is aimed at, as ratios to the reference of the same run.
public final class Goals {
  private static final double HOT = 5;
  private static final double MANY = 2;
  private static final double ENGINE = 15;

  /// Milliseconds at 1,000 bids per second over 100 auctions.
  static final double MEDIAN_MS = 20;

  static final double P99_MS = 100;

  /// Deliveries to a room beside those of a bare room.
  static final double SATURATION = 1.5;

  /// Deliveries through the gateway beside those without it, and latency likewise.
  static final double GATEWAY = 0.6;

  static final double GATEWAY_TIMES = 2;

  /// A viewer may see a bid so much later than in a bare room.
  static final double VIEWERS_MORE_MS = 10;

  static final double VIEWERS_P99_TIMES = 1.5;
  static final double CROWD_P99_MS = 200;

  /// Answers to readers beside those of a proxy with one static answer.
  static final double READS = 0.5;

  /// Milliseconds at full load.
  static final double READS_MEAN_MS = 100;

  static final double READS_P95_MS = 200;
  static final double READS_P99_MS = 500;

  /// Milliseconds of a filtered page among a million auctions.
  static final double BROWSE_P95_MS = 50;

  /// Kilobytes of process memory of an idle connection.
  public static final double IDLE_KB = 15;

  /// Until everybody is back and served.
  public static final double STORM_SECONDS = 10;

  private Goals() {}

  /// As it is told in a sentence.
  public static String met(boolean met) {
    return met ? "met" : "not met";
  }

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
