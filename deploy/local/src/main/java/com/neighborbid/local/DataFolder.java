package com.neighborbid.local;

import com.neighborbid.servers.TemporaryFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The data folder of a stack, locked for as long as the stack runs. The lock goes with the
/// process, however that ends, so a locked folder always means a living launcher.
record DataFolder(Path path, FileChannel channel, boolean temporary) implements AutoCloseable {
  /// @throws StackException if another launcher uses the folder
  static DataFolder lock(StackOptions options) {
    return tryLock(options)
        .orElseThrow(
            () ->
                new StackException(
                    "NeighborBid already runs with the data in %s. Stop it first, or choose other data: NB_DATA_DIR=.local2 make run"
                        .formatted(options.data())));
  }

  /// The folder, unless another launcher uses it.
  static Optional<DataFolder> tryLock(StackOptions options) {
    Path path = options.data();
    Path file = path.resolve("stack.lock");
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new DataFolder(path, channel, options.temporary()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + path, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release " + path, e);
    }
    if (temporary) {
      TemporaryFolders.delete(path);
    }
  }
}
