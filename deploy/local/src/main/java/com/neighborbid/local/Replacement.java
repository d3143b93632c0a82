package com.neighborbid.local;

import com.neighborbid.servers.TemporaryFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/// The folder of PostgreSQL's data and, beside it, the one that is to take its place.
///
/// Whatever ends a restore before its time, the data are either all of before or all of after:
/// everything is done in a folder of its own, which gets another name when all is done and then
/// takes the place. As long as there is such a folder nothing starts.
///
/// @param data of PostgreSQL
record Replacement(Path data) {
  static Replacement in(StackOptions options) {
    return new Replacement(options.data().resolve("postgres"));
  }

  /// Where a restore works; it may be there from one that did not end.
  Path restoring() {
    return beside(".restoring");
  }

  /// What has only to take the place.
  private Path restored() {
    return beside(".restored");
  }

  private Path beside(String suffix) {
    return data.resolveSibling(data.getFileName() + suffix);
  }

  /// @throws StackException if a restore was begun and not finished
  void requireNone() {
    for (Path begun : new Path[] {restoring(), restored()}) {
      if (Files.exists(begun)) {
        throw new StackException(
            "A restore of PostgreSQL was not finished: run it again (make restore)."
                + (Files.exists(data)
                    ? " To go on with the data of before instead, delete " + begun
                    : ""));
      }
    }
  }

  /// Forgets what a restore has left that did not end. One that had all but taken the place takes
  /// it: what was not archived of the data of before has been brought back there.
  void begin() {
    if (Files.exists(restored())) {
      var _ = takePlace();
    }
    TemporaryFolders.delete(restoring());
  }

  /// All is done in [#restoring()]: it takes the place.
  ///
  /// @return where the data of before are, if there were any
  Optional<Path> finish() {
    move(restoring(), restored());
    return takePlace();
  }

  private Optional<Path> takePlace() {
    Optional<Path> old = Optional.empty();
    if (Files.exists(data)) {
      old = Optional.of(beside(".before-restore-" + Instant.now().toEpochMilli()));
      move(data, old.get());
    }
    move(restored(), data);
    return old;
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot move " + from + " to " + to, e);
    }
  }
}
