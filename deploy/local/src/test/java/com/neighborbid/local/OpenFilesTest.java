package com.neighborbid.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
  private static final List<String> HARD_LIMIT = List.of("sh", "-c", "ulimit -H -n");

  @Test
  void neverLowersTheLimit() throws Exception {
    assertThat(output(OpenFiles.raised(64, HARD_LIMIT))).isEqualTo(output(HARD_LIMIT));
  }

  @Test
  void runsTheCommandWhereTheLimitCannotBeRaised() throws Exception {
    int beyondAnySystem = Integer.MAX_VALUE;

    assertThat(output(OpenFiles.raised(beyondAnySystem, List.of("echo", "two words", "$HOME"))))
        .isEqualTo("two words $HOME");
  }

  @Test
  void becomesTheCommand() throws Exception {
    Process process =
        new ProcessBuilder(OpenFiles.raised(64, List.of("sh", "-c", "echo $$"))).start();

    assertThat(text(process)).isEqualTo("" + process.pid());
  }

  private static String output(List<String> command) throws Exception {
    return text(new ProcessBuilder(command).start());
  }

  private static String text(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text.strip();
  }
}
