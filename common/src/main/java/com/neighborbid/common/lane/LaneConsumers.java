package com.neighborbid.common.lane;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Makes the consumer of a lane thread.
final class LaneConsumers {
  private LaneConsumers() {}

  /// A static member that never commits offsets: the lane's row is the truth, and a position is set
  /// by seek at every assignment.
  static KafkaConsumer<byte[], byte[]> create(LaneSettings settings, String memberId) {
    return new KafkaConsumer<>(
        Map.ofEntries(
            Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap()),
            Map.entry(ConsumerConfig.GROUP_ID_CONFIG, settings.group()),
            Map.entry(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, memberId),
            Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, memberId),
            Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
            Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
            Map.entry(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName()),
            Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000),
            Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000),
            // Every long wait of ours polls, so a thread that does not is stuck and must not hold
            // up the
            // others: a rebalance waits for it this long at most.
            Map.entry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 30_000),
            Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxBatch()),
            Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1),
            // After a seek the old fetch is waited for; a lane that is taken again should not wait
            // long.
            Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100),
            Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000),
            Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
            Map.entry(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
