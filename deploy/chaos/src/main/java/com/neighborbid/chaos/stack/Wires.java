package com.neighborbid.chaos.stack;

import com.neighborbid.local.Part;
import com.neighborbid.local.Service;
import com.neighborbid.local.Wiring;
import com.neighborbid.servers.Ports;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A proxy on every connection between the parts of a stack.
///
/// Kafka tells its clients where it is, and they would go past a proxy: so it listens once more for
/// each service, and tells there the address of that service's proxy.
final class Wires implements AutoCloseable {
  private static final String LOCAL = "127.0.0.1:";
  private static final String HTTP = "http://" + LOCAL;

  /// Who asks which other service, besides the gateway.
  private static final Map<Service, List<Service>> CALLS =
      Map.of(
          Service.REALTIME, List.of(Service.AUCTION),
          Service.AUCTION, List.of(Service.USER),
          Service.USER, List.of(Service.AUCTION, Service.WALLET));

  private final Map<Part, Integer> ports;
  private final int instances;
  private final List<Link> links = new ArrayList<>();
  private final Map<Service, Ends> ends = new EnumMap<>(Service.class);
  private final Map<String, String> kafka = new TreeMap<>();

  /// What belongs to one service.
  ///
  /// @param variables by which it finds the others
  /// @param fromGateway a proxy for each of its instances, as the gateway reaches them
  /// @param fromServices a proxy for each other service that calls it
  private record Ends(
      Map<String, String> variables, List<TcpProxy> fromGateway, List<TcpProxy> fromServices) {}

  Wires(Map<Part, Integer> ports, int instances) {
    this.ports = ports;
    this.instances = instances;
    for (Service service : Service.values()) {
      if (service != Service.GATEWAY) {
        toServers(service);
        toGateway(service);
      }
    }
    CALLS.forEach((from, tos) -> tos.forEach(to -> call(from, to)));
    toKafka();
  }

  private Ends of(Service service) {
    return ends.computeIfAbsent(
        service, _ -> new Ends(new HashMap<>(), new ArrayList<>(), new ArrayList<>()));
  }

  private int port(Part part) {
    Integer port = ports.get(part);
    if (port == null) {
      throw new IllegalArgumentException("no port for " + part);
    }
    return port;
  }

  Wiring wiring() {
    Map<Service, Map<String, String>> variables = new EnumMap<>(Service.class);
    ends.forEach((service, own) -> variables.put(service, own.variables()));
    return new Wiring(variables, kafka);
  }

  List<Link> links() {
    return List.copyOf(links);
  }

  /// Another instance of a service is there.
  void add(Service service, int number, int port) {
    if (service != Service.GATEWAY) {
      of(service).fromGateway().get(number - 1).addTarget(port);
      of(service).fromServices().forEach(proxy -> proxy.addTarget(port));
    }
  }

  private TcpProxy link(String from, String to, Integer... targets) {
    TcpProxy proxy = new TcpProxy(targets);
    links.add(new Link(from, to, proxy));
    return proxy;
  }

  private void toServers(Service service) {
    Map<String, String> own = of(service).variables();
    service
        .database()
        .ifPresent(
            database -> {
              TcpProxy proxy = link(service.label(), "PostgreSQL", port(Part.POSTGRES));
              own.put("NB_DB_URL", "jdbc:postgresql://" + LOCAL + proxy.port() + "/" + database);
            });
    own.put("NB_REDIS", LOCAL + link(service.label(), "Redis", port(Part.REDIS)).port());
  }

  private void toGateway(Service service) {
    List<TcpProxy> proxies = of(service).fromGateway();
    for (int number = 1; number <= instances; number++) {
      String name = service.label() + (number == 1 ? "" : "-" + number);
      TcpProxy proxy =
          number == 1 ? link("gateway", name, port(service.part())) : link("gateway", name);
      proxies.add(proxy);
    }
    String urls =
        proxies.stream().map(proxy -> HTTP + proxy.port()).collect(Collectors.joining(","));
    of(Service.GATEWAY).variables().put("NB_" + service.name() + "_URL", urls);
  }

  private void call(Service from, Service to) {
    TcpProxy proxy = link(from.label(), to.label(), port(to.part()));
    of(to).fromServices().add(proxy);
    of(from).variables().put("NB_" + to.name() + "_URL", HTTP + proxy.port());
  }

  private void toKafka() {
    StringBuilder listeners = new StringBuilder();
    StringBuilder advertised = new StringBuilder();
    StringBuilder protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    listeners.append("PLAINTEXT://").append(LOCAL).append(port(Part.KAFKA));
    advertised.append(listeners);
    listeners.append(",CONTROLLER://").append(LOCAL).append(port(Part.KAFKA_CONTROLLER));
    for (Service service : Service.values()) {
      if (service == Service.GATEWAY) {
        continue;
      }
      int port = Ports.free();
      TcpProxy proxy = link(service.label(), "Kafka", port);
      listeners.append(",%s://%s%d".formatted(service.name(), LOCAL, port));
      advertised.append(",%s://%s%d".formatted(service.name(), LOCAL, proxy.port()));
      protocols.append(",%s:PLAINTEXT".formatted(service.name()));
      of(service).variables().put("NB_KAFKA", LOCAL + proxy.port());
    }
    kafka.put("listeners", listeners.toString());
    kafka.put("advertised.listeners", advertised.toString());
    kafka.put("listener.security.protocol.map", protocols.toString());
  }

  @Override
  public void close() {
    links.forEach(link -> link.proxy().close());
  }
}
