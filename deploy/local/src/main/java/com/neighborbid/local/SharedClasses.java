package com.neighborbid.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// What one program's runs leave for its next starts, in one of two kinds of file.
///
/// A training run, see [Training], leaves an AOT cache: classes loaded and linked, and which
/// methods are hot. It takes half a minute of CPU to write. Where there is none, any first run
/// leaves an archive of its classes (CDS), which is written in seconds and saves less.
///
/// A run writes a draft when it ends. The draft counts only if that end was in order, so that
/// neither a kill nor two runs at once can leave half a file.
///
/// @param cache what a training run leaves; it fits one version of the program and of Java
/// @param archive what any other first run leaves
/// @param draft what this run may write
/// @param training whether this run is there to leave the cache
record SharedClasses(Path cache, Path archive, Path draft, boolean training) {
  /// @param name of the files, without their endings
  static SharedClasses in(Path folder, String name, boolean training) {
    String java = Runtime.version().toString().replaceAll("[^0-9A-Za-z.]", "-");
    String run = ProcessHandle.current().pid() + "-" + System.nanoTime();
    return new SharedClasses(
        folder.resolve(name + "-" + java + ".aot"),
        folder.resolve(name + "-" + java + ".jsa"),
        folder.resolve(name + "-" + run + ".draft"),
        training);
  }

  /// Whether the end of this run writes a file, which takes it some time.
  boolean isWriting() {
    return !Files.exists(cache) && (training || !Files.exists(archive));
  }

  /// Whether a training run has left its cache.
  boolean isTrained() {
    return Files.exists(cache);
  }

  /// Forgets what training has left: it may be that of half a run.
  void untrain() {
    try {
      Files.deleteIfExists(cache);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + cache, e);
    }
  }

  /// What Java must be told.
  List<String> options() {
    if (Files.exists(cache)) {
      return List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off");
    }
    if (training) {
      return List.of("-XX:AOTCacheOutput=" + draft, "-Xlog:aot*=error", "-Xlog:cds*=error");
    }
    return Files.exists(archive)
        ? List.of("-XX:SharedArchiveFile=" + archive)
        // Without the second it would name each of the many classes it cannot keep.
        : List.of("-XX:ArchiveClassesAtExit=" + draft, "-Xlog:cds*=error");
  }

  /// To be called when the program has ended: keeps the draft if there is one and the end was in
  /// order.
  void settle(boolean endedInOrder) {
    try {
      if (endedInOrder && isWriting() && Files.exists(draft)) {
        Files.move(draft, training ? cache : archive, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep " + (training ? cache : archive), e);
    }
  }
}
