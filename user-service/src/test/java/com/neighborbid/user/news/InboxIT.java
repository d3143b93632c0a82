package com.neighborbid.user.news;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionCancelled;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Deposited;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.servers.TestServers;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.Eventually;
import com.neighborbid.user.NewsServiceBase;
import com.neighborbid.user.support.EventFeed;
import com.neighborbid.user.support.Member;
import com.neighborbid.user.support.Sockets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxIT extends NewsServiceBase {
  private static final String INBOX = "/api/notifications";

  private final EventFeed feed = new EventFeed();
  private final long auction = EventFeed.newAuction();

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void tellsWhoIsOutbidWhoWonAndWhoSold() {
    Member seller = Member.signUp(api);
    Member mina = Member.signUp(api);
    Member joon = Member.signUp(api);
    feed.opened(auction, seller.id());
    feed.say(EventFeed.bid(auction, 1, mina.id(), mina.id(), 15_000));
    feed.say(EventFeed.bid(auction, 2, joon.id(), joon.id(), 16_000));
    Inbox.awaitKinds(mina, "OUTBID");
    feed.say(EventFeed.closed(auction, 3, joon.id(), 16_000));
    Inbox.awaitKinds(joon, "WON");
    Inbox.awaitKinds(seller, "SOLD");
    JsonNode outbid = mina.get(INBOX).is(200).body().path("items").get(0);
    assertThat(outbid.path("text").asText())
        .isEqualTo(
            "Somebody bid more than you for “Bike %d”. The price is now 16,000 won."
                .formatted(auction));
    assertThat(outbid.path("auctionId").asLong()).isEqualTo(auction);
    assertThat(outbid.path("figures").path("price").asLong()).isEqualTo(16_000);
    assertThat(outbid.path("urgent").asBoolean()).isTrue();
    JsonNode korean = joon.get(INBOX, "Accept-Language", "ko").body().path("items").get(0);
    assertThat(korean.path("text").asText())
        .isEqualTo("‘Bike %d’을(를) 16,000원에 낙찰받았습니다.".formatted(auction));
  }

  @Test
  void aRepeatedEventTellsNothingTwice() {
    Member mina = Member.signUp(api);
    Member joon = Member.signUp(api);
    feed.say(EventFeed.bid(auction, 1, mina.id(), mina.id(), 15_000));
    var bid = EventFeed.bid(auction, 2, joon.id(), joon.id(), 16_000);
    String id = feed.say(bid);
    Inbox.awaitKinds(mina, "OUTBID");
    feed.sayAgain(id, bid);
    feed.say(EventFeed.closed(auction, 3, joon.id(), 16_000));
    Inbox.awaitKinds(joon, "WON");
    Inbox.awaitKinds(mina, "OUTBID");
  }

  @Test
  void onlyTheNewestUnreadOutbidOfAnAuctionIsUnread() {
    Member mina = Member.signUp(api);
    Member joon = Member.signUp(api);
    feed.say(EventFeed.bid(auction, 1, mina.id(), mina.id(), 15_000));
    feed.say(EventFeed.bid(auction, 2, joon.id(), joon.id(), 16_000));
    Inbox.awaitKinds(mina, "OUTBID");
    feed.say(EventFeed.bid(auction, 3, mina.id(), mina.id(), 17_000));
    Inbox.awaitKinds(joon, "OUTBID");
    feed.say(EventFeed.bid(auction, 4, joon.id(), joon.id(), 18_000));
    Inbox.awaitKinds(mina, "OUTBID", "OUTBID");
    Answer inbox = mina.get(INBOX + "?unread=true").is(200);
    assertThat(inbox.body().path("unread").asInt()).isEqualTo(1);
    assertThat(inbox.body().path("items").get(0).path("figures").path("price").asLong())
        .isEqualTo(18_000);
  }

  @Test
  void aCancellationReachesEverybodyWhoBid() {
    Member seller = Member.signUp(api);
    Member mina = Member.signUp(api);
    Member joon = Member.signUp(api);
    feed.opened(auction, seller.id());
    feed.say(EventFeed.bid(auction, 1, mina.id(), mina.id(), 15_000));
    feed.say(EventFeed.bid(auction, 2, joon.id(), joon.id(), 16_000));
    Inbox.awaitKinds(mina, "OUTBID");
    feed.say(new AuctionCancelled(auction, 3, 0, true, EventFeed.now()));
    Inbox.awaitKinds(seller, "CANCELLED");
    Inbox.awaitKinds(joon, "CANCELLED");
    Inbox.awaitKinds(mina, "CANCELLED", "OUTBID");
  }

  @Test
  void whatCannotBeReadIsPutAsideAndTheRestGoesOn() {
    Member mina = Member.signUp(api);
    String key = Long.toString(mina.id());
    feed.nonsense(Topics.WALLET_EVENTS, key, "wallet.Deposited.v1");
    feed.nonsense(Topics.WALLET_EVENTS, "no number", "wallet.Deposited.v1");
    feed.nonsense(Topics.WALLET_EVENTS, key, "wallet.OfALaterVersion.v7");
    feed.say(deposit(mina, 5_000));
    Inbox.awaitKinds(mina, "DEPOSITED");
    // The services of other tests, which are groups of their own, put it aside as well.
    List<String> dead = deadLetters(key).stream().distinct().toList();
    assertThat(dead).hasSize(1);
    assertThat(dead.getFirst()).contains("wallet.Deposited.v1", "not a Deposited");
    assertThat(deadLetters("no number")).isNotEmpty();
  }

  /// A letter used to take over the whole key and request id of its record: too long for Kafka with
  /// them, it was refused, and the same batch came again for ever.
  @Test
  void whatIsTooLongForADeadLetterIsCutAndTheRestGoesOn() {
    Member mina = Member.signUp(api);
    var record = new ProducerRecord<>(Topics.WALLET_EVENTS, "k".repeat(500_000), new byte[500_000]);
    record.headers().add(RecordHeaders.TYPE, bytes("wallet.Deposited.v1"));
    record.headers().add(RecordHeaders.ID, bytes("e-1"));
    feed.send(record);
    feed.say(deposit(mina, 5_000));
    Inbox.awaitKinds(mina, "DEPOSITED");
    assertThat(deadLetters("k".repeat(1_000))).isNotEmpty();
  }

  @Test
  void anOpenSocketHearsOfItAfterTheCommit() {
    Member mina = Member.signUp(api);
    try (Sockets sockets = Sockets.of(mina.id())) {
      feed.say(deposit(mina, 5_000));
      String heard = sockets.next();
      long id = mina.get(INBOX).body().path("items").get(0).path("id").asLong();
      assertThat(heard)
          .startsWith("n{\"notificationId\":" + id + ",\"notificationKind\":\"DEPOSITED\"")
          .contains("5,000 won were put in your wallet.", "지갑에 5,000원이 입금되었습니다.");
    }
  }

  @Test
  void pagesFilterAndCount() {
    Member mina = Member.signUp(api);
    for (int i = 1; i <= 5; i++) {
      feed.say(deposit(mina, 1_000L * i));
    }
    Inbox.awaitKinds(mina, "DEPOSITED", "DEPOSITED", "DEPOSITED", "DEPOSITED", "DEPOSITED");
    Answer first = mina.get(INBOX + "?limit=2").is(200);
    assertThat(amounts(first)).containsExactly(5_000L, 4_000L);
    Answer second = mina.get(INBOX + "?limit=2&cursor=" + first.text("nextCursor")).is(200);
    assertThat(amounts(second)).containsExactly(3_000L, 2_000L);
    Answer last = mina.get(INBOX + "?limit=2&cursor=" + second.text("nextCursor")).is(200);
    assertThat(amounts(last)).containsExactly(1_000L);
    assertThat(last.body().path("nextCursor").isNull()).isTrue();
    long id = first.body().path("items").get(0).path("id").asLong();
    Answer read = mina.json("PATCH", INBOX + "/" + id, "{\"read\":true}").is(200);
    assertThat(read.body().path("read").asBoolean()).isTrue();
    Answer unread = mina.get(INBOX + "?unread=true").is(200);
    assertThat(amounts(unread)).containsExactly(4_000L, 3_000L, 2_000L, 1_000L);
    assertThat(unread.body().path("unread").asInt()).isEqualTo(4);
    mina.json("PATCH", INBOX + "/" + id, "{\"read\":false}").is(200);
    Answer all = mina.json("POST", INBOX + "/read-all", "").is(200);
    assertThat(all.body().path("changed").asInt()).isEqualTo(5);
    assertThat(all.body().path("unread").asInt()).isZero();
    assertThat(amounts(mina.get(INBOX).is(200))).hasSize(5);
  }

  @Test
  void nobodySeesOrReadsWhatIsNotHis() {
    Member mina = Member.signUp(api);
    Member joon = Member.signUp(api);
    feed.say(deposit(mina, 5_000));
    Inbox.awaitKinds(mina, "DEPOSITED");
    long id = mina.get(INBOX).body().path("items").get(0).path("id").asLong();
    assertThat(joon.get(INBOX).is(200).body().path("items")).isEmpty();
    joon.json("PATCH", INBOX + "/" + id, "{\"read\":true}").isProblem(404, "NOT_FOUND");
    joon.json("POST", INBOX + "/read-all", "").is(200);
    assertThat(mina.get(INBOX).body().path("unread").asInt()).isEqualTo(1);
    api.get(INBOX).isProblem(401, "UNAUTHORIZED");
    api.json("PATCH", INBOX + "/" + id, "{").isProblem(401, "UNAUTHORIZED");
    api.json("POST", INBOX + "/read-all", "").isProblem(401, "UNAUTHORIZED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "cursor=%21", "cursor=bm8"})
  void aBadPageIsNamed(String query) {
    Member.signUp(api)
        .get(INBOX + "?" + query)
        .isProblem(400, "VALIDATION_FAILED")
        .names(query.substring(0, query.indexOf('=')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1   | {}               | VALIDATION_FAILED | read",
        "1   | {\"read\":null}  | VALIDATION_FAILED | read",
        "1   | {\"read\":\"y\"} | MALFORMED_REQUEST | read",
        "1   | {\"read\":1}     | MALFORMED_REQUEST | read",
        "abc | {\"read\":true}  | MALFORMED_REQUEST | id",
      })
  void aBadMarkIsNamed(String id, String body, String code, String field) {
    Member.signUp(api).json("PATCH", INBOX + "/" + id, body).isProblem(400, code).names(field);
  }

  @Test
  void aBadFilterIsNamed() {
    Member.signUp(api)
        .get(INBOX + "?unread=perhaps")
        .isProblem(400, "MALFORMED_REQUEST")
        .names("unread");
  }

  private static Deposited deposit(Member member, long amount) {
    return new Deposited(member.id(), UUID.randomUUID(), amount, amount, 0, EventFeed.now());
  }

  private static List<Long> amounts(Answer answer) {
    List<Long> amounts = new ArrayList<>();
    answer
        .body()
        .path("items")
        .forEach(item -> amounts.add(item.path("figures").path("amount").asLong()));
    return amounts;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> deadLetters(String key) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestServers.kafkaBootstrap()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partition = new TopicPartition(Topics.deadLetters(Topics.WALLET_EVENTS), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> found = new ArrayList<>();
      Eventually.until(
          "dead letter of " + key,
          () -> {
            consumer
                .poll(Duration.ofMillis(50))
                .forEach(
                    record -> {
                      if (key.equals(record.key())) {
                        found.add(new String(record.value(), StandardCharsets.UTF_8));
                      }
                    });
            return !found.isEmpty();
          });
      return found;
    }
  }
}
