package com.neighborbid.wallet.support;

import com.neighborbid.servers.TestServers;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A database with the service's tables and nothing in them, for what no engine may write.
public final class EmptyLedger {
  private EmptyLedger() {}

  public static DataSource create(String name) {
    TestServers.Postgres postgres = TestServers.postgres();
    DriverManagerDataSource source =
        new DriverManagerDataSource(
            postgres.createDatabase(name), postgres.user(), postgres.password());
    Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
    return source;
  }
}
