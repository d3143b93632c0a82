package com.neighborbid.common.replica;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where a replica of the service's database is, with the same user and password.
///
/// @param url JDBC; empty for none
/// @param maxLag a replica that shows the database as it was longer ago is not asked
/// @param connections most at once
@ConfigurationProperties("neighborbid.replica")
public record ReplicaSettings(
    @DefaultValue("") String url,
    @DefaultValue("2s") Duration maxLag,
    @DefaultValue("8") int connections) {
  public ReplicaSettings {
    if (maxLag.toMillis() < 1 || connections < 1) {
      throw new IllegalArgumentException(
          "neighborbid.replica: max-lag and connections must be > 0");
    }
  }

  boolean isConfigured() {
    return !url.isBlank();
  }
}
