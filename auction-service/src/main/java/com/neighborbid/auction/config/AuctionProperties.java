package com.neighborbid.auction.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Settings of the auction service.
///
/// @param instance unique among the running instances; a static member of the engine's group
/// @param kafka address `host:port[,host:port…]`
/// @param redis address `host:port`
/// @param partitions partitions of topics where they are created
/// @param replication copies of topics where they are created
/// @param laneThreads polling threads of the engine
/// @param laneBatch most records decided in one transaction
/// @param limits `on` or `off`
/// @param feeBasisPoints of the price that the platform keeps; counts for auctions opened from now
///   on
/// @param feeMinimum least fee, in won
@Validated
@ConfigurationProperties("neighborbid.auction")
public record AuctionProperties(
    @NotBlank String instance,
    @NotBlank String kafka,
    @Pattern(regexp = "[^:]+:\\d+") String redis,
    @Min(1) @Max(1024) int partitions,
    @Min(1) @Max(9) short replication,
    @Min(1) @Max(64) int laneThreads,
    @Min(1) @Max(10_000) int laneBatch,
    @NotBlank String limits,
    @Min(0) @Max(10_000) int feeBasisPoints,
    @Min(0) @Max(1_000_000_000) long feeMinimum) {
  String redisHost() {
    return redis.substring(0, redis.lastIndexOf(':'));
  }

  int redisPort() {
    return Integer.parseInt(redis.substring(redis.lastIndexOf(':') + 1));
  }
}
