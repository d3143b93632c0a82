package com.neighborbid.user.news;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.JsonMutations;
import com.neighborbid.servers.fuzz.Mutations;
import com.neighborbid.servers.fuzz.OddValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// Whatever comes over the topics of the other services: it is heard, not wanted, or refused with
/// the exception that puts it aside. Any other would make the same batch come again for ever.
class EventReaderFuzzTest {
  private static final Map<String, List<String>> SAID =
      Map.of(
          Topics.AUCTION_EVENTS,
          List.of(
              "AuctionOpened",
              "BidAccepted",
              "AuctionClosed",
              "AuctionCancelled",
              "CommentPosted",
              "LeaderSuspended"),
          Topics.WALLET_EVENTS,
          List.of("Deposited", "Earned", "ChargedBack", "PaymentDisputed", "WalletBlocked"),
          Topics.USER_EVENTS,
          List.of("ReviewPosted", "UserSuspended", "UserReinstated"));

  /// In an order that is the same every time.
  private static final List<String> TOPICS = SAID.keySet().stream().sorted().toList();

  private static final Map<String, byte[]> GOLDEN = new HashMap<>();

  @Test
  void everyRecordIsHeardOrPutAside() {
    int[] heard = new int[1];
    Fuzz.attempts(
        20_000,
        random -> {
          try {
            heard[0] += EventReader.read(record(random)).isPresent() ? 1 : 0;
          } catch (MalformedContractException malformed) {
            assertThat(malformed.getMessage()).isNotEmpty();
          }
        });
    assertThat(heard[0]).isPositive();
  }

  private static ConsumerRecord<String, byte[]> record(SplittableRandom random) {
    String topic = TOPICS.get(random.nextInt(TOPICS.size()));
    List<String> names = SAID.get(topic);
    String name = names.get(random.nextInt(names.size()));
    byte[] golden = golden(topic, name);
    byte[] value =
        switch (random.nextInt(8)) {
          case 0 -> null;
          case 1, 2 -> Mutations.of(random, golden);
          default -> JsonMutations.of(random, golden);
        };
    String key =
        switch (random.nextInt(10)) {
          case 0 -> null;
          case 1 -> OddValues.text(random);
          default -> "41";
        };
    ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(topic, 0, 5, key, value);
    header(random, record, RecordHeaders.TYPE, topic.split("\\.")[0] + "." + name + ".v1");
    header(random, record, RecordHeaders.ID, "e-1");
    return record;
  }

  private static void header(
      SplittableRandom random, ConsumerRecord<String, byte[]> record, String name, String value) {
    int choice = random.nextInt(20);
    if (choice > 0) {
      String said = choice == 1 ? OddValues.text(random) : value;
      var _ = record.headers().add(name, said.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static byte[] golden(String topic, String name) {
    return GOLDEN.computeIfAbsent(topic + name, _ -> read(topic, name));
  }

  private static byte[] read(String topic, String name) {
    String file = "/contracts/" + topic.split("\\.")[0] + "/v1/" + name + ".json";
    try (InputStream in = EventReaderFuzzTest.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
