package com.neighborbid.local;

/// Everything of the stack that listens on a port.
public enum Part {
  POSTGRES("PostgreSQL", "NB_POSTGRES_PORT", 15432),
  KAFKA("Kafka", "NB_KAFKA_PORT", 19092),
  KAFKA_CONTROLLER("Kafka's controller", "NB_KAFKA_CONTROLLER_PORT", 19093),
  REDIS("Redis", "NB_REDIS_PORT", 16379),
  USER("user", "NB_USER_PORT", 8081),
  WALLET("wallet", "NB_WALLET_PORT", 8082),
  AUCTION("auction", "NB_AUCTION_PORT", 8083),
  REALTIME("realtime", "NB_REALTIME_PORT", 8084),
  GATEWAY("gateway", "NB_GATEWAY_PORT", 8080);

  private final String label;
  private final String variable;
  private final int defaultPort;

  Part(String label, String variable, int defaultPort) {
    this.label = label;
    this.variable = variable;
    this.defaultPort = defaultPort;
  }

  /// The name people know it by.
  public String label() {
    return label;
  }

  /// The environment variable that changes its port.
  public String variable() {
    return variable;
  }

  public int defaultPort() {
    return defaultPort;
  }
}
