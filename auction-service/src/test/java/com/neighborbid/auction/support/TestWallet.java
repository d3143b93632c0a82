package com.neighborbid.auction.support;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldPlaced;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Capture;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.kafka.TopicSetup;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The other end of `wallet.log`: answers askings by a fixed amount per user, over the real logs.
public final class TestWallet implements AutoCloseable {
  private final Map<Long, Long> funds = new ConcurrentHashMap<>();
  private final Map<String, Long> levels = new ConcurrentHashMap<>();
  private final List<Capture> captures = new CopyOnWriteArrayList<>();
  private final LogAppender appender;
  private final String kafka;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean silent;

  public TestWallet(String kafka) {
    this.kafka = kafka;
    createTopics();
    this.appender = new LogAppender(kafka, "test-wallet", Clock.systemUTC());
    this.thread = Thread.ofPlatform().daemon().start(this::run);
  }

  public void fund(long userId, long amount) {
    funds.put(userId, amount);
  }

  /// While silent, askings are read when the wallet speaks again.
  public void silent(boolean value) {
    silent = value;
  }

  public long level(long auctionId, long userId) {
    return levels.getOrDefault(auctionId + "/" + userId, 0L);
  }

  public List<Capture> captures(long auctionId) {
    return captures.stream().filter(capture -> capture.auctionId() == auctionId).toList();
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      TopicSetup.ensure(admin, 4, (short) 1);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "enable.auto.commit", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.WALLET_LOG).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closed) {
        if (silent) {
          consumer.pause(partitions);
        } else {
          consumer.resume(partitions);
        }
        for (var record : consumer.poll(Duration.ofMillis(20))) {
          String type = RecordHeaders.text(record.headers(), RecordHeaders.TYPE);
          long user = Long.parseLong(new String(record.key(), StandardCharsets.UTF_8));
          apply(WalletInputCodec.decode(type, user, record.value()));
        }
      }
    }
  }

  private void apply(WalletInput input) {
    switch (input) {
      case SetHold hold -> {
        String position = hold.auctionId() + "/" + hold.userId();
        boolean placed = hold.to() <= funds.getOrDefault(hold.userId(), 0L);
        if (placed) {
          levels.put(position, hold.to());
        }
        if (hold.asking()) {
          answer(
              placed
                  ? new HoldPlaced(hold.auctionId(), hold.userId(), hold.commandSeq())
                  : new HoldDeclined(hold.auctionId(), hold.userId(), hold.commandSeq()));
        }
      }
      case Capture capture -> {
        captures.add(capture);
        levels.put(capture.auctionId() + "/" + capture.userId(), 0L);
      }
      default -> {
        // nothing else concerns an auction
      }
    }
  }

  private void answer(AuctionInput answer) {
    appender.append(
        Topics.AUCTION_LOG,
        answer.auctionId(),
        AuctionInputCodec.typeOf(answer),
        UUID.randomUUID().toString(),
        ContractJson.write(answer));
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(2_000);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    appender.close();
  }
}
