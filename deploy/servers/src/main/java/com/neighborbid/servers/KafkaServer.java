package com.neighborbid.servers;

import static java.util.Map.entry;

import com.neighborbid.servers.ProcessSpec.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/// Kafka's own broker in KRaft mode, one process that is broker and controller, on fixed ports and
/// a fixed data directory.
public final class KafkaServer {
  /// What is the same wherever NeighborBid runs on a single broker.
  public static final Map<String, String> SETTINGS =
      Map.ofEntries(
          entry("auto.create.topics.enable", "false"),
          entry("group.initial.rebalance.delay.ms", "0"),
          entry("group.min.session.timeout.ms", "1000"),
          entry("offsets.topic.replication.factor", "1"),
          // One broker gains nothing by the default of 50: 50 more logs to open at each start.
          entry("offsets.topic.num.partitions", "8"),
          entry("transaction.state.log.replication.factor", "1"),
          entry("transaction.state.log.min.isr", "1"),
          entry("transaction.state.log.num.partitions", "4"),
          // How long a broker that was killed may not come back, because it might still be alive.
          entry("broker.session.timeout.ms", "3000"),
          entry("broker.heartbeat.interval.ms", "500"),
          entry("num.network.threads", "2"),
          entry("num.io.threads", "4"),
          // The default takes a quarter of this heap for a handful of small compacted topics.
          entry("log.cleaner.dedupe.buffer.size", "8388608"));

  /// After a crash it looks through its logs first, and giving up would only begin that anew.
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int ADMIN_TIMEOUT_MS = 5000;

  /// @param port of the broker on the loopback address
  /// @param controllerPort of the controller on the loopback address
  /// @param data data directory; made and formatted if it does not exist
  /// @param log where the broker's output is appended
  /// @param parameters settings of the broker that differ from ours
  /// @param jvmOptions added to ours, so that they win
  public record Settings(
      int port,
      int controllerPort,
      Path data,
      Path log,
      Map<String, String> parameters,
      List<String> jvmOptions) {
    public Settings {
      data = data.toAbsolutePath();
      parameters = Map.copyOf(parameters);
      jvmOptions = List.copyOf(jvmOptions);
    }

    public Settings(int port, int controllerPort, Path data, Path log) {
      this(port, controllerPort, data, log, Map.of(), List.of());
    }
  }

  private final Settings settings;
  private final ManagedProcess process;

  public KafkaServer(Settings settings) {
    this.settings = settings;
    Path data = settings.data();
    this.process =
        new ManagedProcess(
            new ProcessSpec(
                "Kafka",
                command(),
                // A long class path fits into the environment, and hides the data directory less.
                Map.of("CLASSPATH", Programs.classPath(), "TZ", "UTC"),
                settings.log(),
                data.resolveSibling(data.getFileName() + ".pid"),
                configFile().toString(),
                Signal.TERM));
  }

  /// Starts the broker, after formatting the data directory where it is new, and returns when it
  /// takes records.
  public void start() {
    process.stopLeftover();
    writeConfiguration();
    if (!Files.exists(logFolder().resolve("meta.properties"))) {
      format();
    }
    process.start();
    if (!Waiting.until(START_LIMIT, () -> !process.isAlive() || Ports.isAccepting(port()))
        || !process.isAlive()
        || !answers()) {
      process.kill();
      throw new ServerException("Kafka did not start:\n" + String.join("\n", process.logTail(30)));
    }
  }

  /// Stops in order: what was written is flushed. Answers whether that worked; it is killed if not.
  public boolean stop() {
    return stop(STOP_LIMIT);
  }

  /// The same with another time until it is killed.
  public boolean stop(Duration limit) {
    return process.stop(limit);
  }

  /// SIGKILL; [#start()] recovers its logs.
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

  /// `host:port` as clients want it.
  public String bootstrap() {
    return "127.0.0.1:" + settings.port();
  }

  private Path configFile() {
    return settings.data().resolve("server.properties");
  }

  private Path logFolder() {
    return settings.data().resolve("logs");
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Programs.java());
    command.addAll(
        List.of(
            "-Xms128m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "-Dlogback.configurationFile=" + settings.data().resolve("logback.xml")));
    command.addAll(settings.jvmOptions());
    command.addAll(List.of("kafka.Kafka", configFile().toString()));
    return command;
  }

  private Map<String, String> configuration() {
    Map<String, String> config = new TreeMap<>();
    config.put("process.roles", "broker,controller");
    config.put("node.id", "1");
    config.put("controller.quorum.voters", "1@127.0.0.1:" + settings.controllerPort());
    config.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(settings.port(), settings.controllerPort()));
    config.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + settings.port());
    config.put("controller.listener.names", "CONTROLLER");
    config.put("inter.broker.listener.name", "PLAINTEXT");
    config.put("log.dirs", logFolder().toString());
    config.putAll(SETTINGS);
    config.putAll(settings.parameters());
    return config;
  }

  private void writeConfiguration() {
    Properties properties = new Properties();
    properties.putAll(configuration());
    try {
      Files.createDirectories(logFolder());
      try (var out = Files.newBufferedWriter(configFile(), StandardCharsets.ISO_8859_1)) {
        properties.store(out, "written at every start");
      }
      Files.writeString(settings.data().resolve("logback.xml"), LOGGING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + configFile(), e);
    }
  }

  // Kafka's informing lines are thousands at each start.
  private static final String LOGGING =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5p %logger{40} - %m%n</pattern></encoder>
        </appender>
        <logger name="kafka.server.KafkaRaftServer" level="INFO"/>
        <root level="WARN"><appender-ref ref="out"/></root>
      </configuration>
      """;

  private void format() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      String[] arguments = {
        "format", "-t", Uuid.randomUuid().toString(), "-c", configFile().toString()
      };
      if (StorageTool.execute(arguments, out) != 0) {
        throw new ServerException("cannot format " + logFolder() + ": " + said);
      }
    }
  }

  private boolean answers() {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrap(),
            "request.timeout.ms",
            ADMIN_TIMEOUT_MS,
            "default.api.timeout.ms",
            (int) START_LIMIT.toMillis(),
            "reconnect.backoff.ms",
            20,
            "reconnect.backoff.max.ms",
            100);
    try (Admin admin = Admin.create(config)) {
      return !admin
          .describeCluster()
          .nodes()
          .get(START_LIMIT.toSeconds(), TimeUnit.SECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
