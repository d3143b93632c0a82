package com.neighborbid.auction.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A log that was written to a file, one [LogLine] per line.
final class ExportedLog implements LogSource {
  private final Path file;

  ExportedLog(Path file) {
    this.file = file;
  }

  /// Writes the log as it stands to a file.
  ///
  /// @return how many records
  static long write(LogSource log, Path file) throws IOException {
    long[] count = {0};
    try (var writer = Files.newBufferedWriter(file)) {
      log.read(
          log.ends(),
          line -> {
            try {
              writer.write(line.toJson());
              writer.write('\n');
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            count[0]++;
          });
    }
    return count[0];
  }

  @Override
  public Map<Integer, Long> ends() {
    Map<Integer, Long> ends = new TreeMap<>();
    each(line -> ends.merge(line.partition(), line.offset() + 1, Math::max));
    return ends;
  }

  @Override
  public void read(Map<Integer, Long> limits, Consumer<LogLine> reader) {
    Map<Integer, Long> next = new HashMap<>();
    each(
        line -> {
          Long limit = limits.get(line.partition());
          if (limit == null || line.offset() >= limit) {
            return;
          }
          // Nothing compacts this log and nobody writes to it in transactions: no gap is right.
          long expected = next.getOrDefault(line.partition(), 0L);
          if (line.offset() != expected) {
            throw new LogIncompleteException(
                "%s: record %d of partition %d follows record %d"
                    .formatted(file, line.offset(), line.partition(), expected - 1));
          }
          next.put(line.partition(), expected + 1);
          reader.accept(line);
        });
  }

  private void each(Consumer<LogLine> reader) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          reader.accept(LogLine.parse(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
