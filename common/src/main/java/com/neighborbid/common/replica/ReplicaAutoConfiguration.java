package com.neighborbid.common.replica;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads from a replica for a service that has a database, where one is configured.
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@ConditionalOnClass({JdbcClient.class, HikariDataSource.class})
@EnableConfigurationProperties(ReplicaSettings.class)
public class ReplicaAutoConfiguration {
  private static final int CONNECT_MS = 500;
  private static final int VALIDATE_MS = 400;
  private static final String LIMITS = "connectTimeout=2&socketTimeout=2&tcpKeepAlive=true";

  /// The pool is no bean: nobody else may take its connections for the database's.
  @Bean(destroyMethod = "close")
  @ConditionalOnBean(JdbcClient.class)
  ReplicaReads replicaReads(
      ReplicaSettings settings,
      JdbcClient database,
      DataSourceProperties properties,
      MeterRegistry registry) {
    if (!settings.isConfigured()) {
      return new ReplicaReads(database);
    }
    return new ReplicaReads(
        database,
        pool(settings, properties.determineUsername(), properties.determinePassword()),
        settings.maxLag(),
        registry);
  }

  /// Whoever finds no connection soon reads from the database instead.
  static HikariDataSource pool(ReplicaSettings settings, String user, String password) {
    HikariConfig config = new HikariConfig();
    String separator = settings.url().contains("?") ? "&" : "?";
    config.setJdbcUrl(settings.url() + separator + LIMITS);
    config.setUsername(user);
    config.setPassword(password);
    config.setPoolName("replica");
    config.setReadOnly(true);
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MS);
    config.setValidationTimeout(VALIDATE_MS);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
