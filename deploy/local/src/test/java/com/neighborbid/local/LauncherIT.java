package com.neighborbid.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.Ports;
import com.neighborbid.servers.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Process> launchers = new ArrayList<>();
  private final List<ProcessHandle> parts = new ArrayList<>();

  @BeforeEach
  void buildStandIns() throws IOException {
    StandIn.builtTree(home);
    Iterator<Integer> free = Ports.free(Part.values().length).iterator();
    for (Part part : Part.values()) {
      environment.put(part.variable(), "" + free.next());
    }
    environment.put("NB_DEMO_DATA", "off");
  }

  @AfterEach
  void leaveNothingBehind() throws Exception {
    for (Process launcher : launchers) {
      launcher.destroy();
      if (!launcher.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        launcher.destroyForcibly();
      }
    }
    parts.forEach(ProcessHandle::destroyForcibly);
  }

  /// One start serves three facts, because a start takes its time.
  @Test
  void guardsItsDataStartsAgainWhatEndsAndStopsAllAtSigterm() throws Exception {
    Process launcher = launch("first.txt");
    awaitReady("first.txt");
    parts.addAll(launcher.descendants().toList());
    assertThat(parts).hasSizeGreaterThanOrEqualTo(8);

    Process second = launch("second.txt");
    assertThat(second.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(said("second.txt")).contains("already runs").contains("NB_DATA_DIR");
    assertThat(parts).allMatch(ProcessHandle::isAlive);

    kill("run/wallet.pid");
    kill("kafka.pid");
    assertThat(Waiting.until(LIMIT, () -> said("first.txt").contains("wallet has ended"))).isTrue();
    for (String part : List.of("wallet", "kafka")) {
      assertThat(
              Waiting.until(
                  LIMIT,
                  () ->
                      said("first.txt").matches("(?s).*" + part + " +ready in [0-9. s]+ again.*")))
          .as(() -> said("first.txt"))
          .isTrue();
    }
    assertThat(launcher.descendants().filter(ProcessHandle::isAlive).count())
        .isGreaterThanOrEqualTo(8);
    parts.addAll(launcher.descendants().toList());

    launcher.destroy();
    assertThat(launcher.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(launcher.exitValue()).isZero();
    assertThat(parts).noneMatch(ProcessHandle::isAlive);
    assertThat(said("first.txt"))
        .contains("NeighborBid is ready")
        .contains("http://localhost:" + environment.get("NB_GATEWAY_PORT"))
        .contains("NeighborBid has stopped");
    assertThat(home.resolve(".local/postgres/PG_VERSION")).exists();
    assertThat(home.resolve(".local/logs/auction.log")).isNotEmptyFile();
  }

  @Test
  void aKilledLauncherLeavesNothingThatDisturbsTheNext() throws Exception {
    Process killed = launch("first.txt");
    awaitReady("first.txt");
    parts.addAll(killed.descendants().toList());
    killed.destroyForcibly().waitFor();
    assertThat(parts).anyMatch(ProcessHandle::isAlive);

    launch("second.txt");

    awaitReady("second.txt");
    assertThat(parts).noneMatch(ProcessHandle::isAlive);
  }

  private void kill(String pidFile) throws IOException {
    String pid = Files.readAllLines(home.resolve(".local").resolve(pidFile)).getFirst();
    assertThat(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly()).isTrue();
  }

  private Process launch(String output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Launcher.class.getName());
    builder.environment().putAll(environment);
    Process launcher =
        builder
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve(output).toFile())
            .start();
    launchers.add(launcher);
    return launcher;
  }

  private void awaitReady(String output) {
    assertThat(Waiting.until(LIMIT, () -> said(output).contains("Ctrl-C stops everything")))
        .as(() -> said(output))
        .isTrue();
  }

  private String said(String output) {
    try {
      return Files.readString(home.resolve(output));
    } catch (IOException e) {
      return "";
    }
  }
}
