package com.neighborbid.simulation.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/// All topics.
public final class Broker {
  private final int partitions;
  private final Map<String, List<List<Logged>>> topics = new HashMap<>();
  private final LongSupplier clock;
  private final Consumer<Logged> appends;
  private final boolean senderStamps;

  /// @param clock the broker's, in milliseconds; it may jump
  /// @param appends shown every record as it arrives
  /// @param senderStamps a planted bug: records carry the time at which they were sent
  public Broker(
      int partitions, LongSupplier clock, Consumer<Logged> appends, boolean senderStamps) {
    this.partitions = partitions;
    this.clock = clock;
    this.appends = appends;
    this.senderStamps = senderStamps;
  }

  public int partitions() {
    return partitions;
  }

  /// Which partition a key belongs to.
  public int partitionOf(String key) {
    return Math.floorMod(key.hashCode(), partitions);
  }

  /// Appends a record.
  ///
  /// @param senderMs when it was sent, by its sender's clock
  public Logged append(ProducerRecord<byte[], byte[]> record, long senderMs) {
    int partition = partitionOf(new String(record.key(), StandardCharsets.UTF_8));
    List<Logged> log = log(record.topic(), partition);
    Logged logged =
        new Logged(
            record.topic(),
            partition,
            log.size(),
            clock.getAsLong(),
            senderMs,
            record.key(),
            record.value(),
            record.headers());
    log.add(logged);
    appends.accept(logged);
    return logged;
  }

  /// The records of a partition, in order.
  public List<Logged> log(String topic, int partition) {
    List<List<Logged>> logs =
        topics.computeIfAbsent(
            topic,
            _ -> {
              List<List<Logged>> empty = new ArrayList<>();
              for (int i = 0; i < partitions; i++) {
                empty.add(new ArrayList<>());
              }
              return empty;
            });
    return logs.get(partition);
  }

  public long end(String topic, int partition) {
    return log(topic, partition).size();
  }

  /// The stamp with which a record is delivered.
  public long stampOf(Logged record) {
    return senderStamps ? record.senderMs() : record.stampMs();
  }

  ConsumerRecord<byte[], byte[]> delivered(Logged record) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        stampOf(record),
        TimestampType.LOG_APPEND_TIME,
        record.key().length,
        record.value().length,
        record.key(),
        record.value(),
        new RecordHeaders(record.headers()),
        Optional.of(0));
  }
}
