package com.neighborbid.auction.support;

import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.servers.TestServers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A topic of the shared Kafka, as another service writes and reads it.
public final class Topic {
  private final String name;

  public Topic(String name) {
    this.name = name;
  }

  /// Returns when it is there for good.
  public void say(String key, String type, byte[] value) {
    try (LogAppender appender =
        new LogAppender(TestServers.kafkaBootstrap(), "test", Clock.systemUTC())) {
      var _ = appender.append(name, key, type, UUID.randomUUID().toString(), value).join();
    }
  }

  /// Reads from the beginning until as many fit, and answers these in order.
  public List<ConsumerRecord<String, byte[]>> await(
      int count, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestServers.kafkaBootstrap()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Eventually.isTrue(
          () -> {
            consumer
                .poll(Duration.ofMillis(100))
                .forEach(
                    record -> {
                      if (wanted.test(record)) {
                        found.add(record);
                      }
                    });
            return found.size() >= count;
          });
    }
    return found;
  }
}
