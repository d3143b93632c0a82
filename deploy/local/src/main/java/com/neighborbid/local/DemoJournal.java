package com.neighborbid.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// What of the demo data is loaded, so that a start that was cut short goes on instead of opening
/// the same auction twice.
final class DemoJournal {
  private static final String COMPLETE = "complete";
  private static final String PICTURED = "pictured";

  private final Path file;
  private final Properties entries = new Properties();

  private DemoJournal(Path file) {
    this.file = file;
  }

  static DemoJournal open(Path data) {
    DemoJournal journal = new DemoJournal(data.resolve("demo-data.properties"));
    if (Files.exists(journal.file)) {
      try (var in = Files.newBufferedReader(journal.file)) {
        journal.entries.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + journal.file, e);
      }
    }
    return journal;
  }

  boolean isComplete() {
    return entries.containsKey(COMPLETE);
  }

  void complete() {
    put(COMPLETE, "yes");
  }

  boolean isPictured() {
    return entries.containsKey(PICTURED);
  }

  void pictured() {
    put(PICTURED, "yes");
  }

  boolean isPictured(int number) {
    return entries.containsKey(PICTURED + "." + number);
  }

  void pictured(int number) {
    put(PICTURED + "." + number, "yes");
  }

  Optional<Long> auction(int number) {
    return Optional.ofNullable(entries.getProperty("auction." + number)).map(Long::valueOf);
  }

  void opened(int number, long auctionId) {
    put("auction." + number, Long.toString(auctionId));
  }

  private void put(String key, String value) {
    entries.setProperty(key, value);
    try (var out = Files.newBufferedWriter(file)) {
      entries.store(out, "the demo data loaded so far");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
