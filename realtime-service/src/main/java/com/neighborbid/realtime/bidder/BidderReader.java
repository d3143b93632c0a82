package com.neighborbid.realtime.bidder;

import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.bidder.v1.BidderEventCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads `auction.bidders` from its beginning, and then what is new, in every instance for itself.
/// While Kafka is away what is known stays: no bid can be taken then either.
public final class BidderReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BidderReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private final String kafka;
  private final KnownBidders known;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;

  /// @param kafka its address
  public BidderReader(String kafka, KnownBidders known) {
    this.kafka = kafka;
    this.known = known;
    this.thread = Thread.ofPlatform().name("bidder-reader").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Waits until all that was told before is read, at most for the given time: until then bids are
  /// refused.
  public void awaitRead(Duration most) throws InterruptedException {
    known.awaitComplete(most);
  }

  private void run() {
    try {
      while (!closed) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
          reading = consumer;
          follow(consumer);
        } catch (WakeupException _) {
          // Closed.
        } catch (RuntimeException e) {
          // Whatever it is: a reader that ended would let whoever is blocked bid again.
          if (!closed) {
            log.warn("What is new of bidders is not heard of: {}", e.toString());
            TimeUnit.SECONDS.sleep(1);
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "realtime-bidders",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            500),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
    List<TopicPartition> partitions = partitions(consumer);
    if (partitions.isEmpty()) {
      return;
    }
    consumer.assign(partitions);
    // The whole again: small, and by its places a topic that was made anew could not be told.
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions, ANSWER_LIMIT);
    while (!closed) {
      if (!known.complete().isDone() && isBehindNone(consumer, end)) {
        known.completed();
      }
      consumer.poll(POLL).forEach(this::take);
    }
  }

  /// Empty once this is closed. A stack whose topic was never made has nobody to refuse; it may be
  /// made any moment.
  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer)
      throws InterruptedException {
    while (!closed) {
      List<PartitionInfo> found = consumer.partitionsFor(Topics.AUCTION_BIDDERS, ANSWER_LIMIT);
      if (found != null && !found.isEmpty()) {
        return found.stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
      }
      known.completed();
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
    return List.of();
  }

  private static boolean isBehindNone(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> end) {
    return end.entrySet().stream()
        .allMatch(one -> consumer.position(one.getKey(), ANSWER_LIMIT) >= one.getValue());
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String type = RecordHeaders.text(record.headers(), RecordHeaders.TYPE);
    if (type != null && record.value() != null) {
      try {
        known.take(BidderEventCodec.decode(type, record.value()));
      } catch (MalformedContractException e) {
        log.warn("The record at {} {} is not readable", record.partition(), record.offset(), e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<byte[], byte[]> consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
    thread.interrupt();
  }
}
