package com.neighborbid.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.kafka.KafkaContainer;

/// The test servers as containers, for machines with a Docker engine. Testcontainers removes them
/// when the JVM ends, also when it was killed.
final class DockerServers {
  private static final int REDIS_PORT = 6379;

  private DockerServers() {}

  static boolean isAvailable() {
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException _) {
      // A half-configured client is no engine.
      return false;
    }
  }

  @SuppressWarnings("resource") // lives as long as the JVM
  static TestServers.Postgres startPostgres() {
    PostgreSQLContainer<?> container =
        new PostgreSQLContainer<>("postgres:18")
            .withUsername(PostgresSuperuser.NAME)
            .withPassword(PostgresServer.PASSWORD)
            .withCommand("postgres", "-c", "max_connections=200", "-c", "timezone=UTC");
    container.start();
    TestServers.Postgres postgres =
        new TestServers.Postgres(
            container.getHost(),
            container.getFirstMappedPort(),
            PostgresSuperuser.NAME,
            PostgresServer.PASSWORD);
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      PostgresSuperuser.ensureRole(statement);
    } catch (SQLException e) {
      throw new ServerException("cannot create role " + PostgresServer.USER, e);
    }
    return postgres;
  }

  @SuppressWarnings("resource") // lives as long as the JVM
  static String startKafka() {
    KafkaContainer container =
        new KafkaContainer("apache/kafka:3.9.2")
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
    container.start();
    return container.getBootstrapServers();
  }

  @SuppressWarnings("resource") // lives as long as the JVM
  static TestServers.Redis startRedis() {
    GenericContainer<?> container = new GenericContainer<>("redis:7").withExposedPorts(REDIS_PORT);
    container.start();
    return new TestServers.Redis(container.getHost(), container.getMappedPort(REDIS_PORT));
  }
}
