package com.neighborbid.servers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs of the system and the running Java.
final class Programs {
  private Programs() {}

  /// The program of this name on the search path.
  static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// The `java` that runs this code.
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// All class path entries of this JVM, also where it was started through a jar that only lists
  /// them, as test runners do.
  static String classPath() {
    return Stream.of("surefire.test.class.path", "java.class.path")
        .map(System::getProperty)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .orElseThrow(() -> new ServerException("this JVM has no class path"));
  }
}
