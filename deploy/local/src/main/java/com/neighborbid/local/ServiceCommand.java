package com.neighborbid.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command that runs a service.
final class ServiceCommand {
  private ServiceCommand() {}

  static List<String> of(Service service, UnpackedJar jar, boolean temporary) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + service.heapMb() + "m",
            // Of two cores a second for collecting in parallel is not to be had.
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            // Netty uses both on purpose; Java's warnings would only worry whoever reads the log.
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    // Stacks of tests only read archives: they are killed too often, and several run at once.
    command.addAll(UnpackedJar.sharing(jar.archive(), !temporary));
    command.addAll(List.of("-jar", jar.jar().toString()));
    return command;
  }
}
