package com.neighborbid.common.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/// Gets from the log what a lane thread decides next: all that is there.
///
/// The client asks for more as soon as a poll returns, before its batch is decided. So what comes
/// meanwhile is still with the broker when the next poll returns, and would wait for one batch
/// more. Under load a second, short poll brings it along.
final class BatchPoll {
  private static final Duration FIRST = Duration.ofMillis(50);

  /// About what the broker needs for an answer.
  private static final Duration SECOND = Duration.ofMillis(2);

  private final Consumer<byte[], byte[]> consumer;
  private boolean busy;

  BatchPoll(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /// Waits a moment for records; empty when none came.
  ///
  /// @return by partition, in log order
  Map<Integer, List<ConsumerRecord<byte[], byte[]>>> next() {
    Map<Integer, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    add(consumer.poll(FIRST), records);
    if (busy && !records.isEmpty()) {
      add(consumer.poll(SECOND), records);
    }
    busy = !records.isEmpty();
    return records;
  }

  private static void add(
      ConsumerRecords<byte[], byte[]> polled,
      Map<Integer, List<ConsumerRecord<byte[], byte[]>>> records) {
    for (TopicPartition partition : polled.partitions()) {
      records
          .computeIfAbsent(partition.partition(), _ -> new ArrayList<>())
          .addAll(polled.records(partition));
    }
  }
}
