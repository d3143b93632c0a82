package com.neighborbid.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// An archive of the classes one program loads, which halves the CPU its next starts need (CDS).
///
/// The first run writes a draft when it ends. The draft counts only if that end was in order, so
/// that neither a kill nor two runs at once can leave half an archive.
///
/// @param archive what later starts read; it fits one version of the program and of Java
/// @param draft what this run may write
record SharedClasses(Path archive, Path draft) {
  /// @param name of the archive's file, without its ending
  static SharedClasses in(Path folder, String name) {
    String java = Runtime.version().toString().replaceAll("[^0-9A-Za-z.]", "-");
    Path archive = folder.resolve(name + "-" + java + ".jsa");
    String run = ProcessHandle.current().pid() + "-" + System.nanoTime();
    return new SharedClasses(archive, folder.resolve(name + "-" + run + ".draft"));
  }

  /// Whether the next end of the program writes the archive, which takes it some seconds.
  boolean isMissing() {
    return !Files.exists(archive);
  }

  /// What Java must be told.
  List<String> options() {
    return isMissing()
        // Without the second it would name each of the many classes it cannot keep.
        ? List.of("-XX:ArchiveClassesAtExit=" + draft, "-Xlog:cds*=error")
        : List.of("-XX:SharedArchiveFile=" + archive);
  }

  /// To be called when the program has ended: keeps the draft if there is one and the end was in
  /// order.
  void settle(boolean endedInOrder) {
    try {
      if (endedInOrder && isMissing() && Files.exists(draft)) {
        Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep " + archive, e);
    }
  }
}
