package com.neighborbid.systemtests.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/// Where the databases and the logs to be audited are.
///
/// @param walletUrl JDBC URL of the wallet service's database
/// @param auctionUrl JDBC URL of the auction service's database
/// @param kafka `host:port`
public record AuditTarget(
    String walletUrl, String auctionUrl, String user, String password, String kafka) {
  /// The local stack, or what `NB_WALLET_DB_URL`, `NB_AUCTION_DB_URL`, `NB_DB_USER`,
  /// `NB_DB_PASSWORD` and `NB_KAFKA` say; the stack's own `NB_POSTGRES_PORT` and `NB_KAFKA_PORT`
  /// count too.
  public static AuditTarget fromEnvironment(Map<String, String> environment) {
    String server =
        "jdbc:postgresql://127.0.0.1:" + environment.getOrDefault("NB_POSTGRES_PORT", "15432");
    return new AuditTarget(
        environment.getOrDefault("NB_WALLET_DB_URL", server + "/nb_wallet"),
        environment.getOrDefault("NB_AUCTION_DB_URL", server + "/nb_auction"),
        environment.getOrDefault("NB_DB_USER", "neighborbid"),
        environment.getOrDefault("NB_DB_PASSWORD", "neighborbid"),
        environment.getOrDefault(
            "NB_KAFKA", "127.0.0.1:" + environment.getOrDefault("NB_KAFKA_PORT", "19092")));
  }

  /// A connection to the wallet service's database.
  ///
  /// @throws SQLException if it is not there
  public Connection wallet() throws SQLException {
    return DriverManager.getConnection(walletUrl, user, password);
  }

  /// A connection to the auction service's database.
  ///
  /// @throws SQLException if it is not there
  public Connection auction() throws SQLException {
    return DriverManager.getConnection(auctionUrl, user, password);
  }

  /// The password stays out of logs.
  @Override
  public String toString() {
    return walletUrl + ", " + auctionUrl + ", Kafka " + kafka;
  }
}
