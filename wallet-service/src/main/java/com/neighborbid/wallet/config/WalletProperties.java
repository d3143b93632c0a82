package com.neighborbid.wallet.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How this instance runs.
///
/// @param instance unique name of this instance: two with the same name throw each other out
/// @param kafka Kafka's address
/// @param redis Redis' address `host:port`
/// @param partitions of topics that this instance creates
/// @param replication of topics that this instance creates
/// @param requestWait how long a deposit or withdrawal waits for its decision before it answers 202
/// @param clearingAlarmAfter how long a captured price may wait for its seller
@Validated
@ConfigurationProperties("neighborbid.wallet")
public record WalletProperties(
    @NotBlank String instance,
    @NotBlank String kafka,
    @DefaultValue("127.0.0.1:16379") @Pattern(regexp = "[^:]+:\\d+") String redis,
    @DefaultValue("4") @Min(1) @Max(10_000) int partitions,
    @DefaultValue("1") @Min(1) short replication,
    @DefaultValue("10s") Duration requestWait,
    @DefaultValue("2m") Duration clearingAlarmAfter,
    @DefaultValue @Valid Lanes lanes) {
  String redisHost() {
    return redis.substring(0, redis.lastIndexOf(':'));
  }

  int redisPort() {
    return Integer.parseInt(redis.substring(redis.lastIndexOf(':') + 1));
  }

  /// @param threads lane threads; partitions are spread over them
  /// @param maxBatch most records decided in one transaction
  public record Lanes(
      @DefaultValue("1") @Min(1) @Max(64) int threads,
      @DefaultValue("2000") @Min(1) @Max(20_000) int maxBatch) {}
}
