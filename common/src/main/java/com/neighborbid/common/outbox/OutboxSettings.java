package com.neighborbid.common.outbox;

import java.time.Duration;

/// A bean of it gives a service the outbox.
///
/// @param bootstrap `host:port` of brokers
/// @param source what `ce_source` says
/// @param pollInterval between two looks when nobody wakes the publisher
/// @param lockPause before the next look when another instance publishes
/// @param failurePause before the next attempt while Kafka or the database is away
/// @param keepSent how long sent events stay for questions
public record OutboxSettings(
    String bootstrap,
    String source,
    Duration pollInterval,
    Duration lockPause,
    Duration failurePause,
    Duration keepSent) {
  /// The pauses that fit most services.
  public static OutboxSettings usual(String bootstrap, String source) {
    return new OutboxSettings(
        bootstrap,
        source,
        Duration.ofSeconds(1),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofDays(7));
  }
}
