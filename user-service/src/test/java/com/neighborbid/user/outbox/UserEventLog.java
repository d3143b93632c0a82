package com.neighborbid.user.outbox;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.user.v1.UserEvent;
import com.neighborbid.common.contract.user.v1.UserEventCodec;
import com.neighborbid.user.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Everything on `user.events`, from its beginning.
public final class UserEventLog implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Seen> seen = new ArrayList<>();

  public record Seen(String key, UserEvent event, String value, Map<String, String> headers) {}

  public UserEventLog(String bootstrap) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    Eventually.until("topic is there", () -> !partitions().isEmpty());
    consumer.assign(partitions());
    consumer.seekToBeginning(partitions());
  }

  public List<Seen> awaitEvents(long userId, int count) {
    Eventually.until(count + " events of " + userId, () -> poll(userId).size() >= count);
    return poll(userId);
  }

  private List<Seen> poll(long userId) {
    consumer.poll(Duration.ofMillis(50)).forEach(record -> seen.add(read(record)));
    return seen.stream().filter(one -> one.key().equals(Long.toString(userId))).toList();
  }

  private List<TopicPartition> partitions() {
    return consumer.listTopics().getOrDefault(Topics.USER_EVENTS, List.of()).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private static Seen read(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return new Seen(
        record.key(),
        UserEventCodec.decode(headers.get("ce_type"), Long.parseLong(record.key()), record.value()),
        new String(record.value(), StandardCharsets.UTF_8),
        headers);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
