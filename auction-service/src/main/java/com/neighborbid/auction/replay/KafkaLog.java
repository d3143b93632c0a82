package com.neighborbid.auction.replay;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.kafka.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The log itself, read by a consumer that belongs to no group and leaves nothing behind.
final class KafkaLog implements LogSource, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int PATIENCE = 60;

  private final KafkaConsumer<byte[], byte[]> consumer;

  /// @param bootstrap `host:port`
  KafkaLog(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "none",
                "default.api.timeout.ms",
                10_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  @Override
  public Map<Integer, Long> ends() {
    Map<Integer, Long> ends = new TreeMap<>();
    consumer
        .endOffsets(
            consumer.partitionsFor(Topics.AUCTION_LOG).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList())
        .forEach((partition, end) -> ends.put(partition.partition(), end));
    return ends;
  }

  @Override
  public void read(Map<Integer, Long> limits, Consumer<LogLine> reader) {
    new TreeMap<>(limits).forEach((partition, limit) -> read(partition, limit, reader));
  }

  private void read(int number, long limit, Consumer<LogLine> reader) {
    TopicPartition partition = new TopicPartition(Topics.AUCTION_LOG, number);
    List<TopicPartition> one = List.of(partition);
    Long beginning = consumer.beginningOffsets(one).get(partition);
    if (limit > 0 && (beginning == null || beginning > 0)) {
      throw new LogIncompleteException(
          "partition %d begins at %s, what was before is gone".formatted(number, beginning));
    }
    consumer.assign(one);
    consumer.seekToBeginning(one);
    int idle = 0;
    while (consumer.position(partition) < limit) {
      var records = consumer.poll(POLL);
      idle = records.isEmpty() ? idle + 1 : 0;
      if (idle > PATIENCE) {
        throw new LogIncompleteException(
            "partition %d ends at %d, the database has decided up to %d"
                .formatted(number, consumer.position(partition), limit));
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.offset() < limit) {
          reader.accept(line(record));
        }
      }
    }
  }

  private static LogLine line(ConsumerRecord<byte[], byte[]> record) {
    String type = RecordHeaders.text(record.headers(), RecordHeaders.TYPE);
    return new LogLine(
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
        type == null ? "" : type,
        record.value() == null ? new byte[0] : record.value());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
