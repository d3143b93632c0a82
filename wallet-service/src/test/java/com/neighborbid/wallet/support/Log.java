package com.neighborbid.wallet.support;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.common.contract.wallet.v1.WalletEventCodec;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Writes and reads topics as the other services do.
public final class Log implements AutoCloseable {
  private final String bootstrap;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  /// A record as sent.
  public record Raw(String topic, String key, String type, byte[] value) {}

  public Log(String bootstrap) {
    this.bootstrap = bootstrap;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                // A new topic may turn the first batch down and take the second one.
                "max.in.flight.requests.per.connection",
                1,
                "linger.ms",
                5,
                "batch.size",
                256 * 1024,
                "metadata.max.age.ms",
                1000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public static Raw raw(WalletInput input) {
    return new Raw(
        Topics.WALLET_LOG,
        Long.toString(input.userId()),
        WalletInputCodec.typeOf(input),
        ContractJson.write(input));
  }

  /// Appends to `wallet.log`, in order, and returns when everything is acknowledged.
  public void append(WalletInput... inputs) {
    append(List.of(inputs));
  }

  public void append(List<WalletInput> inputs) {
    inputs.forEach(input -> send(raw(input)));
    flush();
  }

  public void send(Raw record) {
    sent.add(
        producer.send(
            new ProducerRecord<>(
                record.topic(),
                null,
                null,
                record.key().getBytes(StandardCharsets.UTF_8),
                record.value(),
                RecordHeaders.of(
                    UUID.randomUUID().toString(),
                    record.type(),
                    "test",
                    Instant.now(),
                    record.key(),
                    "request-of-test"))));
  }

  /// Returns when everything that was sent is acknowledged.
  public void flush() {
    producer.flush();
    for (Future<RecordMetadata> acknowledgement : sent) {
      if (acknowledgement.state() != Future.State.SUCCESS) {
        throw new AssertionError("a record was not taken", acknowledgement.exceptionNow());
      }
    }
    sent.clear();
  }

  /// Every record of the topic up to now, without repeats of the same `ce_id`.
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (ids.add(RecordHeaders.text(record.headers(), RecordHeaders.ID))) {
            found.add(record);
          }
        }
      }
    }
    return found;
  }

  /// What the wallet has told this auction, in order.
  public List<AuctionInput> answers(long auctionId) {
    return read(Topics.AUCTION_LOG).stream()
        .filter(record -> key(record) == auctionId)
        .map(record -> AuctionInputCodec.decode(type(record), auctionId, record.value()))
        .toList();
  }

  /// What was told of this user, in order.
  public List<WalletEvent> events(long userId) {
    return read(Topics.WALLET_EVENTS).stream()
        .filter(record -> key(record) == userId)
        .map(record -> WalletEventCodec.decode(type(record), userId, record.value()))
        .toList();
  }

  /// The answers, once there are as many as wanted.
  public List<AuctionInput> answers(long auctionId, int count) {
    Eventually.get(() -> answers(auctionId).size(), size -> size >= count);
    return answers(auctionId);
  }

  public static long key(ConsumerRecord<byte[], byte[]> record) {
    return Long.parseLong(new String(record.key(), StandardCharsets.UTF_8));
  }

  public static String type(ConsumerRecord<byte[], byte[]> record) {
    return RecordHeaders.text(record.headers(), RecordHeaders.TYPE);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
