package com.neighborbid.bench;

import com.neighborbid.bench.stack.Target;
import com.neighborbid.local.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Asks the audit what the load has left behind. It runs as a process of its own, because it reads
/// every bid into memory.
final class Audits {
  private static final Path FOLDER = Path.of("deploy/system-tests/target");

  private static final int NOT_MADE = 2;
  private static final int ATTEMPTS = 3;

  private Audits() {}

  /// The audit's own words, or why there are none.
  static String of(Target target) throws IOException, InterruptedException {
    Path jar;
    try (Stream<Path> files = Files.list(FOLDER)) {
      jar =
          files
              .filter(file -> file.getFileName().toString().matches("system-tests-[0-9].*\\.jar"))
              .findFirst()
              .orElse(null);
    } catch (IOException e) {
      return "The audit is not built: " + e.getMessage();
    }
    if (jar == null) {
      return "The audit is not built: no jar in " + FOLDER;
    }
    return run(jar, target);
  }

  /// On a busy machine a long log may not be read in time; that says nothing about what is in it.
  private static String run(Path jar, Target target) throws IOException, InterruptedException {
    String text = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Process process = start(jar, target);
      text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      text += "The audit ended with " + code + (code == 0 ? ": everything holds.\n" : ".\n");
      if (code != NOT_MADE) {
        break;
      }
    }
    return text;
  }

  private static Process start(Path jar, Target target) throws IOException {
    ProcessBuilder audit =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx3g",
                    "-XX:+UseSerialGC",
                    "-jar",
                    jar.toString()))
            .redirectErrorStream(true);
    audit
        .environment()
        .putAll(
            Map.of(
                Part.POSTGRES.variable(),
                "" + target.port(Part.POSTGRES),
                "NB_KAFKA",
                target.kafka()));
    Process process = audit.start();
    process.getOutputStream().close();
    return process;
  }
}
