package com.neighborbid.systemtests.tool;

import com.neighborbid.systemtests.audit.AuditTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs an executable jar of a built tree and takes down what it says.
public final class Tool {
  private static final int COULD_NOT_RUN = 2;

  /// A history can be long. Where memory does not do, it ends with 3, which says nothing of what it
  /// looked at.
  private static final List<String> HEAP =
      List.of("-XX:MaxRAMPercentage=40", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

  /// What a tool said.
  ///
  /// @param code 0 all is well, 1 something differs, anything else it could not look
  public record Said(int code, String text) {}

  private Tool() {}

  /// Derives every auction from the log again and compares with the rows.
  ///
  /// @param home of the built tree
  /// @throws InterruptedException if interrupted
  public static Said replay(Path home, AuditTarget target) throws InterruptedException {
    return run(
        home.resolve("auction-service/target"),
        "auction-service",
        Map.of(
            "NB_DB_URL", target.auctionUrl(),
            "NB_DB_USER", target.user(),
            "NB_DB_PASSWORD", target.password(),
            "NB_KAFKA", target.kafka()),
        "--replay");
  }

  /// Runs the jar of a module.
  ///
  /// @param folder where the jar is
  /// @throws InterruptedException if interrupted
  public static Said run(
      Path folder, String module, Map<String, String> environment, String... arguments)
      throws InterruptedException {
    Optional<Path> jar = jar(folder, module);
    if (jar.isEmpty()) {
      return new Said(COULD_NOT_RUN, "There is no jar of %s in %s%n".formatted(module, folder));
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(HEAP);
    command.addAll(List.of("-jar", jar.get().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + module, e);
    }
  }

  /// The jar of a module in a folder.
  public static Optional<Path> jar(Path folder, String module) {
    try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
      return files
          .filter(file -> file.getFileName().toString().matches(module + "-[0-9].*\\.jar"))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + folder, e);
    }
  }
}
