package com.neighborbid.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedClassesTest {
  @TempDir Path folder;

  @Test
  void theFirstRunThatEndsInOrderLeavesTheArchive() throws IOException {
    SharedClasses first = SharedClasses.in(folder, "classes");
    assertThat(first.options()).contains("-XX:ArchiveClassesAtExit=" + first.draft());
    Files.writeString(first.draft(), "all");

    first.settle(true);

    SharedClasses second = SharedClasses.in(folder, "classes");
    assertThat(second.isMissing()).isFalse();
    assertThat(second.options()).containsExactly("-XX:SharedArchiveFile=" + first.archive());
    assertThat(first.draft()).doesNotExist();
  }

  @Test
  void whatAKilledRunWroteIsForgotten() throws IOException {
    SharedClasses killed = SharedClasses.in(folder, "classes");
    Files.writeString(killed.draft(), "half");

    killed.settle(false);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void ofTwoRunsAtOnceTheFirstToEndWins() throws IOException {
    SharedClasses one = SharedClasses.in(folder, "classes");
    SharedClasses other = SharedClasses.in(folder, "classes");
    Files.writeString(one.draft(), "one");
    Files.writeString(other.draft(), "other");

    one.settle(true);
    other.settle(true);

    assertThat(one.archive()).hasContent("one");
    assertThat(other.draft()).doesNotExist();
  }

  @Test
  void aRunWithoutADraftLeavesNothing() {
    SharedClasses.in(folder, "classes").settle(true);
    assertThat(folder).isEmptyDirectory();
  }
}
