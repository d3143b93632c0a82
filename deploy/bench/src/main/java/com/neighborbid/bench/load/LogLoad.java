package com.neighborbid.bench.load;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Bids written straight into `auction.log`, as the edges write them, so that the engine alone is
/// what is waited for.
public final class LogLoad implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;

  public LogLoad(String kafka) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static ProducerRecord<byte[], byte[]> record(PlaceBid bid) {
    String key = Long.toString(bid.auctionId());
    return new ProducerRecord<>(
        Topics.AUCTION_LOG,
        null,
        null,
        key.getBytes(StandardCharsets.UTF_8),
        ContractJson.write(bid),
        RecordHeaders.of(
            bid.bidId().toString(),
            AuctionInputCodec.typeOf(bid),
            "bench",
            Instant.now(),
            key,
            null));
  }

  /// Appends all and returns when the broker has them.
  ///
  /// @return how many there are in each partition behind the last of them
  /// @throws InterruptedException if interrupted
  public Map<Integer, Long> append(List<ProducerRecord<byte[], byte[]>> records)
      throws InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    for (ProducerRecord<byte[], byte[]> record : records) {
      sent.add(producer.send(record));
    }
    producer.flush();
    Map<Integer, Long> ends = new HashMap<>();
    try {
      for (Future<RecordMetadata> place : sent) {
        RecordMetadata metadata = place.get();
        ends.merge(metadata.partition(), metadata.offset() + 1, Math::max);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the log does not take the bids", e);
    }
    return ends;
  }

  @Override
  public void close() {
    producer.close();
  }
}
