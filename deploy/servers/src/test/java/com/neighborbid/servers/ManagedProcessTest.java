package com.neighborbid.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.ProcessSpec.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {
  private static final String MARKER = "86399";
  @TempDir private Path folder;
  private ManagedProcess process;

  @BeforeEach
  void sleeps() {
    process =
        new ManagedProcess(
            new ProcessSpec(
                "sleep",
                List.of("sleep", MARKER),
                Map.of(),
                folder.resolve("log"),
                folder.resolve("pid"),
                MARKER,
                Signal.TERM));
  }

  @AfterEach
  void ends() {
    process.kill();
  }

  /// The kernel has forgotten a process a moment before its `Process` says so.
  @Test
  void whatWasKilledOrStoppedMayStartAtOnce() {
    for (int i = 0; i < 50; i++) {
      process.start();
      process.kill();
      assertThat(process.isAlive()).isFalse();
      process.start();
      assertThat(process.isAlive()).isTrue();
      assertThat(process.stop(Duration.ofSeconds(5))).isTrue();
      assertThat(process.isAlive()).isFalse();
    }
  }
}
