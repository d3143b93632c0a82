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
    SharedClasses first = SharedClasses.in(folder, "classes", false);
    assertThat(first.options()).contains("-XX:ArchiveClassesAtExit=" + first.draft());
    Files.writeString(first.draft(), "all");

    first.settle(true);

    SharedClasses second = SharedClasses.in(folder, "classes", false);
    assertThat(second.isWriting()).isFalse();
    assertThat(second.options()).containsExactly("-XX:SharedArchiveFile=" + first.archive());
    assertThat(first.draft()).doesNotExist();
  }

  @Test
  void aTrainingRunLeavesACacheThatIsPreferred() throws IOException {
    SharedClasses first = SharedClasses.in(folder, "classes", false);
    Files.writeString(first.draft(), "classes");
    first.settle(true);
    SharedClasses training = SharedClasses.in(folder, "classes", true);
    assertThat(training.isWriting()).isTrue();
    assertThat(training.options()).contains("-XX:AOTCacheOutput=" + training.draft());
    Files.writeString(training.draft(), "all");

    training.settle(true);

    for (boolean again : new boolean[] {false, true}) {
      SharedClasses next = SharedClasses.in(folder, "classes", again);
      assertThat(next.isWriting()).isFalse();
      assertThat(next.options()).contains("-XX:AOTCache=" + training.cache());
    }
  }

  @Test
  void whatAKilledRunWroteIsForgotten() throws IOException {
    SharedClasses killed = SharedClasses.in(folder, "classes", false);
    Files.writeString(killed.draft(), "half");

    killed.settle(false);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void ofTwoRunsAtOnceTheFirstToEndWins() throws IOException {
    SharedClasses one = SharedClasses.in(folder, "classes", false);
    SharedClasses other = SharedClasses.in(folder, "classes", false);
    Files.writeString(one.draft(), "one");
    Files.writeString(other.draft(), "other");

    one.settle(true);
    other.settle(true);

    assertThat(one.archive()).hasContent("one");
    assertThat(other.draft()).doesNotExist();
  }

  @Test
  void aRunWithoutADraftLeavesNothing() {
    SharedClasses.in(folder, "classes", false).settle(true);
    assertThat(folder).isEmptyDirectory();
  }
}
