package com.neighborbid.local;

import com.neighborbid.servers.TemporaryFolders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// A service's executable jar laid out flat: its own classes in one jar, its libraries beside it.
///
/// Java starts this in half the time, because classes of nested jars can neither be read directly
/// nor be kept in an archive of shared classes (CDS). It also keeps a running stack apart from the
/// next build, which writes over the jar.
///
/// @param jar what `java -jar` runs
/// @param sharedClasses where what next starts of exactly this jar need is kept; nowhere for other
///   jars
record UnpackedJar(Path jar, Optional<SharedClasses> sharedClasses) {
  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final String CLASS_PATH = "BOOT-INF/classpath.idx";
  private static final int KEPT = 2;

  /// Lays out `packed` below its own folder unless that is done. A jar that is not one of Spring
  /// Boot is run as it is.
  ///
  /// @param training whether it is run to make its next starts faster
  static UnpackedJar of(Path packed, boolean training) {
    try (JarFile source = new JarFile(packed.toFile())) {
      if (source.getManifest().getMainAttributes().getValue("Start-Class") == null) {
        return new UnpackedJar(packed, Optional.empty());
      }
      Path runs = packed.resolveSibling("run");
      Path folder = runs.resolve(version(packed));
      if (!Files.exists(folder)) {
        Files.createDirectories(runs);
        Path work = Files.createTempDirectory(runs, "unpacking");
        unpack(source, work);
        moveUnlessThere(work, folder);
        forgetOld(runs);
      }
      return new UnpackedJar(
          folder.resolve("service.jar"),
          Optional.of(SharedClasses.in(folder, "classes", training)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + packed, e);
    }
  }

  private static String version(Path packed) throws IOException {
    return Long.toHexString(Files.getLastModifiedTime(packed).toMillis())
        + "-"
        + Long.toHexString(Files.size(packed));
  }

  private static void unpack(JarFile source, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    try (JarOutputStream own =
        new JarOutputStream(
            Files.newOutputStream(folder.resolve("service.jar")), manifest(source))) {
      for (JarEntry entry : (Iterable<JarEntry>) source.stream()::iterator) {
        String name = entry.getName();
        try (InputStream in = source.getInputStream(entry)) {
          if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
            Files.copy(in, folder.resolve("lib").resolve(name.substring(LIBRARIES.length())));
          } else if (name.startsWith(CLASSES) && !name.equals(CLASSES)) {
            // Folders too: Spring finds the classes of a package by its folder's entry.
            own.putNextEntry(new ZipEntry(name.substring(CLASSES.length())));
            in.transferTo(own);
          }
        }
      }
    }
  }

  /// The manifest with the real main class, and with the libraries in the order Spring Boot gave.
  private static Manifest manifest(JarFile source) throws IOException {
    Manifest manifest = new Manifest(source.getManifest());
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MAIN_CLASS, attributes.getValue("Start-Class"));
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", libraries(source)));
    attributes.keySet().removeIf(name -> name.toString().startsWith("Spring-Boot-"));
    return manifest;
  }

  private static List<String> libraries(JarFile source) throws IOException {
    try (InputStream in = source.getInputStream(source.getJarEntry(CLASS_PATH))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceAll("^- \"|\"$", ""))
          .filter(line -> line.startsWith(LIBRARIES))
          .map(line -> "lib/" + line.substring(LIBRARIES.length()))
          .toList();
    }
  }

  private static void moveUnlessThere(Path from, Path target) throws IOException {
    try {
      Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(target)) {
        throw e;
      }
      // Another start was faster with the same jar.
      TemporaryFolders.delete(from);
    }
  }

  /// Those of which something runs may be needed for a restart.
  private static void forgetOld(Path runs) throws IOException {
    List<String> running =
        ProcessHandle.allProcesses()
            .flatMap(process -> process.info().commandLine().stream())
            .toList();
    try (Stream<Path> folders = Files.list(runs)) {
      folders
          .sorted(Comparator.comparingLong(UnpackedJar::age).reversed())
          .skip(KEPT)
          .filter(folder -> running.stream().noneMatch(line -> line.contains(folder.toString())))
          .forEach(TemporaryFolders::delete);
    }
  }

  private static long age(Path folder) {
    try {
      return Files.getLastModifiedTime(folder).toMillis();
    } catch (IOException _) {
      return 0;
    }
  }
}
