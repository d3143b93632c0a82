package com.neighborbid.local;

import com.neighborbid.servers.KafkaServer;
import com.neighborbid.servers.Ports;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.RedisServer;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// NeighborBid on this machine: the servers and services as processes of their own, started in the
/// right order, each waited for, and stopped the other way round.
///
/// Tests use it as a library: they kill, freeze and restart the parts.
public final class LocalStack implements AutoCloseable {
  private final StackOptions options;
  private final DataFolder folder;
  private final Progress progress;
  private final Health health = new Health();
  private final Parallel parallel = new Parallel();
  private final Infrastructure infrastructure;
  private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
  private final List<ServiceProcess> extraInstances = new CopyOnWriteArrayList<>();
  private final Thread stopAtExit = new Thread(this::stopEverything, "stop-stack");
  private volatile boolean started;
  private volatile boolean stopped;

  private LocalStack(StackOptions options, DataFolder folder) {
    this.options = options;
    this.folder = folder;
    this.progress = new Progress(options.progress());
    this.infrastructure = Infrastructure.of(options);
    for (Service service : Service.values()) {
      services.put(service, instance(service, service.label(), options.port(service.part())));
    }
  }

  /// Starts everything and returns when every part is ready.
  ///
  /// @throws StackException saying what is wrong; nothing is left running then
  public static LocalStack start(StackOptions options) {
    LocalStack stack = open(options);
    stack.startEverything();
    return stack;
  }

  /// A stack that holds its data folder and has not started anything.
  static LocalStack open(StackOptions options) {
    DataFolder folder = DataFolder.lock(options);
    try {
      return new LocalStack(options, folder);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  void startEverything() {
    try {
      prepare();
      startParts();
    } catch (RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  /// What went wrong first is what somebody has to hear.
  private void closeAfter(RuntimeException failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void prepare() {
    infrastructure.replacement().requireNone();
    // Left over by a launcher that was killed: they would hold the ports and the data.
    infrastructure.stopLeftovers();
    services.values().forEach(service -> service.process().stopLeftover());
    PortCheck.requireFree(options.ports());
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  private void startParts() {
    progress.begin("Starting NeighborBid in " + options.data());
    started = true;
    parallel.run(
        progress.timed(Part.POSTGRES, options, infrastructure::startPostgres),
        progress.timed(Part.KAFKA, options, infrastructure.kafka()::start),
        progress.timed(Part.REDIS, options, infrastructure.redis()::start));
    parallel.run(
        services.values().stream()
            .map(service -> progress.timed(service.service().part(), options, service::start))
            .toArray(Runnable[]::new));
    if (options.demoData()) {
      DemoData.load(gatewayUrl(), options.data(), Clock.systemUTC(), progress);
    }
    progress.end("NeighborBid is ready");
    if (options.demoData()) {
      var _ = DemoPhotos.start(gatewayUrl(), options.data(), progress);
    }
  }

  /// The first instance of the service of this name: `user`, `wallet`, `auction`, `realtime` or
  /// `gateway`.
  public ServiceProcess service(String name) {
    ServiceProcess process = services.get(Service.named(name));
    if (process == null) {
      throw new StackException("no such service: " + name);
    }
    return process;
  }

  /// Starts one more instance of a service on a free port and returns when it is ready. It shares
  /// the databases and logs with the first; the gateway and the other services do not know it.
  public ServiceProcess startAnother(String name) {
    return startAnother(name, Map.of());
  }

  /// The same with other variables.
  public ServiceProcess startAnother(String name, Map<String, String> variables) {
    Service service = Service.named(name);
    int number = 2 + (int) extraInstances.stream().filter(s -> s.service() == service).count();
    StackOptions itsOwn = options;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      itsOwn = itsOwn.withVariable(variable.getKey(), variable.getValue());
    }
    ServiceProcess another =
        new ServiceProcess(service, name + "-" + number, Ports.free(), itsOwn, health);
    extraInstances.add(another);
    another.start();
    return another;
  }

  public PostgresServer postgres() {
    return infrastructure.postgres();
  }

  public KafkaServer kafka() {
    return infrastructure.kafka();
  }

  public RedisServer redis() {
    return infrastructure.redis();
  }

  /// The public address of the whole system.
  public URI gatewayUrl() {
    return URI.create("http://localhost:" + options.port(Part.GATEWAY));
  }

  /// Where the database of a service is reached, as role [PostgresServer#USER].
  public String jdbcUrl(String name) {
    return Service.named(name)
        .database()
        .map(infrastructure.postgres()::jdbcUrl)
        .orElseThrow(() -> new IllegalArgumentException(name + " has no database"));
  }

  public StackOptions options() {
    return options;
  }

  /// From now on what ends by itself is started again.
  void supervise() {
    Supervisor supervisor = new Supervisor(progress);
    Stream.concat(
            Stream.of(
                new Supervisor.Watched(
                    "postgres", infrastructure.postgres()::process, infrastructure::startPostgres),
                new Supervisor.Watched(
                    "kafka", infrastructure.kafka()::process, infrastructure.kafka()::start),
                new Supervisor.Watched(
                    "redis", infrastructure.redis()::process, infrastructure.redis()::start)),
            services.values().stream()
                .map(
                    service ->
                        new Supervisor.Watched(
                            service.instance(), service::process, service::start)))
        .forEach(part -> parallel.start(() -> supervisor.watch(part)));
  }

  /// Stops everything in reverse order; a frozen or stuck part is killed after a while.
  @Override
  public void close() {
    stopEverything();
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException _) {
      // The JVM is ending: the hook is what brought us here, or finds nothing left to do.
    }
  }

  private synchronized void stopEverything() {
    if (stopped) {
      return;
    }
    stopped = true;
    // First those who start parts, or they would start new ones behind our back.
    quietly(parallel::stop).run();
    if (started) {
      progress.begin("Stopping NeighborBid");
      stopParts();
      progress.end("NeighborBid has stopped");
    }
    health.close();
    folder.close();
  }

  private void stopParts() {
    Parallel stopping = new Parallel();
    stopping.run(stops(Service.GATEWAY));
    stopping.run(stops(Service.REALTIME, Service.AUCTION, Service.WALLET, Service.USER));
    stopping.run(
        quietly(infrastructure.redis()::stop),
        quietly(infrastructure::stopKafka),
        quietly(infrastructure.postgres()::stop));
    stopping.stop();
  }

  /// One part that cannot be stopped must not keep the others running.
  private Runnable quietly(Runnable stop) {
    return () -> {
      try {
        stop.run();
      } catch (RuntimeException e) {
        progress.say("  " + e.getMessage());
      }
    };
  }

  private Runnable[] stops(Service... kinds) {
    List<Runnable> stops = new ArrayList<>();
    for (Service kind : kinds) {
      ServiceProcess first = services.get(kind);
      if (first != null) {
        stops.add(quietly(first::stop));
      }
      extraInstances.stream()
          .filter(extra -> extra.service() == kind)
          .forEach(extra -> stops.add(quietly(extra::stop)));
    }
    return stops.toArray(Runnable[]::new);
  }

  private ServiceProcess instance(Service service, String name, int port) {
    return new ServiceProcess(service, name, port, options, health);
  }
}
