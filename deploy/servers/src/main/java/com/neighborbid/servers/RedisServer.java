package com.neighborbid.servers;

import com.neighborbid.servers.ProcessSpec.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.SystemUtils;

/// A Redis server on a fixed port and data directory, with its append-only file on.
public final class RedisServer {
  /// The version of the program in the library, which is part of its name there.
  public static final String VERSION = "7.0.15";

  /// What is the same wherever NeighborBid runs: what was written survives the process.
  public static final Map<String, String> SETTINGS =
      Map.of("appendonly", "yes", "appendfsync", "everysec", "save", "");

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int TIMEOUT_MS = 1000;

  /// @param port on the loopback address
  /// @param data data directory; made if it does not exist
  /// @param log where the server's output is appended
  /// @param parameters settings of Redis that differ from ours, without the leading dashes
  public record Settings(int port, Path data, Path log, Map<String, String> parameters) {
    public Settings {
      data = data.toAbsolutePath();
      parameters = Map.copyOf(parameters);
    }

    public Settings(int port, Path data, Path log) {
      this(port, data, log, Map.of());
    }
  }

  private final Settings settings;
  private final ManagedProcess process;

  public RedisServer(Settings settings) {
    this.settings = settings;
    Path data = settings.data();
    this.process =
        new ManagedProcess(
            new ProcessSpec(
                "Redis",
                command(settings),
                Map.of("LC_ALL", "C"),
                settings.log(),
                data.resolveSibling(data.getFileName() + ".pid"),
                data.toString(),
                Signal.TERM));
  }

  /// Starts the server and returns when it answers.
  public void start() {
    try {
      Files.createDirectories(settings.data());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + settings.data(), e);
    }
    process.start();
    if (!Waiting.until(START_LIMIT, () -> !process.isAlive() || answers()) || !process.isAlive()) {
      process.kill();
      throw new ServerException("Redis did not start:\n" + String.join("\n", process.logTail(20)));
    }
  }

  /// Stops in order.
  public void stop() {
    process.stop(STOP_LIMIT);
  }

  /// SIGKILL; [#start()] reads the append-only file.
  public void kill() {
    process.kill();
  }

  /// The process, for freezing, waking and watching.
  public ManagedProcess process() {
    return process;
  }

  public int port() {
    return settings.port();
  }

  public long pid() {
    return process.pid();
  }

  /// `host:port` as the services want it.
  public String address() {
    return "127.0.0.1:" + settings.port();
  }

  private static List<String> command(Settings settings) {
    List<String> command = new ArrayList<>();
    command.add(program().toString());
    command.addAll(List.of("--port", "" + settings.port(), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", settings.data().toString()));
    SETTINGS.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
    // The title would hide the data directory, by which a leftover is recognised.
    command.addAll(List.of("--set-proc-title", "no"));
    settings.parameters().forEach((name, value) -> command.addAll(List.of("--" + name, value)));
    return command;
  }

  private static Path program() {
    String system = SystemUtils.IS_OS_MAC ? "darwin" : "linux";
    String machine = SystemUtils.OS_ARCH.equals("aarch64") ? "arm64" : "amd64";
    String resource = "/redis-server-" + VERSION + "-" + system + "-" + machine;
    return Unpacked.program(
        "redis-server",
        () -> {
          InputStream in = redis.embedded.RedisServer.class.getResourceAsStream(resource);
          if (in == null) {
            throw new IOException("no Redis for this kind of machine: " + resource);
          }
          return in;
        });
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      // While it loads its data it answers with an error instead.
      return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII)
          .equals("+PONG");
    } catch (IOException _) {
      return false;
    }
  }
}
