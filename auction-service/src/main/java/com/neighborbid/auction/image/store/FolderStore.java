package com.neighborbid.auction.image.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Pictures in a folder, shared by all instances: `ab/abcdef…/original`.
public final class FolderStore implements ImageStore {
  private final Path root;

  public FolderStore(Path root) {
    this.root = root;
  }

  @Override
  public void put(String key, String name, Path file, String contentType) {
    Path target = at(key, name);
    Path part = target.resolveSibling(name + "." + UUID.randomUUID() + ".part");
    try {
      Files.createDirectories(target.getParent());
      try {
        Files.copy(file, part);
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
          written.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new StoreException("cannot write " + target, e);
    }
  }

  @Override
  public Optional<Stored> open(String key, String name) {
    Path file = at(key, name);
    try {
      InputStream content = Files.newInputStream(file);
      return Optional.of(new Stored(content, Files.size(file)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException("cannot read " + file, e);
    }
  }

  @Override
  public void delete(String key, String name) {
    Path file = at(key, name);
    try {
      Files.deleteIfExists(file);
      removeIfEmpty(Objects.requireNonNull(file.getParent()));
    } catch (IOException e) {
      throw new StoreException("cannot delete " + file, e);
    }
  }

  @Override
  public void close() {}

  private static void removeIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (java.nio.file.DirectoryNotEmptyException _) {
      // Other files of the picture are still there.
    }
  }

  private Path at(String key, String name) {
    return root.resolve(key.substring(0, 2)).resolve(key).resolve(name);
  }
}
