package com.neighborbid.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/// A service as the launcher sees it: a jar that listens, says that it is ready, and tells the
/// variables it was given.
public final class StandIn {
  private StandIn() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = System.getenv();
    String instance = environment.getOrDefault("NB_INSTANCE", "?");
    System.out.println(instance + " begins");
    if (instance.startsWith(environment.getOrDefault("STAND_IN_DIES", "nobody"))) {
      System.out.println("the reason why " + instance + " ends");
      System.exit(3);
    }
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(environment.get("NB_PORT"))),
            0);
    answer(server, "/actuator/health/readiness", "{\"status\":\"UP\"}");
    answer(
        server,
        "/environment",
        environment.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("NB_"))
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .sorted()
            .collect(Collectors.joining("\n")));
    server.start();
  }

  private static void answer(HttpServer server, String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  /// A source tree in which every service is built, each as this stand-in.
  static Path builtTree(Path home) throws IOException {
    for (Service service : Service.values()) {
      Path target = home.resolve(service.module()).resolve("target");
      Files.createDirectories(target);
      writeJar(target.resolve(service.module() + "-1.0.jar"));
    }
    return home;
  }

  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
    String name = StandIn.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var in = StandIn.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new ZipEntry(name));
      in.transferTo(out);
    }
  }
}
