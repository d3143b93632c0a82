package com.neighborbid.servers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// The files of a PostgreSQL that follows another one: a copy made while that one runs, between
/// `pg_backup_start` and `pg_backup_stop`. The program that usually does it is not among the
/// embedded ones.
final class Standby {
  private Standby() {}

  static void copy(Path from, Path to) throws IOException {
    var _ = Files.walkFileTree(from, new Copying(from, to));
  }

  /// @param label as the end of the backup has answered it
  static void follow(Path data, String label) throws IOException {
    Files.writeString(data.resolve("backup_label"), label);
    Files.writeString(data.resolve("standby.signal"), "");
  }

  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    Copying(Path from, Path to) {
      this.from = from;
      this.to = to;
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
      if (!name.equals("postmaster.pid") && !name.equals("postmaster.opts")) {
        try {
          Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException _) {
          // Deleted meanwhile: what is needed of it is in the log.
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
