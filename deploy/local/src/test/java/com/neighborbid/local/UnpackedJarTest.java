package com.neighborbid.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedJarTest {
  private static final String STAND_IN = StandIn.class.getName().replace('.', '/') + ".class";

  @TempDir Path target;

  @Test
  void laysClassesAndLibrariesOutFlat() throws IOException {
    UnpackedJar unpacked = UnpackedJar.of(bootJar(), false);

    try (JarFile own = new JarFile(unpacked.jar().toFile())) {
      Attributes manifest = own.getManifest().getMainAttributes();
      assertThat(manifest.getValue("Main-Class")).isEqualTo(StandIn.class.getName());
      assertThat(manifest.getValue("Class-Path")).isEqualTo("lib/second.jar lib/first.jar");
      assertThat(manifest.getValue("Spring-Boot-Version")).isNull();
      assertThat(own.getEntry(STAND_IN)).isNotNull();
      // Without the folder's own entry Spring would find no component in it.
      assertThat(own.getEntry("com/neighborbid/local/")).isNotNull();
    }
    assertThat(unpacked.jar().resolveSibling("lib/first.jar")).hasContent("1");
    assertThat(unpacked.jar().resolveSibling("lib/second.jar")).hasContent("2");
  }

  @Test
  void unpacksOnceUntilTheJarChanges() throws IOException {
    Path packed = bootJar();
    UnpackedJar first = UnpackedJar.of(packed, false);

    assertThat(UnpackedJar.of(packed, false).jar()).isEqualTo(first.jar());

    Files.setLastModifiedTime(packed, FileTime.fromMillis(1));
    assertThat(UnpackedJar.of(packed, false).jar()).isNotEqualTo(first.jar());
    // Whoever runs the one before must not lose it.
    assertThat(first.jar()).exists();

    Files.setLastModifiedTime(packed, FileTime.fromMillis(2));
    UnpackedJar.of(packed, false);
    try (Stream<Path> kept = Files.list(target.resolve("run"))) {
      assertThat(kept).hasSize(2);
    }
  }

  @Test
  void runsAnyOtherJarAsItIs() throws IOException {
    Path home = StandIn.builtTree(target);
    Path jar = Service.USER.jar(home);
    assertThat(UnpackedJar.of(jar, false).jar()).isEqualTo(jar);
    assertThat(jar.resolveSibling("run")).doesNotExist();
  }

  private Path bootJar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Start-Class", StandIn.class.getName());
    manifest.getMainAttributes().putValue("Spring-Boot-Version", "3.5.16");
    Map<String, String> entries = new TreeMap<>();
    entries.put(
        "BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/second.jar\"\n- \"BOOT-INF/lib/first.jar\"\n");
    entries.put("BOOT-INF/lib/first.jar", "1");
    entries.put("BOOT-INF/lib/second.jar", "2");
    entries.put("BOOT-INF/classes/" + STAND_IN, "class");
    for (String folder : List.of("", "com/", "com/neighborbid/", "com/neighborbid/local/")) {
      entries.put("BOOT-INF/classes/" + folder, "");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return Files.write(target.resolve("user-service-1.0.jar"), bytes.toByteArray());
  }
}
