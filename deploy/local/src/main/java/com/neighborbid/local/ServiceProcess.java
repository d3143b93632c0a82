package com.neighborbid.local;

import com.neighborbid.servers.ManagedProcess;
import com.neighborbid.servers.ProcessSpec;
import com.neighborbid.servers.Waiting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// One running instance of a service: its process, its address and whether it is ready.
public final class ServiceProcess {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  // The first stop also writes what the next starts need, which on a busy machine takes long.
  private static final Duration FIRST_STOP_LIMIT = Duration.ofMinutes(1);
  private static final int LOG_LINES = 40;

  private final Service service;
  private final String instance;
  private final int port;
  private final StackOptions options;
  private final UnpackedJar jar;
  private final Health health;
  private volatile ManagedProcess process;

  ServiceProcess(Service service, String instance, int port, StackOptions options, Health health) {
    this.service = service;
    this.instance = instance;
    this.port = port;
    this.health = health;
    this.options = options;
    this.jar = UnpackedJar.of(service.jar(options.home()), options.training());
    this.process = process(service, instance, port, options, jar);
  }

  /// Starts the process and returns when it is ready.
  ///
  /// @throws StackException with the end of its log if it ends or is not ready in time
  public void start() {
    launch();
    awaitReady();
  }

  /// Starts the process without waiting.
  public void launch() {
    if (!process.isAlive()) {
      // Made anew each time, because the run before may have left an archive of shared classes.
      process = process(service, instance, port, options, jar);
    }
    process.start();
  }

  /// Waits until the service says it is ready.
  ///
  /// @throws StackException with the end of its log if it ends or is not ready in time
  public void awaitReady() {
    Duration limit = options.startLimit();
    boolean done = Waiting.until(limit, () -> !process.isAlive() || isReady());
    if (done && process.isAlive()) {
      return;
    }
    String what =
        done ? "ended while it started" : "was not ready after " + limit.toSeconds() + " s";
    throw new StackException(
        "%s %s. The end of %s:\n%s"
            .formatted(
                instance,
                what,
                process.spec().log(),
                String.join("\n", process.logTail(LOG_LINES))));
  }

  /// Whether the service says that it can take requests.
  public boolean isReady() {
    return health.isReady(url());
  }

  /// Ends the service in order (SIGTERM, SIGKILL where that does not help).
  public void stop() {
    boolean inOrder = process.stop(stopLimit());
    jar.sharedClasses().ifPresent(classes -> classes.settle(inOrder));
  }

  private Duration stopLimit() {
    if (jar.sharedClasses().filter(SharedClasses::isWriting).isEmpty()) {
      return STOP_LIMIT;
    }
    return options.training() ? Training.STOP_LIMIT : FIRST_STOP_LIMIT;
  }

  /// Ends the service at once (SIGKILL).
  public void kill() {
    process.kill();
    jar.sharedClasses().ifPresent(classes -> classes.settle(false));
  }

  /// Starts the service again after it was stopped or killed, stopping it first where it still
  /// runs, and returns when it is ready.
  public void restart() {
    stop();
    start();
  }

  /// Freezes the service (SIGSTOP) until [#resume()].
  public void freeze() {
    process.freeze();
  }

  /// Wakes a frozen service (SIGCONT).
  public void resume() {
    process.resume();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  public Service service() {
    return service;
  }

  /// The name that tells it from other instances, such as `auction` or `auction-2`.
  public String instance() {
    return instance;
  }

  public int port() {
    return port;
  }

  /// Its own address, without the gateway.
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// Where it writes its log.
  public Path log() {
    return process.spec().log();
  }

  ManagedProcess process() {
    return process;
  }

  private static ManagedProcess process(
      Service service, String instance, int port, StackOptions options, UnpackedJar jar) {
    return new ManagedProcess(
        new ProcessSpec(
            instance,
            ServiceCommand.of(service, jar),
            ServiceEnvironment.of(service, instance, port, options),
            options.log(instance),
            options.data().resolve("run").resolve(instance + ".pid"),
            jar.jar().toString(),
            ProcessSpec.Signal.TERM));
  }
}
