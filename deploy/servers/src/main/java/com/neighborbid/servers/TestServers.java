package com.neighborbid.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One real PostgreSQL, Kafka and Redis for all tests of a JVM, each started when it is first asked
/// for and stopped with its files when the JVM ends.
///
/// They are containers where a Docker engine answers, and child processes elsewhere;
/// `NB_TEST_SERVERS=embedded` or `=docker` decides otherwise. Tests that kill a server start one of
/// their own instead.
public final class TestServers {
  /// Where a shared PostgreSQL is; a database of its own keeps a test apart from the others.
  public record Postgres(String host, int port, String superuser, String superPassword) {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /// A new, empty database owned by [PostgresServer#USER]; answers its JDBC URL. `name` is a
    /// prefix: every call makes another database.
    public String createDatabase(String name) {
      String unique = name + "_" + DATABASES.incrementAndGet();
      PostgresSuperuser.ensureDatabase(unique, this::connect);
      return jdbcUrl(unique);
    }

    /// The role that owns every database made here.
    public String user() {
      return PostgresServer.USER;
    }

    public String password() {
      return PostgresServer.PASSWORD;
    }

    Connection connect() throws SQLException {
      return DriverManager.getConnection(jdbcUrl("postgres"), superuser, superPassword);
    }

    private String jdbcUrl(String database) {
      return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }
  }

  /// Where a shared Redis is.
  public record Redis(String host, int port) {
    /// `host:port` as the services want it.
    public String address() {
      return host + ":" + port;
    }
  }

  private static @Nullable Postgres postgres;
  private static @Nullable String kafka;
  private static @Nullable Redis redis;
  private static @Nullable TestFolder folder;

  private TestServers() {}

  /// The shared PostgreSQL.
  public static synchronized Postgres postgres() {
    if (postgres == null) {
      postgres = useDocker() ? DockerServers.startPostgres() : startPostgres();
    }
    return postgres;
  }

  /// `host:port` of the shared Kafka. Topics are made by whoever needs them, under names of their
  /// own.
  public static synchronized String kafkaBootstrap() {
    if (kafka == null) {
      kafka = useDocker() ? DockerServers.startKafka() : startKafka();
    }
    return kafka;
  }

  /// The shared Redis.
  public static synchronized Redis redis() {
    if (redis == null) {
      redis = useDocker() ? DockerServers.startRedis() : startRedis();
    }
    return redis;
  }

  private static boolean useDocker() {
    String wish = System.getenv().getOrDefault("NB_TEST_SERVERS", "");
    return switch (wish) {
      case "docker" -> true;
      case "embedded" -> false;
      case "" -> dockerMayBeThere() && DockerServers.isAvailable();
      default ->
          throw new ServerException("NB_TEST_SERVERS is neither docker nor embedded: " + wish);
    };
  }

  /// A look at the files first: asking the library takes seconds and fills the log where none is.
  private static boolean dockerMayBeThere() {
    Path home = Path.of(System.getProperty("user.home"));
    return System.getenv("DOCKER_HOST") != null
        || Files.exists(Path.of("/var/run/docker.sock"))
        || Files.exists(home.resolve(".docker/run/docker.sock"))
        || Files.exists(home.resolve(".testcontainers.properties"));
  }

  private static Postgres startPostgres() {
    TestFolder tests = testFolder();
    Path files = tests.path();
    PostgresServer server =
        new PostgresServer(
            new PostgresServer.Settings(
                Ports.free(), files.resolve("postgres"), files.resolve("postgres.log")));
    tests.stopAtExit(server.process());
    server.start();
    return new Postgres(
        "127.0.0.1", server.port(), PostgresSuperuser.NAME, PostgresServer.PASSWORD);
  }

  private static String startKafka() {
    TestFolder tests = testFolder();
    Path files = tests.path();
    List<Integer> ports = Ports.free(2);
    KafkaServer server =
        new KafkaServer(
            new KafkaServer.Settings(
                ports.get(0),
                ports.get(1),
                files.resolve("kafka"),
                files.resolve("kafka.log"),
                Map.of(),
                // Tests are short: compiling with care would only take time from them.
                List.of("-XX:TieredStopAtLevel=1")));
    tests.stopAtExit(server.process());
    server.start();
    return server.bootstrap();
  }

  private static Redis startRedis() {
    TestFolder tests = testFolder();
    Path files = tests.path();
    RedisServer server =
        new RedisServer(
            new RedisServer.Settings(
                Ports.free(), files.resolve("redis"), files.resolve("redis.log")));
    tests.stopAtExit(server.process());
    server.start();
    return new Redis("127.0.0.1", server.port());
  }

  private static TestFolder testFolder() {
    if (folder == null) {
      folder = TestFolder.open();
    }
    return folder;
  }
}
