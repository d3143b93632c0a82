package com.neighborbid.user.news;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.lane.DeadLetter;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.common.web.ClientIds;
import com.neighborbid.user.config.Ids;
import com.neighborbid.user.config.UserProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/// Puts records aside that nobody can work with, on `<topic>.dlt` with the reason.
@Component
class DeadNews {
  private static final Logger log = LoggerFactory.getLogger(DeadNews.class);
  private static final int SECONDS = 10;

  private final KafkaTemplate<String, byte[]> kafka;
  private final String source;
  private final Ids ids;
  private final Clock clock;
  private final MeterRegistry metrics;

  DeadNews(
      KafkaTemplate<String, byte[]> kafka,
      UserProperties properties,
      Ids ids,
      Clock clock,
      MeterRegistry metrics) {
    this.kafka = kafka;
    this.source = properties.instance();
    this.ids = ids;
    this.clock = clock;
    this.metrics = metrics;
  }

  /// Returns when the record is safely put aside. Nothing of it is taken over uncut: what Kafka
  /// refuses would come again for ever.
  ///
  /// @throws KafkaException if it is not; the batch has to come again
  void put(ConsumerRecord<String, byte[]> record, RuntimeException reason) {
    String key = String.valueOf(record.key());
    DeadLetter letter = DeadLetter.of(record.topic(), logRecord(record, key), reason.toString());
    var out =
        new ProducerRecord<>(
            Topics.deadLetters(record.topic()),
            null,
            letter.key(),
            letter.toJson(),
            RecordHeaders.of(
                ids.next().toString(),
                DeadLetter.TYPE,
                source,
                clock.instant(),
                letter.key(),
                requestId(record)));
    try {
      var _ = kafka.send(out).get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("stopped while putting a record aside", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("a record cannot be put aside", e);
    }
    metrics.counter("neighborbid.news.dead", "topic", record.topic()).increment();
    log.warn(
        "Event at {}-{} {} is put aside: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        reason.toString());
  }

  private static LogRecord logRecord(ConsumerRecord<String, byte[]> record, String key) {
    byte[] value = Optional.ofNullable(record.value()).orElseGet(() -> new byte[0]);
    return new LogRecord(
        record.partition(),
        record.offset(),
        record.timestamp(),
        key,
        Optional.ofNullable(RecordHeaders.text(record.headers(), RecordHeaders.TYPE)).orElse(""),
        value,
        requestId(record));
  }

  private static @Nullable String requestId(ConsumerRecord<String, byte[]> record) {
    String id = RecordHeaders.text(record.headers(), RecordHeaders.REQUEST_ID);
    return id != null && ClientIds.isValid(id) ? id : null;
  }
}
