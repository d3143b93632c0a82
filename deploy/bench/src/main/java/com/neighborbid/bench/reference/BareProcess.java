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

/// A reference made with Netty in a process of its own, as our services are, and with their
/// settings of Java.
public final class BareProcess implements AutoCloseable {
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

  private BareProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// A [BareRoom].
  ///
  /// @throws IOException if it does not start
  public static BareProcess room() throws IOException {
    return start(BareRoom.class);
  }

  /// A [BareProxy].
  ///
  /// @throws IOException if it does not start
  static BareProcess proxy() throws IOException {
    return start(BareProxy.class);
  }

  /// @param program prints the port it listens on, and ends with its standard input
  private static BareProcess start(Class<?> program) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SETTINGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String port = output.readLine();
    if (port == null) {
      throw new IOException(program.getSimpleName() + " has not started");
    }
    return new BareProcess(process, Integer.parseInt(port));
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
