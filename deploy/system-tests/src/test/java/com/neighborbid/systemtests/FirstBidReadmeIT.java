package com.neighborbid.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The README's first bid works by copy and paste: its commands are run as they stand there.
@ExtendWith(NeighborBid.Extension.class)
class FirstBidReadmeIT {
  private static final Path README = Path.of("..", "..", "README.md");
  private static final Pattern COMMANDS =
      Pattern.compile("<!-- first-bid -->\\s*```bash\\n(.*?)```", Pattern.DOTALL);

  private final NeighborBid system;

  FirstBidReadmeIT(NeighborBid system) {
    this.system = system;
  }

  @Test
  void theCommandsOfTheReadmeEndWithAHeldBid() throws Exception {
    Matcher commands = COMMANDS.matcher(Files.readString(README));
    assertThat(commands.find()).isTrue();
    String script = commands.group(1).replace("http://localhost:8080", system.gatewayUrl());
    Process bash = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output)
        .contains("\"status\":\"ACCEPTED\"")
        .endsWith("{\"available\":90000,\"held\":10000,\"currency\":\"KRW\"}\n");
    system.auditHolds();
  }
}
