package com.neighborbid.bench.measure;

import com.neighborbid.bench.viewers.Seen;
import java.util.Map;

/// One measurement of viewers of a room.
///
/// @param row what was measured
/// @param viewers how many looked on
/// @param offered steps of the room
/// @param seconds from the first step until the last viewer had seen the last one
/// @param cpuSeconds by part, while it was measured
/// @param allocated bytes of Java objects that the realtime service has made meanwhile; NaN where
///   it took no part
public record RoomSample(
    String row,
    int viewers,
    long offered,
    Seen seen,
    double seconds,
    Map<String, Double> cpuSeconds,
    double allocated) {
  /// Steps delivered in a second, over all viewers.
  public double perSecond() {
    return seen.updates() / seconds;
  }

  public double milliseconds(double percent) {
    return seen.latencyMicros().getValueAtPercentile(percent) / 1e3;
  }

  /// CPU microseconds of one part for each step that a viewer has seen.
  public double microsPerDelivery(String part) {
    return cpuSeconds.getOrDefault(part, 0.0) / Math.max(1, seen.updates()) * 1e6;
  }

  public double bytesPerDelivery() {
    return allocated / Math.max(1, seen.updates());
  }

  /// Steps that some viewer should have seen and has neither seen nor got a newer state for.
  public long lost() {
    return offered * viewers - seen.updates() - seen.skipped();
  }
}
