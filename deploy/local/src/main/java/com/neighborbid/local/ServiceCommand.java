package com.neighborbid.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command that runs a service.
final class ServiceCommand {
  /// A larger heap is only begun where it is needed.
  private static final int LARGEST_FIRST_HEAP_MB = 384;

  private ServiceCommand() {}

  /// Of two cores a second for collecting in parallel is not to be had. But only G1 can put Java's
  /// objects into the cache of a training run, which the other can read from there.
  private static String collector(UnpackedJar jar) {
    boolean training = jar.sharedClasses().filter(SharedClasses::training).isPresent();
    return training ? "-XX:+UseG1GC" : "-XX:+UseSerialGC";
  }

  static List<String> of(Service service, UnpackedJar jar) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + service.heapMb() + "m",
            "-Xms" + Math.min(service.heapMb(), LARGEST_FIRST_HEAP_MB) + "m",
            collector(jar),
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            // Netty uses both on purpose; Java's warnings would only worry whoever reads the log.
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    jar.sharedClasses().map(SharedClasses::options).ifPresent(command::addAll);
    command.addAll(List.of("-jar", jar.jar().toString()));
    return service == Service.REALTIME || service == Service.GATEWAY
        ? OpenFiles.raised(OpenFiles.FOR_VIEWERS, command)
        : command;
  }
}
