package com.neighborbid.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Remembers which process runs with a data directory, beyond the life of the one who started it.
///
/// A pid alone proves nothing, the system gives it to somebody else one day. So the file also holds
/// when the process began and a word of its command line, and both must agree.
record PidFile(Path path, String marker) {
  // The system derives start times from its boot time, which moves a little with the clock.
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  void write(ProcessHandle process) {
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.write(path, List.of(Long.toString(process.pid()), Long.toString(start)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }

  /// The process this file speaks of, if it is still running and still the same one.
  Optional<ProcessHandle> running() {
    List<String> lines;
    try {
      lines = Files.exists(path) ? Files.readAllLines(path) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
    if (lines.size() < 2 || !lines.stream().allMatch(line -> line.matches("\\d{1,18}"))) {
      return Optional.empty();
    }
    Instant start = Instant.ofEpochMilli(Long.parseLong(lines.get(1)));
    return ProcessHandle.of(Long.parseLong(lines.get(0)))
        .filter(ProcessHandle::isAlive)
        .filter(process -> startedAt(process, start))
        .filter(this::commandMatches);
  }

  private static boolean startedAt(ProcessHandle process, Instant start) {
    return process
        .info()
        .startInstant()
        .map(actual -> Duration.between(start, actual).abs().compareTo(START_TOLERANCE) < 0)
        .orElse(false);
  }

  private boolean commandMatches(ProcessHandle process) {
    // Some systems hide the command line: then the start time has to do.
    return process.info().commandLine().map(line -> line.contains(marker)).orElse(true);
  }
}
