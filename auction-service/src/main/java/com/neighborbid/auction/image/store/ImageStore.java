package com.neighborbid.auction.image.store;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// Where the files of pictures are. A file is written once and never changed; writing it again with
/// the same content does no harm. Every method throws [StoreException] where the store is away.
public interface ImageStore extends AutoCloseable {
  /// Keeps a file; when this returns, it is there for all instances.
  ///
  /// @param name below the key
  void put(String key, String name, Path file, String contentType);

  /// A file, or nothing where there is none. The caller closes it.
  Optional<Stored> open(String key, String name);

  /// Makes sure that there is no such file.
  void delete(String key, String name);

  @Override
  void close();

  /// @param bytes length of the content
  record Stored(InputStream content, long bytes) implements AutoCloseable {
    @Override
    public void close() throws java.io.IOException {
      content.close();
    }
  }
}
