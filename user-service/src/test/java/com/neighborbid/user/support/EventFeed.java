package com.neighborbid.user.support;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionEvent;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionClosed;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionOpened;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.BidAccepted;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.EndedBy;
import com.neighborbid.common.contract.auction.v1.AuctionEventCodec;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.common.contract.wallet.v1.WalletEventCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Says what the engines would say.
public final class EventFeed implements AutoCloseable {
  private static final AtomicLong AUCTIONS = new AtomicLong(500_000);

  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", TestServers.kafkaBootstrap(), "linger.ms", 0),
          new StringSerializer(),
          new ByteArraySerializer());

  /// An auction id that no other test uses.
  public static long newAuction() {
    return AUCTIONS.incrementAndGet();
  }

  public static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /// Makes a topic that nobody else makes here.
  public static void ensureTopic(String topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafkaBootstrap()))) {
      admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Answers the event's id.
  public String say(AuctionEvent event) {
    return sayAgain(UUID.randomUUID().toString(), event);
  }

  public String sayAgain(String id, AuctionEvent event) {
    raw(
        Topics.AUCTION_EVENTS,
        Long.toString(event.auctionId()),
        id,
        AuctionEventCodec.typeOf(event),
        ContractJson.write(event));
    return id;
  }

  public String say(WalletEvent event) {
    String id = UUID.randomUUID().toString();
    raw(
        Topics.WALLET_EVENTS,
        Long.toString(event.userId()),
        id,
        WalletEventCodec.typeOf(event),
        ContractJson.write(event));
    return id;
  }

  public void raw(String topic, String key, String id, String type, byte[] value) {
    send(
        new ProducerRecord<>(
            topic, null, key, value, RecordHeaders.of(id, type, "test", now(), key, null)));
  }

  public void send(ProducerRecord<String, byte[]> record) {
    try {
      var _ = producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  public void nonsense(String topic, String key, String type) {
    raw(topic, key, UUID.randomUUID().toString(), type, "{".getBytes(StandardCharsets.UTF_8));
  }

  public String opened(long auction, long seller) {
    return say(
        new AuctionOpened(
            auction,
            0,
            0,
            seller,
            Reach.NATIONAL,
            1_000,
            1_000,
            null,
            now().plus(1, ChronoUnit.DAYS),
            now()));
  }

  public static BidAccepted bid(long auction, long seq, long bidder, long leader, long price) {
    return new BidAccepted(
        auction,
        seq,
        0,
        UUID.randomUUID(),
        bidder,
        price,
        price,
        leader,
        price + 1_000,
        seq,
        now());
  }

  public static AuctionClosed closed(long auction, long seq, @Nullable Long winner, long price) {
    return new AuctionClosed(
        auction,
        seq,
        0,
        EndedBy.TIME,
        winner,
        winner == null ? null : UUID.randomUUID(),
        price,
        seq - 1,
        now());
  }

  @Override
  public void close() {
    producer.close();
  }
}
