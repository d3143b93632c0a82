package com.neighborbid.bench.measure;

/// Copies that auction-service has read, by where they came from. A list and each auction it shows
/// are copies of their own.
///
/// @param near in the process
/// @param far in Redis
/// @param database loaded
public record CopyReads(double near, double far, double database) {
  public static final CopyReads NONE = new CopyReads(0, 0, 0);

  public CopyReads minus(CopyReads before) {
    return new CopyReads(near - before.near, far - before.far, database - before.database);
  }

  /// The share that the database had nothing to do with; NaN where nothing was read.
  public double hitRate() {
    return (near + far) / (near + far + database);
  }
}
