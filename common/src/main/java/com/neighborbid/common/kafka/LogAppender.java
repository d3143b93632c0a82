package com.neighborbid.common.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The edge's way into a log: appends with `acks=all` and says when the record is there for good.
///
/// When the log does not acknowledge for a second, new requests are refused without being sent, so
/// that a caller never waits on a log that is away and nothing piles up in memory. What was already
/// handed to the producer stays unknown: it may still arrive.
public final class LogAppender implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LogAppender.class);
  private static final Duration UNACKNOWLEDGED_LIMIT = Duration.ofSeconds(1);
  private static final Duration NAME_PAUSE = Duration.ofSeconds(1);

  /// What was handed over is kept for a log that is away for that long, which is what a broker that
  /// was killed needs to be back. Callers know that it may have arrived; the longer this is, the
  /// later it may still happen to somebody who has given up.
  private static final Duration KEPT_FOR = Duration.ofMinutes(1);

  /// Made at once, or as soon as a name of a broker resolves.
  private final CompletableFuture<Producer<byte[], byte[]>> producer = new CompletableFuture<>();

  private final String source;
  private final Clock clock;
  private final AtomicLong sequence = new AtomicLong();
  private volatile boolean closed;

  /// Hand-over time in nanoseconds by a number that rises, so that the first entry is the oldest.
  private final ConcurrentSkipListMap<Long, Long> unacknowledged = new ConcurrentSkipListMap<>();

  /// Where a record ended up.
  ///
  /// @param logTimeMs the broker's stamp, in milliseconds since the epoch
  public record Appended(int partition, long offset, long logTimeMs) {}

  /// @param bootstrap Kafka's address
  /// @param source the `ce_source` of what is appended
  public LogAppender(String bootstrap, String source, Clock clock) {
    this(() -> producer(bootstrap, source), source, clock, NAME_PAUSE);
  }

  /// Appends with this producer, which has at most one request in flight.
  public LogAppender(Producer<byte[], byte[]> producer, String source, Clock clock) {
    this(() -> producer, source, clock, NAME_PAUSE);
  }

  /// @param producers what makes the producer; asked again while it fails
  LogAppender(
      Supplier<Producer<byte[], byte[]>> producers, String source, Clock clock, Duration pause) {
    this.source = source;
    this.clock = clock;
    if (!make(producers)) {
      log.warn("Kafka's name is not known: {} appends nothing until it is", source);
      var _ =
          Thread.ofVirtual().name(source + "-edge-name").start(() -> makeLater(producers, pause));
    }
  }

  private static Producer<byte[], byte[]> producer(String bootstrap, String source) {
    return new KafkaProducer<>(
        Map.ofEntries(
            Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
            Map.entry(ProducerConfig.CLIENT_ID_CONFIG, source + "-edge"),
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            // A crowd shares a request, which costs the broker and all readers of the log as much
            // for one record; while a request is on its way, what follows gathers for the next.
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, 3),
            Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
            Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024),
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 700),
            Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) KEPT_FOR.toMillis()),
            Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void makeLater(Supplier<Producer<byte[], byte[]>> producers, Duration pause) {
    try {
      do {
        Thread.sleep(pause); // nothing tells when a name is known
      } while (!closed && !make(producers));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (closed) {
      close();
    }
  }

  private boolean make(Supplier<Producer<byte[], byte[]>> producers) {
    try {
      return producer.complete(producers.get());
    } catch (KafkaException e) {
      if (isNameUnknown(e)) {
        return false;
      }
      throw e;
    }
  }

  /// The client has no type for it: anything else that is wrong with its settings stays wrong.
  private static boolean isNameUnknown(KafkaException e) {
    return e.getCause() instanceof ConfigException cause
        && String.valueOf(cause.getMessage()).startsWith("No resolvable bootstrap urls");
  }

  private @Nullable Producer<byte[], byte[]> made() {
    return producer.isDone() ? producer.join() : null;
  }

  /// Asks for the topics' places ahead of the first append, in the background and until they are
  /// known: whoever comes first after a start would otherwise wait for that, or be refused.
  public LogAppender connecting(String... topics) {
    var _ =
        Thread.ofVirtual()
            .name(source + "-edge-connect")
            .start(() -> List.of(topics).forEach(this::connect));
    return this;
  }

  private void connect(String topic) {
    Producer<byte[], byte[]> made = producer.join();
    while (!closed) {
      try {
        var _ = made.partitionsFor(topic);
        return;
      } catch (TimeoutException _) {
        // The broker is not there yet.
      } catch (KafkaException | IllegalStateException _) {
        // Closed meanwhile, or nothing that asking again would change: an append says it.
        return;
      }
    }
  }

  /// Appends a record.
  ///
  /// @param id the record's `ce_id`: the same for a repeat of the same request
  /// @return completes with the place in the log; fails where it is unknown whether the record
  ///   arrived
  /// @throws LogUnavailableException if the record was certainly not sent
  public CompletableFuture<Appended> append(
      String topic, long key, String type, String id, byte[] value) {
    return append(topic, Long.toString(key), type, id, value);
  }

  /// As the other, for a key that is no number.
  public CompletableFuture<Appended> append(
      String topic, String key, String type, String id, byte[] value) {
    refuseWhenSilent();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            null,
            null,
            key.getBytes(StandardCharsets.UTF_8),
            value,
            RecordHeaders.of(id, type, source, clock.instant(), key, MDC.get("requestId")));
    return send(record);
  }

  private CompletableFuture<Appended> send(ProducerRecord<byte[], byte[]> record) {
    Producer<byte[], byte[]> made = made();
    if (made == null) {
      throw new LogUnavailableException("Kafka's name is not known", null);
    }
    CompletableFuture<Appended> result = new CompletableFuture<>();
    long caller = Thread.currentThread().threadId();
    Long ticket = sequence.incrementAndGet();
    unacknowledged.put(ticket, System.nanoTime());
    try {
      var _ =
          made.send(
              record,
              (metadata, failure) -> {
                unacknowledged.remove(ticket);
                if (failure == null) {
                  result.complete(
                      new Appended(metadata.partition(), metadata.offset(), metadata.timestamp()));
                } else if (Thread.currentThread().threadId() == caller) {
                  // Before send() has returned: the record never reached the producer's buffer.
                  result.completeExceptionally(unavailable(failure));
                } else {
                  result.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      unacknowledged.remove(ticket);
      throw unavailable(e);
    }
    if (result.isCompletedExceptionally()
        && result.exceptionNow() instanceof LogUnavailableException e) {
      throw e;
    }
    return result;
  }

  private static LogUnavailableException unavailable(Throwable cause) {
    return new LogUnavailableException("the log takes nothing now", cause);
  }

  /// Whether the log acknowledges; false while an append is unanswered for more than a second.
  public boolean available() {
    var oldest = unacknowledged.firstEntry();
    return oldest == null || System.nanoTime() - oldest.getValue() < UNACKNOWLEDGED_LIMIT.toNanos();
  }

  private void refuseWhenSilent() {
    if (!available()) {
      throw new LogUnavailableException("the log has not acknowledged for a second", null);
    }
  }

  @Override
  public void close() {
    closed = true;
    Producer<byte[], byte[]> made = made();
    if (made != null) {
      made.close(Duration.ofSeconds(2));
    }
  }
}
