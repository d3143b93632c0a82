package com.neighborbid.bench.measure;

import com.neighborbid.bench.load.ReadResult;
import java.util.Map;

/// One measurement of readers.
///
/// @param row what was measured
/// @param inFlight requests under way at the same time
/// @param cpuSeconds by part, while it was measured
/// @param copies that were read for it
public record ReadSample(
    String row, int inFlight, ReadResult result, Map<String, Double> cpuSeconds, CopyReads copies) {
  /// CPU microseconds of one part for each answer.
  public double micros(String part) {
    return cpuSeconds.getOrDefault(part, 0.0) / Math.max(1, result.answered()) * 1e6;
  }

  /// CPU microseconds of the whole for each answer, the driver included.
  public double allMicros() {
    return cpuSeconds.keySet().stream()
        .filter(part -> !part.equals(Cpu.OTHERS))
        .mapToDouble(this::micros)
        .sum();
  }
}
