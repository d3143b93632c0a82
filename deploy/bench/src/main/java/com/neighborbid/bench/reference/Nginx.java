package com.neighborbid.bench.reference;

import com.neighborbid.servers.ManagedProcess;
import com.neighborbid.servers.Ports;
import com.neighborbid.servers.ProcessSpec;
import com.neighborbid.servers.Waiting;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// nginx as a proxy to itself, where it has one answer; connections are kept on both sides.
final class Nginx implements Reference {
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  /// Where programs of the system are that not everybody has on his path.
  private static final List<String> SYSTEM = List.of("/usr/sbin", "/usr/local/sbin");

  private final ManagedProcess process;
  private final int port;
  private final Thread stopAtExit = new Thread(this::stop, "stop-nginx");

  private Nginx(ManagedProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /// @param path folders as the environment has them
  static Optional<Path> program(String path) {
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), SYSTEM.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Nginx start(Path program, Path folder) throws IOException {
    Iterator<Integer> ports = Ports.free(2).iterator();
    int proxy = ports.next();
    Path home = folder.resolve("nginx").toAbsolutePath();
    Files.createDirectories(home);
    Path configuration = home.resolve("nginx.conf");
    Files.writeString(configuration, configuration(proxy, ports.next()));
    ProcessSpec spec =
        new ProcessSpec(
            "nginx",
            List.of(
                program.toString(),
                "-e",
                "error.log",
                "-p",
                home + "/",
                "-c",
                configuration.toString()),
            Map.of(),
            home.resolve("output.log"),
            home.resolve("bench.pid"),
            configuration.toString(),
            ProcessSpec.Signal.TERM);
    Nginx nginx = new Nginx(new ManagedProcess(spec), proxy);
    nginx.run();
    return nginx;
  }

  private void run() throws IOException {
    process.start();
    Runtime.getRuntime().addShutdownHook(stopAtExit);
    boolean ready = Waiting.until(START_LIMIT, () -> !process.isAlive() || listens());
    if (!ready || !process.isAlive()) {
      close();
      throw new IOException("nginx has not started: " + String.join("\n", process.logTail(20)));
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  /// @param proxy port of the proxy
  /// @param upstream port of what it is a proxy of
  static String configuration(int proxy, int upstream) {
    return """
        daemon off;
        worker_processes auto;
        pid nginx.pid;
        events {
          worker_connections 1024;
        }
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          keepalive_requests 1000000000;
          upstream answer {
            server 127.0.0.1:%2$d;
            keepalive 256;
            keepalive_requests 1000000000;
          }
          server {
            listen 127.0.0.1:%2$d;
            default_type application/json;
            location / {
              return 200 '%3$s';
            }
          }
          server {
            listen 127.0.0.1:%1$d;
            location / {
              proxy_pass http://answer;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
            }
          }
        }
        """
        .formatted(proxy, upstream, ANSWER);
  }

  @Override
  public String name() {
    return "nginx as a proxy to itself";
  }

  @Override
  public int port() {
    return port;
  }

  private void stop() {
    var _ = process.stop(STOP_LIMIT);
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException _) {
      // This process is ending: the hook has nothing left to do.
    }
  }
}
