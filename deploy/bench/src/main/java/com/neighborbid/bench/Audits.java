package com.neighborbid.bench;

import com.neighborbid.bench.stack.Target;
import com.neighborbid.local.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks the audit and the replay what the load has left behind. They run as processes of their own,
/// because they read every bid into memory.
final class Audits {
  private static final int NOT_MADE = 2;
  private static final int ATTEMPTS = 3;

  private final Target target;

  private Audits(Target target) {
    this.target = target;
  }

  /// Their own words, or why there are none.
  static String of(Target target) throws IOException, InterruptedException {
    Audits audits = new Audits(target);
    return audits.ask("audit", "deploy/system-tests/target", "system-tests")
        + audits.ask("replay", "auction-service/target", "auction-service", "--replay");
  }

  private String ask(String name, String folder, String module, String... arguments)
      throws IOException, InterruptedException {
    Optional<Path> jar = jar(Path.of(folder), module);
    return jar.isEmpty()
        ? "The %s is not built: no jar in %s%n".formatted(name, folder)
        : run(name, jar.get(), arguments);
  }

  private static Optional<Path> jar(Path folder, String module) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(module + "-[0-9].*\\.jar"))
          .findFirst();
    }
  }

  /// On a busy machine a long log may not be read in time; that says nothing about what is in it.
  private String run(String name, Path jar, String... arguments)
      throws IOException, InterruptedException {
    String text = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Process process = start(jar, arguments);
      text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      text += "The %s ended with %d%s%n".formatted(name, code, code == 0 ? ", all is well." : ".");
      if (code != NOT_MADE) {
        break;
      }
    }
    return text;
  }

  private Process start(Path jar, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx3g", "-XX:+UseSerialGC", "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                Part.POSTGRES.variable(),
                "" + target.port(Part.POSTGRES),
                "NB_KAFKA",
                target.kafka()));
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }
}
