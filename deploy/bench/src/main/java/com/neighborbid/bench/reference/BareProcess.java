package com.neighborbid.bench.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A bare room in a process of its own, as the realtime service is one, and with its settings of
/// Java.
public final class BareRoomProcess implements AutoCloseable {
  /// As the launcher gives them to the realtime service.
  private static final List<String> SETTINGS =
      List.of(
          "-Xmx640m",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Process process;
  private final int port;

  private BareRoomProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// @throws IOException if it does not start
  public static BareRoomProcess start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SETTINGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareRoom.class.getName()));
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String port = output.readLine();
    if (port == null) {
      throw new IOException("the bare room has not started");
    }
    return new BareRoomProcess(process, Integer.parseInt(port));
  }

  public int port() {
    return port;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
