package com.neighborbid.realtime.bidder;

import static com.neighborbid.realtime.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.bidder.v1.BidderEvent;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.BlockChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.SuspensionChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEventCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.kafka.TopicSetup;
import com.neighborbid.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is read of `auction.bidders`, also where the topic is not the one it was.
class BidderReaderIT {
  private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
  private static final long SOMEBODY = 8_800_001;
  private static final long SELLER = 8_800_002;
  private static final int FILLING = 200;

  private final KnownBidders known = new KnownBidders();
  private final BidderReader reader =
      new BidderReader(TestServers.kafkaBootstrap(), known, Duration.ofMillis(200));

  @BeforeEach
  void topicExists() throws Exception {
    try (Admin admin = admin()) {
      TopicSetup.ensureBidders(admin, 4, (short) 1);
    }
  }

  @AfterEach
  void stop() {
    reader.close();
  }

  @Test
  void aRecordWithoutAValueEndsWhatWasSaidUnderItsKey() throws Exception {
    BidderEvent suspended = new SuspensionChanged(SOMEBODY, true, AT);
    BidderEvent blocked = new BlockChanged(SOMEBODY, SELLER, true, AT);
    tell(List.of(suspended, blocked), true);
    readAll();
    eventually("suspended", () -> known.isSuspended(SOMEBODY));
    eventually("blocked", () -> known.isBlockedBy(SOMEBODY, SELLER));
    tell(List.of(suspended, blocked), false);
    eventually("free", () -> !known.isSuspended(SOMEBODY));
    eventually("by the seller too", () -> !known.isBlockedByAnybody(SOMEBODY));
  }

  @Test
  void aTopicThatIsMadeAnewIsReadFromItsBeginningHoweverLongItIsBefore() throws Exception {
    tell(others(), true);
    readAll();
    makeAnew();
    tell(List.of(new SuspensionChanged(SOMEBODY + 1, true, AT)), true);
    for (int i = 0; i < 5; i++) {
      tell(others(), true);
    }
    eventually("the first record of the new topic", () -> known.isSuspended(SOMEBODY + 1));
  }

  private void readAll() throws InterruptedException {
    reader.start();
    reader.awaitRead(Duration.ofSeconds(20));
    assertThat(known.complete()).isDone();
  }

  private static List<BidderEvent> others() {
    return java.util.stream.LongStream.range(0, FILLING)
        .<BidderEvent>mapToObj(i -> new SuspensionChanged(SOMEBODY + 100 + i, false, AT))
        .toList();
  }

  private static void makeAnew() throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(Topics.AUCTION_BIDDERS)).all().get();
      // Gone or not yet gone: what exists stays, so until it is another one.
      eventually("the topic is gone", () -> !exists(admin));
      TopicSetup.ensureBidders(admin, 4, (short) 1);
    }
  }

  private static boolean exists(Admin admin) {
    try {
      return admin.listTopics().names().get().contains(Topics.AUCTION_BIDDERS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", TestServers.kafkaBootstrap()));
  }

  /// Returns when all of it is there.
  private static void tell(List<BidderEvent> events, boolean withValue) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.kafkaBootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (BidderEvent event : events) {
        String key = BidderEventCodec.keyOf(event);
        var _ =
            producer.send(
                new ProducerRecord<>(
                    Topics.AUCTION_BIDDERS,
                    null,
                    null,
                    key.getBytes(StandardCharsets.UTF_8),
                    withValue ? ContractJson.write(event) : null,
                    RecordHeaders.of(
                        UUID.randomUUID().toString(),
                        BidderEventCodec.typeOf(event),
                        "test",
                        AT,
                        key,
                        null)));
      }
      producer.flush();
    }
  }
}
