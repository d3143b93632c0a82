package com.neighborbid.common.outbox;

import com.neighborbid.common.kafka.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Sends rows to Kafka in order. Used by the publisher's thread only.
///
/// A producer that failed is thrown away without a last attempt and all unacknowledged rows go out
/// again with a new one. It never gives a record up by itself: sending the next without it would be
/// a reorder that dropping repeated ids cannot mend.
final class EventSender implements RowSender {
  private static final Duration ACK_LIMIT = Duration.ofSeconds(10);

  private final String bootstrap;
  private final String source;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  EventSender(String bootstrap, String source) {
    this.bootstrap = bootstrap;
    this.source = source;
  }

  /// The producer connects by itself when there is something to send.
  @Override
  public void prepare() {}

  /// Returns when all rows are acknowledged by all replicas in sync.
  ///
  /// @throws KafkaException if that did not happen; any of the rows may have arrived
  @Override
  public void send(List<OutboxTable.Row> rows) throws InterruptedException {
    try {
      List<Future<RecordMetadata>> acks = new ArrayList<>();
      KafkaProducer<byte[], byte[]> open = open();
      for (OutboxTable.Row row : rows) {
        acks.add(open.send(recordOf(row)));
      }
      awaitAll(acks);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new KafkaException("events are not acknowledged", e);
    } catch (RuntimeException | InterruptedException e) {
      close();
      throw e;
    }
  }

  private static void awaitAll(List<Future<RecordMetadata>> acks)
      throws ExecutionException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + ACK_LIMIT.toNanos();
    for (Future<RecordMetadata> ack : acks) {
      var _ = ack.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  private ProducerRecord<byte[], byte[]> recordOf(OutboxTable.Row row) {
    return new ProducerRecord<>(
        row.topic(),
        null,
        null,
        row.recordKey().getBytes(StandardCharsets.UTF_8),
        row.value().getBytes(StandardCharsets.UTF_8),
        RecordHeaders.of(
            row.eventId().toString(),
            row.type(),
            source,
            row.createdAt(),
            row.recordKey(),
            row.requestId()));
  }

  private KafkaProducer<byte[], byte[]> open() {
    KafkaProducer<byte[], byte[]> open = producer;
    if (open == null) {
      open =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  bootstrap,
                  ProducerConfig.CLIENT_ID_CONFIG,
                  source + "-outbox",
                  ProducerConfig.ACKS_CONFIG,
                  "all",
                  ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                  true,
                  ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                  1,
                  ProducerConfig.LINGER_MS_CONFIG,
                  0,
                  ProducerConfig.MAX_BLOCK_MS_CONFIG,
                  3_000,
                  ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                  5_000,
                  ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                  Integer.MAX_VALUE,
                  ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                  500),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      producer = open;
    }
    return open;
  }

  @Override
  public void close() {
    KafkaProducer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(Duration.ZERO);
    }
  }
}
