package com.neighborbid.bench.load;

import org.HdrHistogram.Histogram;

/// What a load saw.
///
/// @param answered bids that got their last word
/// @param seconds from the first bid to the last answer
/// @param lost bids without any answer when waiting was given up
/// @param latencyMicros from the moment a bid was to be sent to its answer
public record LoadResult(
    long answered,
    double seconds,
    long accepted,
    long outbid,
    long refused,
    long failed,
    long lost,
    Histogram latencyMicros) {
  public double perSecond() {
    return answered / seconds;
  }

  /// The share of bids that were refused, which need less work than the others.
  public double refusedShare() {
    return answered == 0 ? 0 : (double) refused / answered;
  }
}
