package com.neighborbid.local;

import com.neighborbid.servers.Ports;
import com.neighborbid.servers.TemporaryFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Where and how a stack runs.
///
/// @param home root of the built source tree
/// @param data folder of all data, logs and process ids
/// @param ports of every part
/// @param environment handed to every service, on top of what the stack sets itself
/// @param demoData whether people and auctions are loaded at the first start
/// @param temporary whether the data are deleted when the stack stops
/// @param startLimit how long one part may take to get ready
/// @param progress takes the lines a person reads
/// @param wiring how the parts reach each other
/// @param backups folder of the base backups and the archived log of PostgreSQL; nothing is
///   archived without one
/// @param training whether this run is there to make the next ones start faster, see [Training]
public record StackOptions(
    Path home,
    Path data,
    Map<Part, Integer> ports,
    Map<String, String> environment,
    boolean demoData,
    boolean temporary,
    Duration startLimit,
    Consumer<String> progress,
    Wiring wiring,
    Optional<Path> backups,
    boolean training) {
  // Generous: a part that dies is noticed at once, and a busy machine is no reason to give up.
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  public StackOptions {
    home = home.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
    ports = Map.copyOf(ports);
    environment = Map.copyOf(environment);
    backups = backups.map(folder -> folder.toAbsolutePath().normalize());
  }

  /// A stack whose parts reach each other directly.
  public StackOptions(
      Path home,
      Path data,
      Map<Part, Integer> ports,
      Map<String, String> environment,
      boolean demoData,
      boolean temporary,
      Duration startLimit,
      Consumer<String> progress) {
    this(
        home,
        data,
        ports,
        environment,
        demoData,
        temporary,
        startLimit,
        progress,
        Wiring.DIRECT,
        Optional.empty(),
        false);
  }

  /// What `make run` takes from the environment.
  ///
  /// @throws StackException if a port is not a number between 1 and 65535
  public static StackOptions fromEnvironment(Map<String, String> environment) {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      ports.put(part, port(environment, part));
    }
    Path home = findHome();
    Path data = home.resolve(environment.getOrDefault("NB_DATA_DIR", ".local"));
    boolean demoData = !"off".equals(environment.get("NB_DEMO_DATA"));
    StackOptions options =
        new StackOptions(
            home, data, ports, Map.of(), demoData, false, START_LIMIT, System.out::println);
    String backups = environment.getOrDefault("NB_BACKUP_DIR", "");
    return backups.isEmpty() ? options : options.withBackups(home.resolve(backups));
  }

  /// A stack for a test: free ports, a data folder that goes with it, no demo data, no rate limits,
  /// and silent.
  public static StackOptions forTests() {
    return new StackOptions(
        findHome(),
        TemporaryFolders.create("neighborbid-stack"),
        freePorts(),
        Map.of("NB_LIMITS", "off"),
        false,
        true,
        START_LIMIT,
        _ -> {});
  }

  /// A free port for every part.
  public static Map<Part, Integer> freePorts() {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    Iterator<Integer> free = Ports.free(Part.values().length).iterator();
    for (Part part : Part.values()) {
      ports.put(part, free.next());
    }
    return ports;
  }

  public StackOptions withHome(Path value) {
    return with(draft -> draft.home = value);
  }

  public StackOptions withProgress(Consumer<String> value) {
    return with(draft -> draft.progress = value);
  }

  public StackOptions withDemoData(boolean value) {
    return with(draft -> draft.demoData = value);
  }

  public StackOptions withPorts(Map<Part, Integer> value) {
    return with(draft -> draft.ports = value);
  }

  public StackOptions withWiring(Wiring value) {
    return with(draft -> draft.wiring = value);
  }

  /// Keeps base backups and the archived log of PostgreSQL in this folder.
  public StackOptions withBackups(Path value) {
    return with(draft -> draft.backups = Optional.of(value));
  }

  /// Sets one variable for every service.
  public StackOptions withVariable(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return with(draft -> draft.environment = more);
  }

  /// Has every process of Java write down what its next starts need.
  StackOptions withTraining() {
    return with(draft -> draft.training = true);
  }

  private StackOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /// A copy that can be changed.
  private static final class Draft {
    private Path home;
    private final Path data;
    private Map<Part, Integer> ports;
    private Map<String, String> environment;
    private boolean demoData;
    private final boolean temporary;
    private final Duration startLimit;
    private Consumer<String> progress;
    private Wiring wiring;
    private Optional<Path> backups;
    private boolean training;

    Draft(StackOptions options) {
      home = options.home;
      data = options.data;
      ports = options.ports;
      environment = options.environment;
      demoData = options.demoData;
      temporary = options.temporary;
      startLimit = options.startLimit;
      progress = options.progress;
      wiring = options.wiring;
      backups = options.backups;
      training = options.training;
    }

    StackOptions options() {
      return new StackOptions(
          home,
          data,
          ports,
          environment,
          demoData,
          temporary,
          startLimit,
          progress,
          wiring,
          backups,
          training);
    }
  }

  /// The port of a part.
  public int port(Part part) {
    Integer port = ports.get(part);
    if (port == null) {
      throw new StackException("no port for " + part.label());
    }
    return port;
  }

  /// Where the part writes its log.
  Path log(String name) {
    return data.resolve("logs").resolve(name + ".log");
  }

  private static int port(Map<String, String> environment, Part part) {
    String value = environment.getOrDefault(part.variable(), "" + part.defaultPort());
    if (!value.matches("[1-9]\\d{0,4}") || Integer.parseInt(value) > 65535) {
      throw new StackException(
          "%s=%s is not a port: it must be a number from 1 to 65535"
              .formatted(part.variable(), value));
    }
    return Integer.parseInt(value);
  }

  /// The tree this runs in: the nearest folder above with the launcher's own module or, where there
  /// is none, the working directory.
  public static Path findHome() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("deploy/local/pom.xml"))) {
        return folder;
      }
    }
    return here;
  }
}
