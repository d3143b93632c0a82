package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.SOON;
import static com.neighborbid.systemtests.NeighborBid.assertBalance;
import static com.neighborbid.systemtests.NeighborBid.assertCounts;
import static com.neighborbid.systemtests.NeighborBid.assertRefused;
import static com.neighborbid.systemtests.NeighborBid.close;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.Seat;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Bid units, increment tables and reserves, and the hash that travels with what rooms are told.
@ExtendWith(NeighborBid.Extension.class)
class PriceRulesIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final Person joon;

  PriceRulesIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 9_000_000);
    this.joon = system.rich("joon", 9_000_000);
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  @Test
  void aFixedUnitIsTheStepAtEveryPrice() {
    long id = list(seller, listing(LONG, "increments", "FIXED"));
    assertThat(system.auction(id).text("increments")).isEqualTo("FIXED");
    assertThat(system.auction(id).number("minNextBid")).isEqualTo(10_000);
    assertCounts(mina.bid(id, 10_000), "ACCEPTED", 10_000);
    assertCounts(joon.bid(id, 11_000), "ACCEPTED", 11_000);
    assertCounts(mina.bid(id, 5_000_000), "ACCEPTED", 5_000_000);
    assertRefused(joon.bid(id, 5_000_000), 422, "BELOW_MINIMUM", 5_001_000);
    assertCounts(joon.bid(id, 5_001_000), "ACCEPTED", 5_001_000);
  }

  @Test
  void tiersStepFurtherWhereThePriceIsHigher() {
    long id = list(seller, listing(LONG, "increments", "TIERED", "startPrice", 900, "bidUnit", 50));
    assertThat(system.auction(id).text("increments")).isEqualTo("TIERED");
    var steps =
        new long[][] {
          {900, 950},
          {1_000, 1_250},
          {5_000, 5_500},
          {25_000, 26_000},
          {100_000, 102_500},
          {250_000, 255_000},
          {500_000, 510_000},
          {1_000_000, 1_025_000},
          {2_500_000, 2_550_000},
          {5_000_000, 5_100_000}
        };
    Person bidder = mina;
    Person other = joon;
    for (long[] step : steps) {
      assertCounts(bidder.bid(id, step[0]), "ACCEPTED", step[0]);
      assertThat(system.auction(id).number("minNextBid")).isEqualTo(step[1]);
      assertRefused(other.bid(id, step[1] - 50), 422, "BELOW_MINIMUM", step[1]);
      Person next = other;
      other = bidder;
      bidder = next;
    }
  }

  @Test
  void tiersAreWholeUnitsAndCountForProxiesToo() {
    long id = list(seller, listing(LONG, "increments", "TIERED"));
    assertCounts(mina.bidUpTo(id, 10_000, 300_000), "ACCEPTED", 10_000);
    assertThat(system.auction(id).number("minNextBid")).isEqualTo(11_000);
    assertCounts(joon.bid(id, 100_000), "OUTBID", 103_000);
    assertThat(system.auction(id).number("minNextBid")).isEqualTo(106_000);
    assertRefused(joon.bid(id, 105_000), 422, "BELOW_MINIMUM", 106_000);
    assertCounts(joon.bidUpTo(id, 106_000, 400_000), "ACCEPTED", 305_000);
  }

  @Test
  void theReserveIsSecretAndAMaximumThatReachesItLiftsThePrice() {
    long id = list(seller, listing(LONG, "reservePrice", 33_000));
    assertThat(system.auction(id).body().path("reserveMet").asBoolean(true)).isFalse();
    assertCounts(mina.bidUpTo(id, 10_000, 32_000), "ACCEPTED", 10_000);
    assertReserve(id, false);
    assertCounts(joon.bidUpTo(id, 12_000, 40_000), "ACCEPTED", 33_000);
    assertReserve(id, true);
    assertThat(close(seller, id).text("winner")).isEqualTo(joon.nickname());
    assertBalance(seller, 33_000, 0);
    assertBalance(mina, 9_000_000, 0);
  }

  private void assertReserve(long id, boolean met) {
    Reply auction = joon.get("/api/auctions/" + id);
    assertThat(auction.body().path("reserveMet").asBoolean(!met)).isEqualTo(met);
    assertThat(auction.body().has("reservePrice")).isFalse();
    if (!met) {
      assertThat(auction.body().toString()).doesNotContain("33000");
    }
  }

  @Test
  void withoutTheReserveNobodyWinsAndNothingIsHeld() {
    long id = list(seller, listing(LONG, "reservePrice", 33_000));
    try (Seat room = joon.enter(id)) {
      assertCounts(mina.bid(id, 32_000), "ACCEPTED", 32_000);
      assertBalance(mina, 9_000_000 - 32_000, 32_000);
      Reply closed = close(seller, id);
      assertThat(closed.text("status")).as(closed::toString).isEqualTo("ENDED");
      assertThat(closed.body().path("winner").isNull()).as(closed::toString).isTrue();
      Message end = room.await(m -> m.is("auction_end"));
      assertThat(end.body().path("winner_id").isNull()).as(end::toString).isTrue();
      assertThat(end.body().toString()).doesNotContain("33000");
    }
    assertBalance(mina, 9_000_000, 0);
    assertBalance(seller, 0, 0);
    assertThat(mina.get("/api/wallet/holds").body().path("items")).isEmpty();
  }

  /// Raising the own maximum moves no price at the time; at the end the reserve counts.
  @Test
  void aLeaderWhoRaisesHisMaximumToTheReserveWinsAtIt() {
    long id = list(seller, listing(LONG, "reservePrice", 33_000));
    assertCounts(mina.bid(id, 10_000), "ACCEPTED", 10_000);
    assertCounts(mina.bidUpTo(id, 11_000, 50_000), "ACCEPTED", 10_000);
    assertReserve(id, false);
    Reply closed = close(seller, id);
    assertThat(closed.text("winner")).as(closed::toString).isEqualTo(mina.nickname());
    assertThat(closed.number("currentPrice")).isEqualTo(33_000);
    assertBalance(mina, 9_000_000 - 33_000, 0);
  }

  @Test
  void theHashOfTheRecordTravelsWithEveryStep() {
    long id = list(seller, listing(LONG));
    try (Seat room = joon.enter(id)) {
      String opened = room.await(m -> m.is("snapshot")).text("ledgerHash");
      assertThat(opened).matches("[0-9a-f]{64}").isEqualTo(hash(id));
      assertCounts(mina.bidUpTo(id, 10_000, 20_000), "ACCEPTED", 10_000);
      String first = room.await(m -> m.is("update")).text("ledgerHash");
      assertThat(first).matches("[0-9a-f]{64}").isNotEqualTo(opened).isEqualTo(hash(id));
      assertRefused(joon.bid(id, 10_000), 422, "BELOW_MINIMUM");
      assertCounts(mina.bidUpTo(id, 11_000, 30_000), "ACCEPTED", 10_000);
      assertThat(hash(id)).isEqualTo(first);
      assertThat(close(seller, id).status()).isEqualTo(200);
      String ended = room.await(m -> m.is("auction_end")).text("ledgerHash");
      assertThat(ended).matches("[0-9a-f]{64}").isNotEqualTo(first).isEqualTo(hash(id));
    }
  }

  private String hash(long id) {
    return system.auction(id).text("ledgerHash");
  }

  @Test
  void theSameKeyIsOneBidWhateverTheWayAndNothingElseMayUseIt() {
    long id = list(seller, listing(LONG, "instantPrice", 90_000));
    String key = NeighborBid.name("key");
    Reply first = mina.bidUpTo(id, 10_000, 30_000, "Idempotency-Key", key);
    assertCounts(first, "ACCEPTED", 10_000);
    assertThat(mina.bidUpTo(id, 10_000, 30_000, "Idempotency-Key", key).body())
        .isEqualTo(first.body());
    assertReused(mina.bid(id, 10_000, "Idempotency-Key", key));
    assertReused(mina.bidUpTo(id, 10_000, 31_000, "Idempotency-Key", key));
    assertReused(mina.bidUpTo(id, 11_000, 30_000, "Idempotency-Key", key));
    assertReused(mina.buyNow(id, 90_000, "Idempotency-Key", key));
    try (Seat seat = mina.enter(id)) {
      seat.await(m -> m.is("snapshot"));
      seat.socket().send(Map.of("action", "bid", "amount", 10_000, "maxAmount", 30_000, "id", key));
      Message same = seat.socket().await(SOON, m -> m.text("id").equals(key) && !m.is("received"));
      assertThat(same.text("bidId")).as(same::toString).isEqualTo(first.text("bidId"));
      assertThat(same.text("status")).isEqualTo("ACCEPTED");
    }
    assertThat(joon.bid(id, 12_000, "Idempotency-Key", key).text("bidId"))
        .isNotEqualTo(first.text("bidId"));
    assertBalance(mina, 9_000_000 - 30_000, 30_000);

    String purchase = NeighborBid.name("key");
    Reply bought = joon.buyNow(id, 90_000, "Idempotency-Key", purchase);
    assertCounts(bought, "WON", 90_000);
    assertThat(joon.buyNow(id, 90_000, "Idempotency-Key", purchase).body())
        .isEqualTo(bought.body());
    assertReused(joon.bid(id, 90_000, "Idempotency-Key", purchase));
    assertBalance(joon, 9_000_000 - 90_000, 0);
  }

  private static void assertReused(Reply reply) {
    assertRefused(reply, 422, "IDEMPOTENCY_KEY_REUSED");
  }
}
