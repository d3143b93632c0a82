package com.neighborbid.auction.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends StoreContract {
  @TempDir private Path root;

  @Override
  ImageStore store() {
    return new FolderStore(root.resolve("images"));
  }

  @Test
  void leavesNoFolderBehindWhenAPictureIsGone() throws Exception {
    Path file = Files.writeString(root.resolve("file"), "content");
    store().put("ab34", "small", file, "image/jpeg");
    store().delete("ab34", "small");
    try (Stream<Path> left = Files.list(root.resolve("images/ab"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void saysThatItIsAwayWhereItCannotWrite() throws Exception {
    Path file = Files.writeString(root.resolve("images"), "no folder");
    assertThatThrownBy(() -> store().put("ab34", "small", file, "image/jpeg"))
        .isInstanceOf(StoreException.class);
  }
}
