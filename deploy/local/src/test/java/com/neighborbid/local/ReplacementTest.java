package com.neighborbid.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacementTest {
  @TempDir Path folder;

  @Test
  void takesThePlaceAndKeepsWhatWasThere() throws IOException {
    Replacement place = new Replacement(with("postgres", "old"));
    with("postgres.restoring", "new");
    Path old = place.finish().orElseThrow();
    assertThat(place.data().resolve("file")).hasContent("new");
    assertThat(old.resolve("file")).hasContent("old");
    assertThatCode(place::requireNone).doesNotThrowAnyException();
  }

  @Test
  void takesThePlaceOfNothing() throws IOException {
    Replacement place = new Replacement(folder.resolve("postgres"));
    with("postgres.restoring", "new");
    assertThat(place.finish()).isEmpty();
    assertThat(place.data().resolve("file")).hasContent("new");
  }

  @Test
  void nothingStartsUntilWhatWasBegunIsFinishedOrUndone() throws IOException {
    Replacement place = new Replacement(with("postgres", "old"));
    with("postgres.restoring", "half");
    assertThatThrownBy(place::requireNone)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("make restore")
        .hasMessageContaining("delete " + place.restoring());
    place.begin();
    assertThat(place.restoring()).doesNotExist();
    assertThat(place.data().resolve("file")).hasContent("old");
  }

  /// Without them PostgreSQL would be initialised, and decide the logs from their beginning.
  @Test
  void nothingStartsWhereTheDataOfBeforeAreGone() throws IOException {
    Replacement place = new Replacement(folder.resolve("postgres"));
    with("postgres.restoring", "half");
    assertThatThrownBy(place::requireNone)
        .hasMessageContaining("make restore")
        .hasMessageNotContaining("delete");
  }

  @Test
  void endsALastStepThatWasBegun() throws IOException {
    Replacement place = new Replacement(folder.resolve("postgres"));
    with("postgres.restored", "new");
    assertThatThrownBy(place::requireNone).isInstanceOf(StackException.class);
    place.begin();
    assertThat(place.data().resolve("file")).hasContent("new");
    assertThatCode(place::requireNone).doesNotThrowAnyException();
  }

  private Path with(String name, String content) throws IOException {
    Path data = Files.createDirectories(folder.resolve(name));
    Files.writeString(data.resolve("file"), content);
    return data;
  }
}
