package com.neighborbid.systemtests.audit;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.lane.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads the logs as they stand.
final class LogReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int LONGEST_INPUT = 16 * 1024;

  private final KafkaConsumer<byte[], byte[]> consumer;

  /// A record of `auction.log`.
  ///
  /// @param timeMs the highest stamp of the partition up to this record
  /// @param input empty where the record cannot be read
  record Entry(int partition, long offset, long timeMs, Optional<AuctionInput> input) {
    @Override
    public String toString() {
      return "record %d of partition %d".formatted(offset, partition);
    }
  }

  /// A record of `wallet.log`.
  ///
  /// @param input empty where the record cannot be read
  record WalletEntry(int partition, long offset, Optional<WalletInput> input) {
    @Override
    public String toString() {
      return "record %d of partition %d of the wallets' log".formatted(offset, partition);
    }
  }

  LogReader(String bootstrap) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest",
            "default.api.timeout.ms",
            10_000);
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// The end of each partition of the topic.
  Map<Integer, Long> ends(String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    Map<Integer, Long> ends = new HashMap<>();
    consumer
        .endOffsets(partitions)
        .forEach((partition, end) -> ends.put(partition.partition(), end));
    return ends;
  }

  /// What the lanes have decided of `auction.log`, per partition in order.
  List<Entry> decided(Collection<Lane> lanes) {
    List<Entry> entries = new ArrayList<>();
    Map<Integer, Long> times = new HashMap<>();
    read(
        decidedUpTo(Topics.AUCTION_LOG, lanes),
        record ->
            entries.add(
                new Entry(
                    record.partition(),
                    record.offset(),
                    times.merge(record.partition(), record.timestamp(), Math::max),
                    decode(record, LogReader::auctionInput))));
    entries.sort(Comparator.comparingInt(Entry::partition).thenComparingLong(Entry::offset));
    return entries;
  }

  /// What the lanes have decided of `wallet.log`, per partition in order.
  List<WalletEntry> decidedByWallets(Collection<Lane> lanes) {
    List<WalletEntry> entries = new ArrayList<>();
    read(
        decidedUpTo(Topics.WALLET_LOG, lanes),
        record ->
            entries.add(
                new WalletEntry(
                    record.partition(),
                    record.offset(),
                    decode(record, WalletInputCodec::decode))));
    entries.sort(
        Comparator.comparingInt(WalletEntry::partition).thenComparingLong(WalletEntry::offset));
    return entries;
  }

  private static Map<TopicPartition, Long> decidedUpTo(String topic, Collection<Lane> lanes) {
    Map<TopicPartition, Long> limits = new HashMap<>();
    for (Lane lane : lanes) {
      if (lane.topic().equals(topic) && lane.nextOffset() > 0) {
        limits.put(new TopicPartition(lane.topic(), lane.partition()), lane.nextOffset());
      }
    }
    return limits;
  }

  /// Hands over every record of the topic as it stands, per partition in order.
  ///
  /// @return whether the topic still begins with its first record
  boolean all(String topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    Map<TopicPartition, Long> limits = new HashMap<>();
    ends(topic)
        .forEach(
            (partition, end) -> {
              if (end > 0) {
                limits.put(new TopicPartition(topic, partition), end);
              }
            });
    read(limits, taker);
    return consumer.beginningOffsets(limits.keySet()).values().stream().allMatch(at -> at == 0);
  }

  private void read(
      Map<TopicPartition, Long> limits, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    consumer.assign(limits.keySet());
    consumer.seekToBeginning(limits.keySet());
    long end = System.nanoTime() + LIMIT.toNanos();
    while (limits.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      if (System.nanoTime() - end >= 0) {
        throw new IllegalStateException("the log is shorter than what was decided of it");
      }
      var polled = consumer.poll(POLL);
      if (!polled.isEmpty()) {
        // A long log takes its time; a short one stops giving.
        end = System.nanoTime() + LIMIT.toNanos();
      }
      for (ConsumerRecord<byte[], byte[]> record : polled) {
        Long limit = limits.get(new TopicPartition(record.topic(), record.partition()));
        if (limit != null && record.offset() < limit) {
          taker.accept(record);
        }
      }
    }
  }

  /// An input of the auction that the key names, with amounts that can be; the engine must have
  /// skipped anything else.
  private static AuctionInput auctionInput(String type, long key, byte[] value) {
    AuctionInput input = AuctionInputCodec.decode(type, key, value);
    boolean possible =
        value.length <= LONGEST_INPUT
            && input.auctionId() == key
            && Wish.of(input)
                .map(bid -> bid.amount() > 0 && bid.max() >= bid.amount())
                .orElse(true);
    if (!possible) {
      throw new IllegalArgumentException("not an input of auction " + key);
    }
    return input;
  }

  private interface Decoder<T> {
    T decode(String type, long key, byte[] value);
  }

  private static <T> Optional<T> decode(ConsumerRecord<byte[], byte[]> record, Decoder<T> decoder) {
    String type = RecordHeaders.text(record.headers(), RecordHeaders.TYPE);
    if (type == null || record.key() == null) {
      return Optional.empty();
    }
    try {
      long key = LogRecord.numericKey(new String(record.key(), StandardCharsets.UTF_8));
      return Optional.of(decoder.decode(type, key, record.value()));
    } catch (RuntimeException _) {
      // Not readable for the engine either: it is among the skipped, or an offender.
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
