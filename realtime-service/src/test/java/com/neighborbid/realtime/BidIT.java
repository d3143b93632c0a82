package com.neighborbid.realtime;

import static com.neighborbid.realtime.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.contract.room.v1.BidOutcome.Status;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.realtime.support.AuctionLog;
import com.neighborbid.realtime.support.Clients;
import com.neighborbid.realtime.support.Clients.Client;
import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.Neighbours;
import com.neighborbid.realtime.support.Stage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bids by socket into the real log, and their answers.
class BidIT {
  private static final long USER = 7;

  private final Neighbours neighbours = Stage.neighbours();
  private final Engine engine = Stage.engine();
  private final Instance instance = Stage.instance();
  private final long auction = Engine.newAuction();
  private AuctionLog log;
  private Client bidder;

  @BeforeEach
  void join() {
    engine.publish(auction, 1);
    log = new AuctionLog();
    bidder = connect(neighbours.token(USER, Duration.ofMinutes(5)));
    bidder.next("snapshot");
  }

  @AfterEach
  void leave() {
    bidder.close();
    log.close();
  }

  private Client connect(String token) {
    return Clients.withToken(instance.port(), "/ws/auction/" + auction + "/", token);
  }

  private BidOutcome outcome(UUID bidId, long amount, Status status, String code) {
    return new BidOutcome(
        bidId, auction, USER, amount, null, status, code, amount, 2, amount + 1000);
  }

  @Test
  void appendsTheBidAndSaysReceived() {
    bidder.send("{\"action\":\"bid\",\"amount\":2000,\"id\":\"a-1\",\"maxAmount\":5000}");
    JsonNode received = bidder.next("received");
    UUID bidId = BidIds.bid(USER, auction, "a-1");
    assertThat(received.get("id").asText()).isEqualTo("a-1");
    assertThat(received.get("bidId").asText()).isEqualTo(bidId.toString());

    ConsumerRecord<byte[], byte[]> record = log.next(auction, 1).getFirst();
    assertThat(new String(record.key())).isEqualTo(Long.toString(auction));
    assertThat(RecordHeaders.text(record.headers(), "ce_type")).isEqualTo("auction.PlaceBid.v1");
    assertThat(RecordHeaders.text(record.headers(), "ce_id")).isEqualTo(bidId.toString());
    assertThat(RecordHeaders.text(record.headers(), "ce_source")).isEqualTo("realtime-service");
    assertThat(RecordHeaders.text(record.headers(), "ce_subject")).isEqualTo("" + auction);
    assertThat(RecordHeaders.text(record.headers(), "request_id")).isNotBlank();
    assertThat(AuctionLog.bid(record))
        .isEqualTo(new PlaceBid(auction, bidId, USER, 2000, 5000L, List.of(), instance.name()));
  }

  @Test
  void passesTheAcceptedBidOnToItsSenderOnly() {
    try (Client other = connect(neighbours.token(8, Duration.ofMinutes(5)))) {
      other.next("snapshot");
      bidder.send("{\"action\":\"bid\",\"amount\":2000}");
      bidder.next("received");
      UUID bidId = log.nextBid(auction).bidId();
      engine.answer(instance.name(), outcome(bidId, 2000, Status.ACCEPTED, null));
      engine.publish(auction, 2);
      JsonNode accepted = bidder.find("accepted");
      assertThat(accepted.get("bidId").asText()).isEqualTo(bidId.toString());
      assertThat(accepted.get("status").asText()).isEqualTo("ACCEPTED");
      assertThat(accepted.get("currentPrice").asLong()).isEqualTo(2000);
      assertThat(other.next("update").get("seq").asLong()).isEqualTo(2);
    }
  }

  @Test
  void passesTheRefusalOnWithItsCodeAndMinimum() {
    bidder.send("{\"action\":\"bid\",\"amount\":2000,\"id\":\"low\"}");
    bidder.next("received");
    UUID bidId = log.nextBid(auction).bidId();
    engine.answer(instance.name(), outcome(bidId, 2000, Status.REJECTED, "BELOW_MINIMUM"));
    JsonNode error = bidder.next("error");
    assertThat(error.get("code").asText()).isEqualTo("BELOW_MINIMUM");
    assertThat(error.get("id").asText()).isEqualTo("low");
    assertThat(error.get("minNextBid").asLong()).isEqualTo(3000);
    assertThat(error.get("error").asText()).isEqualTo("The bid must be at least 3,000 won.");
  }

  @Test
  void findsAnAnswerThatNeverCameOverRedis() {
    bidder.send("{\"action\":\"bid\",\"amount\":2000,\"id\":\"lost\"}");
    bidder.next("received");
    UUID bidId = BidIds.bid(USER, auction, "lost");
    neighbours.outcome(outcome(bidId, 2000, Status.RECEIVED, null));
    int before = neighbours.outcomeCalls.get();
    eventually("asked", () -> neighbours.outcomeCalls.get() > before + 1);
    neighbours.outcome(outcome(bidId, 2000, Status.REJECTED, "INSUFFICIENT_FUNDS"));
    assertThat(bidder.next("error").get("code").asText()).isEqualTo("INSUFFICIENT_FUNDS");
  }

  @Test
  void asksForTheAnswerAgainAfterAuctionServiceWasAway() {
    bidder.send("{\"action\":\"bid\",\"amount\":2000,\"id\":\"away\"}");
    bidder.next("received");
    neighbours.away(true);
    UUID bidId = BidIds.bid(USER, auction, "away");
    neighbours.outcome(outcome(bidId, 2000, Status.ACCEPTED, null));
    neighbours.away(false);
    assertThat(bidder.next("accepted").get("id").asText()).isEqualTo("away");
  }

  @Test
  void answersTheSameIdAgainWithTheSameOutcome() {
    UUID bidId = BidIds.bid(USER, auction, "twice");
    bidder.send("{\"action\":\"bid\",\"amount\":2000,\"id\":\"twice\"}");
    bidder.next("received");
    engine.answer(instance.name(), outcome(bidId, 2000, Status.OUTBID, null));
    assertThat(bidder.next("accepted").get("status").asText()).isEqualTo("OUTBID");
    neighbours.outcome(outcome(bidId, 2000, Status.OUTBID, null));

    bidder.send("{\"action\":\"bid\",\"amount\":2000,\"id\":\"twice\"}");
    assertThat(bidder.next("received").get("bidId").asText()).isEqualTo(bidId.toString());
    assertThat(bidder.next("accepted").get("status").asText()).isEqualTo("OUTBID");
    assertThat(log.next(auction, 2))
        .extracting(record -> AuctionLog.bid(record).bidId())
        .containsOnly(bidId);
  }

  @Test
  void refusesTheSameIdWithAnotherContent() {
    UUID bidId = BidIds.bid(USER, auction, "reused");
    neighbours.outcome(outcome(bidId, 2000, Status.ACCEPTED, null));
    bidder.send("{\"action\":\"bid\",\"amount\":3000,\"id\":\"reused\"}");
    JsonNode error = bidder.find("error");
    assertThat(error.get("code").asText()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void keepsTheOrderOfOneSockets() {
    for (int i = 1; i <= 50; i++) {
      bidder.send("{\"action\":\"bid\",\"amount\":" + i * 1000 + "}");
    }
    assertThat(log.next(auction, 50))
        .extracting(record -> AuctionLog.bid(record).amount())
        .isSorted()
        .hasSize(50);
  }

  @Test
  void letsWatchButNotBidWithoutAToken() {
    try (Client anonymous = Clients.connect(instance.port(), "/ws/auction/" + auction)) {
      anonymous.next("snapshot");
      anonymous.send("{\"action\":\"bid\",\"amount\":2000,\"id\":\"x\"}");
      JsonNode error = anonymous.next("error");
      assertThat(error.get("code").asText()).isEqualTo("UNAUTHORIZED");
      assertThat(error.get("id").asText()).isEqualTo("x");
      anonymous.send(
          "{\"action\":\"auth\",\"token\":\""
              + neighbours.token(USER, Duration.ofMinutes(5))
              + "\"}");
      anonymous.send("{\"action\":\"bid\",\"amount\":2000,\"id\":\"x\"}");
      assertThat(anonymous.next("authenticated").get("expiresAt").asText()).isNotBlank();
      anonymous.next("received");
    }
  }

  @Test
  void tellsAUserWhatConcernsHimOnHisSockets() {
    eventually("subscribed", () -> engine.subscribers("user:" + USER) == 1);
    engine.personal(
        USER, new PersonalMessage(PersonalMessage.Kind.OUTBID, auction, 3000, Engine.AT));
    JsonNode outbid = bidder.next("outbid");
    assertThat(outbid.get("auctionId").asLong()).isEqualTo(auction);
    assertThat(outbid.get("amount").asLong()).isEqualTo(3000);
    bidder.leave();
    eventually("unsubscribed", () -> engine.subscribers("user:" + USER) == 0);
  }
}
