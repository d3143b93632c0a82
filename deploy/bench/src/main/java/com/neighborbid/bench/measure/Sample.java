package com.neighborbid.bench.measure;

import com.neighborbid.bench.load.LoadResult;
import java.util.Map;

/// One measurement of one row.
///
/// @param row what was measured
/// @param cpuSeconds by part, while it was measured
public record Sample(String row, LoadResult load, Map<String, Double> cpuSeconds) {}
