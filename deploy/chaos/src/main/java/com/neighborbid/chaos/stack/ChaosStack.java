package com.neighborbid.chaos.stack;

import com.neighborbid.local.LocalStack;
import com.neighborbid.local.Part;
import com.neighborbid.local.Service;
import com.neighborbid.local.ServiceProcess;
import com.neighborbid.local.StackOptions;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.systemtests.audit.AuditTarget;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// A stack whose every process can be broken and whose every connection can be disturbed.
///
/// Somebody starts again what ends by itself, as an orchestrator would.
public final class ChaosStack implements Target {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final long LOOK_MS = 250;

  private final LocalStack stack;
  private final Wires wires;
  private final List<Unit> units = new ArrayList<>();
  private final List<URI> gateways = new ArrayList<>();
  private final Queue<String> revived = new ConcurrentLinkedQueue<>();
  private final List<Thread> supervisors;
  private volatile boolean closing;

  private ChaosStack(LocalStack stack, Wires wires, int instances) {
    this.stack = stack;
    this.wires = wires;
    units.add(Unit.of(stack.postgres()));
    units.add(Unit.of(stack.kafka()));
    units.add(Unit.of(stack.redis()));
    for (Service service : Service.values()) {
      add(stack.service(service.label()), 1);
      for (int number = 2; number <= instances; number++) {
        add(stack.startAnother(service.label()), number);
      }
    }
    supervisors =
        units.stream().map(unit -> Thread.startVirtualThread(() -> supervise(unit))).toList();
    // The stack stops itself where this process is told to end; nobody may start its parts again.
    Runtime.getRuntime().addShutdownHook(new Thread(this::leaveStopped, "leave-stopped"));
  }

  /// Starts a stack on free ports, without limits; its data stay when it stops.
  ///
  /// @param instances of every service
  public static ChaosStack start(Path home, Path data, int instances, Consumer<String> progress) {
    Map<Part, Integer> ports = StackOptions.freePorts();
    Wires wires = new Wires(ports, instances);
    StackOptions options =
        new StackOptions(
                home, data, ports, Map.of("NB_LIMITS", "off"), false, false, START_LIMIT, progress)
            .withWiring(wires.wiring());
    LocalStack stack = LocalStack.start(options);
    try {
      return new ChaosStack(stack, wires, instances);
    } catch (RuntimeException e) {
      stack.close();
      wires.close();
      throw e;
    }
  }

  private void add(ServiceProcess process, int number) {
    units.add(Unit.of(process));
    if (number > 1) {
      wires.add(process.service(), number, process.port());
    }
    if (process.service() == Service.GATEWAY) {
      gateways.add(process.url());
    }
  }

  private void supervise(Unit unit) {
    while (!closing) {
      try {
        if (unit.revive()) {
          revived.add(unit.name());
        }
        Thread.sleep(LOOK_MS);
      } catch (InterruptedException | RuntimeException _) {
        // It is tried again as long as the stack is wanted.
      }
    }
  }

  @Override
  public List<URI> gateways() {
    return List.copyOf(gateways);
  }

  /// Every process; the servers first.
  public List<Unit> units() {
    return List.copyOf(units);
  }

  /// The process of this name.
  public Unit unit(String name) {
    return units.stream().filter(unit -> unit.name().equals(name)).findFirst().orElseThrow();
  }

  public List<Link> links() {
    return wires.links();
  }

  @Override
  public List<String> revived() {
    return List.copyOf(revived);
  }

  /// Past the proxies.
  @Override
  public AuditTarget auditTarget() {
    return new AuditTarget(
        stack.jdbcUrl("wallet"),
        stack.jdbcUrl("auction"),
        PostgresServer.USER,
        PostgresServer.PASSWORD,
        stack.kafka().bootstrap());
  }

  /// The folder of Kafka's logs.
  public Path kafkaLogs() {
    return stack.options().data().resolve("kafka/logs");
  }

  /// Nobody starts a part any more, and what was being started meanwhile is stopped too.
  private void leaveStopped() {
    closing = true;
    supervisors.forEach(Thread::interrupt);
    units.forEach(Unit::leave);
    stack.close();
    units.forEach(Unit::stopIfStarted);
  }

  @Override
  public void mend() {
    links().forEach(link -> link.proxy().set(TcpProxy.Mode.OPEN));
    units.forEach(Unit::resume);
    units.forEach(Unit::start);
  }

  @Override
  public void close() {
    links().forEach(link -> link.proxy().set(TcpProxy.Mode.OPEN));
    leaveStopped();
    wires.close();
  }
}
