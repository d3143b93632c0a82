package com.neighborbid.bench.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxTest {
  @TempDir Path folder;

  @Test
  void isFoundWhereThePathSays() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path program = Files.createFile(Files.createDirectory(folder.resolve("bin")).resolve("nginx"));
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(Nginx.program(other + File.pathSeparator + program.getParent())).contains(program);
  }

  @Test
  void isAProxyToItselfThatKeepsConnections() {
    String configuration = Nginx.configuration(8_001, 8_002);

    assertThat(configuration)
        .contains("listen 127.0.0.1:8001;", "listen 127.0.0.1:8002;", "server 127.0.0.1:8002;")
        .contains("return 200 '" + Reference.ANSWER + "';");
    assertThat(Reference.ANSWER).hasSize(1_024).doesNotContain("'", "$");
  }
}
