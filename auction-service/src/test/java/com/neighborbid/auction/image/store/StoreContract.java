package com.neighborbid.auction.image.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store must do.
abstract class StoreContract {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;

  abstract ImageStore store();

  @Test
  void givesBackWhatItKeeps() throws Exception {
    store().put(KEY, "original", file("one"), "image/jpeg");
    store().put(KEY, "small", file("other"), "image/jpeg");
    assertThat(content("original")).contains("one");
    assertThat(content("small")).contains("other");
  }

  @Test
  void keepsTheSameAgain() throws Exception {
    store().put(KEY, "again", file("one"), "image/jpeg");
    store().put(KEY, "again", file("one"), "image/jpeg");
    assertThat(content("again")).contains("one");
  }

  @Test
  void hasNothingWhereNothingIsOrWasDeleted() throws Exception {
    assertThat(content("never")).isEmpty();
    store().put(KEY, "gone", file("one"), "image/png");
    store().delete(KEY, "gone");
    store().delete(KEY, "gone");
    assertThat(content("gone")).isEmpty();
  }

  private Path file(String content) throws Exception {
    return Files.writeString(folder.resolve("file"), content);
  }

  private Optional<String> content(String name) throws Exception {
    Optional<ImageStore.Stored> found = store().open(KEY, name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (ImageStore.Stored stored = found.get()) {
      byte[] bytes = stored.content().readAllBytes();
      assertThat((long) bytes.length).isEqualTo(stored.bytes());
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
