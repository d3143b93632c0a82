package com.neighborbid.realtime.support;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.servers.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads `auction.log` from its end at the time this is made.
public final class AuctionLog implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

  public AuctionLog() {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestServers.kafkaBootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.AUCTION_LOG).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /// The next records of one auction, in order.
  public List<ConsumerRecord<byte[], byte[]>> next(long auctionId, int count) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (of(auctionId).size() < count) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("only " + of(auctionId).size() + " records");
      }
      consumer.poll(Duration.ofMillis(50)).forEach(read::add);
    }
    List<ConsumerRecord<byte[], byte[]>> found = of(auctionId).subList(0, count);
    read.removeAll(found);
    return found;
  }

  public PlaceBid nextBid(long auctionId) {
    return bid(next(auctionId, 1).getFirst());
  }

  public static PlaceBid bid(ConsumerRecord<byte[], byte[]> record) {
    return ContractJson.read(record.value(), PlaceBid.class);
  }

  private List<ConsumerRecord<byte[], byte[]>> of(long auctionId) {
    return read.stream()
        .filter(record -> new String(record.key()).equals(Long.toString(auctionId)))
        .toList();
  }

  @Override
  public void close() {
    consumer.close(Duration.ZERO);
  }
}
