package com.neighborbid.common.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The committed golden files, schemas and the page about them. `-Dcontracts.write=true` writes
/// what is not there yet and the page anew; a golden file is never overwritten, because somebody
/// reads its like already.
final class ContractFiles {
  static final Path GOLDEN = Path.of("src/main/resources/contracts");
  static final Path PAGE = Path.of("../docs/events/README.md");
  private static final boolean WRITE = Boolean.getBoolean("contracts.write");

  private ContractFiles() {}

  static String read(Path file, String expected, boolean overwrite) {
    try {
      if (WRITE && (overwrite || !Files.exists(file))) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, expected.endsWith("\n") ? expected : expected + "\n");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is missing: run with -Dcontracts.write=true", e);
    }
  }
}
