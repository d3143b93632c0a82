package com.neighborbid.systemtests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads a topic as anybody could.
final class Topic {
  private static final Duration POLL = Duration.ofMillis(200);

  private Topic() {}

  /// The values of all records with that key so far, as text, in order.
  static List<String> values(NeighborBid system, String topic, long key) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            system.stack().kafka().bootstrap(),
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest");
    StringDeserializer text = new StringDeserializer();
    List<String> values = new ArrayList<>();
    try (var consumer = new KafkaConsumer<>(config, text, text)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
          if (record.key().equals(Long.toString(key))) {
            values.add(record.value());
          }
        }
      }
    }
    return values;
  }
}
