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

  private static String run(Path jar, Target target) throws IOException, InterruptedException {
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
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return text.lines()
            .filter(line -> !line.startsWith("Auditing "))
            .reduce("", (all, line) -> all + line + "\n")
        + "The audit ended with "
        + code
        + (code == 0 ? ": everything holds.\n" : ".\n");
  }
}
