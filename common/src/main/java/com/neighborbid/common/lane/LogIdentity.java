package com.neighborbid.common.lane;

import com.neighborbid.common.lane.LaneRow.LastRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Makes sure that a log is the one a lane has decided: same topic id, same partition count, and
/// the last decided record still at its place. A power loss on a single broker, a recreated or a
/// repartitioned topic would otherwise go unnoticed and break the promise that nothing acknowledged
/// is lost.
final class LogIdentity implements LogFacts, AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final String bootstrap;
  private final Admin admin;
  private @Nullable KafkaConsumer<byte[], byte[]> reader;

  /// What the broker says of a topic.
  record Log(String topicId, int partitionCount) {}

  LogIdentity(String bootstrap, String clientId) {
    this.bootstrap = bootstrap;
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.CLIENT_ID_CONFIG,
                clientId + "-identity",
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) LIMIT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                3_000));
  }

  Admin admin() {
    return admin;
  }

  @Override
  public Log describe(String topic)
      throws ExecutionException, InterruptedException, TimeoutException {
    TopicDescription description =
        admin
            .describeTopics(List.of(topic))
            .allTopicNames()
            .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .get(topic);
    if (description == null) {
      throw new IllegalStateException("the broker described another topic than " + topic);
    }
    return new Log(description.topicId().toString(), description.partitions().size());
  }

  /// Why the log is not the lane's, or nothing where it is.
  static Optional<String> mismatch(LaneKey lane, Log known, Log now) {
    if (!known.topicId().equals(now.topicId())) {
      return Optional.of(
          "topic %s was recreated: lane %s was decided from log %s, the broker has %s"
              .formatted(lane.topic(), lane, known.topicId(), now.topicId()));
    }
    if (known.partitionCount() != now.partitionCount()) {
      return Optional.of(
          "topic %s has %d partitions, lane %s was decided with %d: keys have moved"
              .formatted(lane.topic(), now.partitionCount(), lane, known.partitionCount()));
    }
    return Optional.empty();
  }

  /// Reads the last decided record again and compares it.
  @Override
  public Optional<String> lastRecordMismatch(LaneKey lane, @Nullable LastRecord last) {
    if (last == null) {
      return Optional.empty();
    }
    ConsumerRecord<byte[], byte[]> found = read(lane, last.offset());
    if (found == null) {
      return Optional.of(
          "%s has no record at offset %d, which was decided: the log was truncated"
              .formatted(lane, last.offset()));
    }
    if (crc(found) != last.crc()) {
      return Optional.of(
          "%s has another record at offset %d than the one decided: the log was rewritten"
              .formatted(lane, last.offset()));
    }
    return Optional.empty();
  }

  /// The fingerprint of a record that a lane keeps.
  static LastRecord fingerprint(ConsumerRecord<byte[], byte[]> record) {
    return new LastRecord(record.offset(), record.leaderEpoch().orElse(-1), crc(record));
  }

  private static long crc(ConsumerRecord<byte[], byte[]> record) {
    CRC32C crc = new CRC32C();
    if (record.key() != null) {
      crc.update(record.key());
    }
    if (record.value() != null) {
      crc.update(record.value());
    }
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, record.timestamp()));
    return crc.getValue();
  }

  /// One reader serves all lanes of the group: making a new one costs more than the reading.
  private synchronized @Nullable ConsumerRecord<byte[], byte[]> read(LaneKey lane, long offset) {
    TopicPartition partition = new TopicPartition(lane.topic(), lane.partition());
    KafkaConsumer<byte[], byte[]> consumer = reader();
    try {
      consumer.assign(List.of(partition));
      if (offset >= end(consumer, partition) || offset < begin(consumer, partition)) {
        return null;
      }
      consumer.seek(partition, offset);
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          return record.offset() == offset ? record : null;
        }
      }
      throw new IllegalStateException(
          lane + ": the broker did not give record " + offset + " in time");
    } catch (OffsetOutOfRangeException _) {
      return null;
    } catch (RuntimeException e) {
      closeReader(); // whatever it remembers of the cluster may be why
      throw e;
    }
  }

  /// Where the log of a lane begins now, and the offset after its last record.
  record Range(long begin, long end) {}

  synchronized Range range(LaneKey lane) {
    TopicPartition partition = new TopicPartition(lane.topic(), lane.partition());
    KafkaConsumer<byte[], byte[]> consumer = reader();
    try {
      return new Range(begin(consumer, partition), end(consumer, partition));
    } catch (RuntimeException e) {
      closeReader();
      throw e;
    }
  }

  private static long begin(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  private static long end(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  private KafkaConsumer<byte[], byte[]> reader() {
    KafkaConsumer<byte[], byte[]> current = reader;
    if (current == null) {
      current =
          new KafkaConsumer<>(
              Map.of(
                  ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  bootstrap,
                  ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                  "none",
                  ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                  false,
                  ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                  1,
                  ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                  500,
                  ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                  (int) LIMIT.toMillis()),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      reader = current;
    }
    return current;
  }

  private void closeReader() {
    KafkaConsumer<byte[], byte[]> current = reader;
    reader = null;
    if (current != null) {
      current.close(Duration.ZERO);
    }
  }

  @Override
  public synchronized void close() {
    closeReader();
    admin.close(Duration.ofSeconds(1));
  }
}
