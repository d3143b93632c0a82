package com.neighborbid.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process has in memory, as the kernel counts it.
public final class Memory {
  private static final String PEAK = "VmHWM:";
  private static final long KB_PER_MB = 1024;

  private Memory() {}

  /// The most a process has had in memory since it began, in MB, shared pages included.
  public static long peakMb(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
              .filter(line -> line.startsWith(PEAK))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no " + PEAK + " of " + pid))
          / KB_PER_MB;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
