package com.neighborbid.common.lane;

import java.time.Duration;

/// How an instance runs the lanes of one log.
///
/// @param bootstrap Kafka's address
/// @param group consumer group; one engine
/// @param topic the log
/// @param instance unique name of this instance: a static member of the group
/// @param threads polling threads; partitions are spread over them
/// @param maxBatch most records decided in one transaction
/// @param source `ce_source` of what the engine sends
public record LaneSettings(
    String bootstrap,
    String group,
    String topic,
    String instance,
    int threads,
    int maxBatch,
    String source) {
  /// How far a record's stamp may lie ahead of our clock before the log counts as broken.
  static final Duration STAMP_AHEAD_LIMIT = Duration.ofSeconds(10);

  public LaneSettings {
    if (threads < 1 || maxBatch < 1) {
      throw new IllegalArgumentException("threads and maxBatch must be at least 1");
    }
  }
}
