package com.neighborbid.user.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param instance a name no other process has
/// @param redis `host:port`, over which all services hear of ended sign-ins, and people of their
///   news
@Validated
@ConfigurationProperties("neighborbid.user")
public record UserProperties(
    @NotBlank @DefaultValue("user-service") String instance,
    @NotBlank @DefaultValue("127.0.0.1:16379") String redis,
    @Valid @DefaultValue Kafka kafka,
    @Valid @DefaultValue LoginLimit loginLimit,
    @Valid @DefaultValue Password password,
    @Valid @DefaultValue Tokens tokens,
    @Valid @DefaultValue Outbox outbox) {

  /// @param bootstrap `host:port` of brokers
  /// @param partitions of topics that have to be created
  /// @param replication of topics that have to be created
  public record Kafka(
      @NotBlank @DefaultValue("127.0.0.1:19092") String bootstrap,
      @Min(1) @DefaultValue("4") int partitions,
      @Min(1) @DefaultValue("1") short replication) {}

  /// Failed sign-ins within a sliding window; counted in each instance for itself.
  ///
  /// @param perAccount failures from one address after which a username has to wait there
  /// @param perAccountAnywhere failures from all addresses after which it has to wait everywhere
  /// @param perAddress failures after which an address has to wait
  public record LoginLimit(
      @DefaultValue("true") boolean enabled,
      @Min(1) @DefaultValue("10") int perAccount,
      @Min(1) @DefaultValue("100") int perAccountAnywhere,
      @Min(1) @DefaultValue("100") int perAddress,
      @DefaultValue("15m") Duration window) {}

  /// @param strength of bcrypt: each step doubles the time
  /// @param concurrentHashes how many are computed at once; each takes a core
  /// @param maxWait for a turn, before the answer is 503
  public record Password(
      @Min(4) @Max(16) @DefaultValue("10") int strength,
      @Min(1) @DefaultValue("2") int concurrentHashes,
      @DefaultValue("5s") Duration maxWait) {}

  /// @param keysMaxAge after which signing keys are read again from the database
  public record Tokens(
      @DefaultValue("15m") Duration accessLife,
      @DefaultValue("30d") Duration refreshLife,
      @DefaultValue("30s") Duration keysMaxAge) {}

  /// @param pollInterval between two looks when nobody wakes the publisher
  /// @param lockPause before the next look when another instance publishes
  /// @param failurePause before the next attempt while Kafka or the database is away
  /// @param keepSent how long sent events stay for questions
  public record Outbox(
      @DefaultValue("1s") Duration pollInterval,
      @DefaultValue("100ms") Duration lockPause,
      @DefaultValue("1s") Duration failurePause,
      @DefaultValue("7d") Duration keepSent) {}
}
