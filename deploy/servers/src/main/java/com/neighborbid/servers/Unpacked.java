package com.neighborbid.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32C;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Server programs that travel inside jars, unpacked once per user of the machine.
///
/// Each is unpacked beside its final place and moved there in one step, so that processes doing the
/// same at the same time never see half of it.
final class Unpacked {
  private Unpacked() {}

  /// Where this user's programs and test servers have their files.
  static Path home() {
    return Path.of(System.getProperty("java.io.tmpdir"))
        .resolve("neighborbid-" + System.getProperty("user.name"));
  }

  /// Opens what is to be unpacked.
  interface Source {
    InputStream open() throws IOException;
  }

  /// The folder with the content of a `.tar.xz`.
  static Path archive(String name, Source source) {
    return once(
        name + "-" + fingerprint(source),
        target -> {
          Files.createDirectory(target);
          try (TarArchiveInputStream tar =
              new TarArchiveInputStream(new XZCompressorInputStream(source.open()))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                entry != null;
                entry = tar.getNextEntry()) {
              unpack(tar, entry, target);
            }
          }
        });
  }

  /// A single program.
  static Path program(String name, Source source) {
    return once(
        name + "-" + fingerprint(source),
        target -> {
          try (InputStream in = source.open()) {
            Files.copy(in, target);
          }
          makeExecutable(target);
        });
  }

  // Part of the name, so that another version never finds this one's files.
  private static String fingerprint(Source source) {
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = source.open()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sum.update(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a server's program", e);
    }
    return Long.toHexString(sum.getValue());
  }

  private interface Fill {
    void into(Path target) throws IOException;
  }

  private static Path once(String name, Fill fill) {
    Path home = home();
    Path target = home.resolve(name);
    try {
      if (Files.exists(target)) {
        return target;
      }
      Files.createDirectories(home);
      Path work = Files.createTempDirectory(home, "unpacking");
      fill.into(work.resolve(name));
      moveUnlessThere(work.resolve(name), target);
      TemporaryFolders.delete(work);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + target, e);
    }
  }

  private static void moveUnlessThere(Path from, Path target) throws IOException {
    try {
      Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(target)) {
        throw e;
      }
      // Somebody else was faster with the same content.
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path path = root.resolve(entry.getName()).normalize();
    if (!path.startsWith(root)) {
      throw new IOException("entry outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
      if ((entry.getMode() & 0100) != 0) {
        makeExecutable(path);
      }
    }
  }

  private static void makeExecutable(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
