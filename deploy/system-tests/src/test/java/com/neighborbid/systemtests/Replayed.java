package com.neighborbid.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.local.StackOptions;
import com.neighborbid.systemtests.tool.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a tool of this repository said, run as a process of its own: `make replay`, `make
/// export-log` or the public verifier.
///
/// @param code 0 equal, 1 different, 2 could not run
record Replayed(int code, String text) {
  /// Replays against a database of the auction service, or a copy of one.
  static Replayed against(NeighborBid system, String jdbcUrl, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", jar().toString(), "--replay"));
    command.addAll(List.of(arguments));
    return run(system, jdbcUrl, command);
  }

  /// Writes the log to a file.
  static Replayed export(NeighborBid system, Path file) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return run(
        system,
        system.stack().jdbcUrl("auction"),
        List.of(java, "-jar", jar().toString(), "--export-log=" + file));
  }

  /// The log gives what the database says.
  static void equal(NeighborBid system) throws Exception {
    Replayed replayed = against(system, system.stack().jdbcUrl("auction"));
    assertThat(replayed.code()).as(replayed.text()).isZero();
    assertThat(replayed.text()).contains("The database equals the log");
  }

  private static Replayed run(NeighborBid system, String jdbcUrl, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(Map.of("NB_DB_URL", jdbcUrl, "NB_KAFKA", system.stack().kafka().bootstrap()));
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Replayed(process.waitFor(), text);
  }

  /// Asks the verifier that anybody can run whether the public record of an auction is sound.
  static Replayed verifyLedger(NeighborBid system, long auctionId, String seen)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String verifier = home().resolve("docs/examples/VerifyLedger.java").toString();
    String address = system.stack().gatewayUrl().toString();
    return run(
        system,
        system.stack().jdbcUrl("auction"),
        List.of(java, verifier, address, "" + auctionId, seen));
  }

  private static Path jar() throws IOException {
    return Tool.jar(home().resolve("auction-service/target"), "auction-service")
        .orElseThrow(() -> new IOException("the auction service is not packaged"));
  }

  private static Path home() {
    return StackOptions.findHome();
  }
}
