package com.neighborbid.common.lane;

import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends outbox rows in order and waits for every acknowledgement.
///
/// One request is in flight, and after any error the producer is thrown away and a new one starts
/// at the first unacknowledged message: so a message can be repeated, with the same `ce_id`, but
/// never overtaken by a later one.
final class LaneProducer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LaneProducer.class);
  private static final Duration WAIT_SLICE = Duration.ofMillis(200);

  /// Kafka's default; what goes into the outbox is shorter (see [OutboxCodec#PAYLOAD_BYTES_MAX]).
  private static final int MAX_REQUEST_BYTES = 1024 * 1024;

  /// A batch of ours is handed over message by message. Without this the first of them would travel
  /// alone, and all others would wait for its acknowledgement.
  private static final int BATCH_LINGER_MS = 1;

  /// One request carries one batch of each partition: as much of ours as there is.
  private static final int BATCH_BYTES = 256 * 1024;

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final String source;
  private final LaneTime time;
  private @Nullable Producer<byte[], byte[]> producer;

  /// @param producers makes a producer that has at most one request in flight
  LaneProducer(Supplier<Producer<byte[], byte[]>> producers, String source, LaneTime time) {
    this.producers = producers;
    this.source = source;
    this.time = time;
  }

  /// Sends to the Kafka at `bootstrap`.
  static LaneProducer to(String bootstrap, String source, String clientId) {
    return new LaneProducer(() -> kafka(bootstrap, clientId), source, LaneTime.SYSTEM);
  }

  /// Sends the Kafka messages of the rows.
  ///
  /// @param goOn asked whenever waiting takes long; keeps the group membership alive and answers
  ///   false where the lanes are no longer ours, so that their next owner sends
  /// @return whether everything is acknowledged
  boolean send(List<OutboxRow> rows, BooleanSupplier goOn) throws InterruptedException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (OutboxRow row : rows) {
      for (int i = 0; i < row.messages().size(); i++) {
        if (row.messages().get(i) instanceof ToKafka message) {
          records.add(record(row, i, message));
        }
      }
    }
    int acknowledged = 0;
    while (acknowledged < records.size()) {
      int before = acknowledged;
      acknowledged = sendFrom(records, acknowledged, goOn);
      if (acknowledged < records.size()) {
        discardProducer();
        if (!goOn.getAsBoolean()) {
          return false;
        }
        if (acknowledged == before) {
          time.sleep(WAIT_SLICE); // the broker is away; there is no condition to wait for
        }
      }
    }
    return true;
  }

  private int sendFrom(List<ProducerRecord<byte[], byte[]>> records, int from, BooleanSupplier goOn)
      throws InterruptedException {
    List<Future<RecordMetadata>> pending = new ArrayList<>(records.size() - from);
    try {
      for (ProducerRecord<byte[], byte[]> record : records.subList(from, records.size())) {
        pending.add(send(record));
      }
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      return stopped(pending, from, e); // what send() refused is unsent
    }
    for (Future<RecordMetadata> acknowledgement : pending) {
      try {
        if (!await(acknowledgement, goOn)) {
          return countAcknowledged(pending, from);
        }
      } catch (ExecutionException e) {
        return stopped(pending, from, e);
      }
    }
    return records.size();
  }

  /// The callback closes the producer at the first error, in Kafka's own thread and before anything
  /// later leaves: otherwise the message after a failed one could arrive before its repeat.
  private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    Producer<byte[], byte[]> current = producer();
    return current.send(
        record,
        (_, failure) -> {
          if (failure != null) {
            current.close(Duration.ZERO);
          }
        });
  }

  private static int stopped(List<Future<RecordMetadata>> pending, int from, Exception failure) {
    int acknowledged = countAcknowledged(pending, from);
    log.warn("sending stopped after {} messages: {}", acknowledged, failure.toString());
    return acknowledged;
  }

  private static int countAcknowledged(List<Future<RecordMetadata>> pending, int from) {
    int count = from;
    for (Future<RecordMetadata> future : pending) {
      if (future.state() != Future.State.SUCCESS) {
        return count;
      }
      count++;
    }
    return count;
  }

  private static boolean await(Future<RecordMetadata> acknowledgement, BooleanSupplier goOn)
      throws InterruptedException, ExecutionException {
    while (true) {
      try {
        acknowledgement.get(WAIT_SLICE.toMillis(), TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException _) {
        if (!goOn.getAsBoolean()) {
          return false;
        }
      }
    }
  }

  private ProducerRecord<byte[], byte[]> record(OutboxRow row, int index, ToKafka message) {
    String id = SentMessages.id(row.lane(), row.seq(), index, message);
    return new ProducerRecord<>(
        message.topic(),
        null,
        null,
        message.key().getBytes(StandardCharsets.UTF_8),
        message.value(),
        RecordHeaders.of(
            id,
            message.type(),
            source,
            Instant.ofEpochMilli(message.timeMs()),
            message.key(),
            message.requestId()));
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      current = producers.get();
      producer = current;
    }
    return current;
  }

  private static Producer<byte[], byte[]> kafka(String bootstrap, String clientId) {
    return new KafkaProducer<>(
        Map.ofEntries(
            Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
            Map.entry(ProducerConfig.CLIENT_ID_CONFIG, clientId),
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, BATCH_LINGER_MS),
            Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000),
            Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES),
            Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void discardProducer() {
    Producer<byte[], byte[]> current = producer;
    producer = null;
    if (current != null) {
      current.close(Duration.ZERO);
    }
  }

  @Override
  public void close() {
    discardProducer();
  }
}
