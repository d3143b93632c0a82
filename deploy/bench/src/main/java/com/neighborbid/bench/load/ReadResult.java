package com.neighborbid.bench.load;

import org.HdrHistogram.Histogram;

/// What readers saw.
///
/// @param failed answers with another status than 200, and connections that broke
/// @param bytes of all answers' bodies
/// @param seconds from the first request to the last answer
/// @param latencyMicros of the others, from the request to its last byte
public record ReadResult(long failed, long bytes, double seconds, Histogram latencyMicros) {
  /// Requests that were answered as they should.
  public long answered() {
    return latencyMicros.getTotalCount();
  }

  public double perSecond() {
    return answered() / seconds;
  }

  public double milliseconds(double percent) {
    return latencyMicros.getValueAtPercentile(percent) / 1e3;
  }

  public double meanMilliseconds() {
    return latencyMicros.getMean() / 1e3;
  }

  /// Of an answer's body, on average.
  public double bytesEach() {
    return (double) bytes / Math.max(1, answered());
  }
}
