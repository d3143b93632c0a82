package com.neighborbid.bench.stack;

import com.neighborbid.local.LocalStack;
import com.neighborbid.local.Part;
import com.neighborbid.local.StackOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The system that is measured: one of the benchmark's own, or one that runs already.
public final class Target implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private final Optional<LocalStack> own;
  private final URI gateway;
  private final Map<Part, Integer> ports;

  private Target(Optional<LocalStack> own, URI gateway, Map<Part, Integer> ports) {
    this.own = own;
    this.gateway = gateway;
    this.ports = ports;
  }

  /// Starts a system on free ports, without limits; its data go when it is closed.
  ///
  /// @param variables for all services
  public static Target start(Path home, Path data, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("NB_LIMITS", "off");
    Map<Part, Integer> ports = StackOptions.freePorts();
    LocalStack stack =
        LocalStack.start(
            new StackOptions(
                home, data, ports, environment, false, true, START_LIMIT, System.out::println));
    return new Target(Optional.of(stack), stack.gatewayUrl(), ports);
  }

  /// A system that `NB_LIMITS=off make run` has started on this machine; its ports are those of the
  /// environment.
  public static Target running(URI gateway, Map<String, String> environment) {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      ports.put(
          part,
          Integer.valueOf(environment.getOrDefault(part.variable(), "" + part.defaultPort())));
    }
    ports.put(Part.GATEWAY, gateway.getPort());
    return new Target(Optional.empty(), gateway, ports);
  }

  public URI gateway() {
    return gateway;
  }

  /// A service's own address.
  public URI direct(Part part) {
    return URI.create("http://127.0.0.1:" + port(part));
  }

  public int port(Part part) {
    Integer port = ports.get(part);
    if (port == null) {
      throw new IllegalStateException("no port for " + part);
    }
    return port;
  }

  /// Name and port of every process of it.
  public Map<String, Integer> processes() {
    Map<String, Integer> named = new LinkedHashMap<>();
    for (Part part : Part.values()) {
      if (part != Part.KAFKA_CONTROLLER) {
        named.put(part.name().toLowerCase(Locale.ROOT), port(part));
      }
    }
    return named;
  }

  /// Where a database of it is reached.
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port(Part.POSTGRES) + "/" + database;
  }

  public String kafka() {
    return "127.0.0.1:" + port(Part.KAFKA);
  }

  /// The stack, where it is the benchmark's own and may be stopped and frozen.
  public Optional<LocalStack> own() {
    return own;
  }

  @Override
  public void close() {
    own.ifPresent(LocalStack::close);
  }
}
