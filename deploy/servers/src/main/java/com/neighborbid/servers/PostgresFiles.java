package com.neighborbid.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Copies the files of a PostgreSQL, also of one that runs, between `pg_backup_start` and
/// `pg_backup_stop`. The program that usually does it is not among the embedded ones.
final class PostgresFiles {
  private PostgresFiles() {}

  /// @param without says which files are left out
  static void copy(Path from, Path to, Predicate<Path> without) throws IOException {
    var _ = Files.walkFileTree(from, new Copying(from, to, without));
  }

  /// Has a file or a folder, with all that is in it, on the disk.
  static void sync(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        syncEntry(path);
      }
    }
  }

  /// Has one file, or the names in one folder, on the disk.
  static void syncEntry(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private final Predicate<Path> without;

    Copying(Path from, Path to, Predicate<Path> without) {
      this.from = from;
      this.to = to;
      this.without = without;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Path copy = to.resolve(from.relativize(folder));
      Files.createDirectories(copy);
      var _ = Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = file.getFileName().toString();
      if (!name.equals("postmaster.pid")
          && !name.equals("postmaster.opts")
          && !without.test(from.relativize(file))) {
        try {
          Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException e) {
          // Deleted meanwhile: what is needed of it is in the log. Not so where the copy is gone.
          if (!file.toString().equals(e.getFile())) {
            throw e;
          }
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
