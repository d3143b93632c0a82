package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.assertBalance;
import static com.neighborbid.systemtests.NeighborBid.assertCounts;
import static com.neighborbid.systemtests.NeighborBid.assertRefused;
import static com.neighborbid.systemtests.NeighborBid.close;
import static com.neighborbid.systemtests.NeighborBid.eventually;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Bids with a secret maximum, through the gateway.
@ExtendWith(NeighborBid.Extension.class)
class ProxyRulesIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final Person joon;
  private final Person sora;

  ProxyRulesIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 100_000);
    this.joon = system.rich("joon", 100_000);
    this.sora = system.rich("sora", 100_000);
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  @Test
  void thePriceIsWhatTheSecondMaximumForces() {
    long id = list(seller, listing(LONG));
    assertCounts(mina.bidUpTo(id, 10_000, 50_000), "ACCEPTED", 10_000);
    assertBalance(mina, 50_000, 50_000);

    assertCounts(joon.bid(id, 20_000), "OUTBID", 21_000);
    assertCounts(joon.bidUpTo(id, 30_000, 40_000), "OUTBID", 41_000);
    assertBalance(joon, 100_000, 0);
    assertLeader(id, mina, 41_000);

    assertCounts(joon.bidUpTo(id, 42_000, 60_000), "ACCEPTED", 51_000);
    assertBalance(mina, 100_000, 0);
    assertBalance(joon, 40_000, 60_000);
    assertLeader(id, joon, 51_000);

    assertThat(close(seller, id).text("winner")).isEqualTo(joon.nickname());
    assertBalance(joon, 49_000, 0);
    assertBalance(seller, 51_000, 0);
  }

  @Test
  void theEarlierMaximumWinsTies() {
    long id = list(seller, listing(LONG));
    assertCounts(mina.bidUpTo(id, 10_000, 30_000), "ACCEPTED", 10_000);
    assertCounts(joon.bidUpTo(id, 12_000, 30_000), "OUTBID", 30_000);
    assertLeader(id, mina, 30_000);
    assertRefused(sora.bid(id, 30_000), 422, "BELOW_MINIMUM", 31_000);
    assertThat(close(seller, id).text("winner")).isEqualTo(mina.nickname());
    assertBalance(mina, 70_000, 0);
  }

  /// One unit below the standing maximum: the price stops at the maximum.
  @Test
  void thePriceNeverPassesTheWinnersMaximum() {
    long id = list(seller, listing(LONG));
    assertCounts(mina.bidUpTo(id, 10_000, 30_000), "ACCEPTED", 10_000);
    assertCounts(joon.bidUpTo(id, 11_000, 29_000), "OUTBID", 30_000);
    assertCounts(sora.bidUpTo(id, 31_000, 90_000), "ACCEPTED", 31_000);
    assertLeader(id, sora, 31_000);
  }

  @Test
  void anAmountAboveWhatIsForcedIsThePrice() {
    long id = list(seller, listing(LONG));
    assertCounts(mina.bidUpTo(id, 10_000, 20_000), "ACCEPTED", 10_000);
    assertCounts(joon.bidUpTo(id, 45_000, 60_000), "ACCEPTED", 45_000);
  }

  @Test
  void raisingOnesOwnMaximumMovesNothingAndNeedsOnlyTheDifference() {
    Person poor = system.rich("poor", 30_000);
    long id = list(seller, listing(LONG));
    try (Seat room = sora.enter(id)) {
      Reply first = assertCounts(poor.bid(id, 20_000), "ACCEPTED", 20_000);
      assertBalance(poor, 10_000, 20_000);
      Reply raised = assertCounts(poor.bidUpTo(id, 21_000, 30_000), "ACCEPTED", 20_000);
      assertThat(raised.number("seq")).isEqualTo(first.number("seq"));
      assertBalance(poor, 0, 30_000);
      assertThat(system.auction(id).number("bidCount")).isEqualTo(1);

      assertRefused(poor.bid(id, 30_000), 422, "BELOW_MINIMUM", 31_000);
      assertRefused(poor.bid(id, 31_000), 422, "INSUFFICIENT_FUNDS");
      assertBalance(poor, 0, 30_000);
      assertLeader(id, poor, 20_000);

      Reply next = assertCounts(mina.bid(id, 22_000), "OUTBID", 23_000);
      assertThat(next.number("seq")).isEqualTo(first.number("seq") + 1);
      Message seen = room.await(m -> m.is("update") && m.number("amount") == 23_000);
      assertThat(seen.number("seq")).isEqualTo(next.number("seq"));
      assertThat(room.all("update")).hasSize(2);
    }
  }

  @Test
  void aFightOfTwoProxiesIsOneStepWithOnePrice() {
    long id = list(seller, listing(LONG));
    try (Seat room = sora.enter(id);
        Seat loser = joon.enter(id)) {
      room.await(m -> m.is("snapshot"));
      loser.await(m -> m.is("snapshot"));
      long before = mina.bidUpTo(id, 10_000, 40_000).number("seq");
      String name = loser.bidUpTo(12_000, 70_000);
      Message outcome = loser.outcome(name);
      assertThat(outcome.text("status")).as(outcome::toString).isEqualTo("ACCEPTED");
      assertThat(outcome.number("currentPrice")).isEqualTo(41_000);
      assertThat(outcome.number("seq")).isEqualTo(before + 1);
      room.await(m -> m.is("update") && m.number("seq") == before + 1);
      assertThat(room.all("update").stream().map(m -> m.number("amount")))
          .containsExactly(10_000L, 41_000L);
    }
  }

  @Test
  void whoIsOutbidAtOnceIsToldSoOverTheSocketToo() {
    long id = list(seller, listing(LONG));
    assertCounts(mina.bidUpTo(id, 10_000, 40_000), "ACCEPTED", 10_000);
    try (Seat room = sora.enter(id);
        Seat late = joon.enter(id)) {
      room.await(m -> m.is("snapshot"));
      String name = late.bid(15_000);
      Message outcome = late.outcome(name);
      assertThat(outcome.is("accepted")).as(outcome::toString).isTrue();
      assertThat(outcome.text("status")).isEqualTo("OUTBID");
      assertThat(late.await(m -> m.is("outbid")).number("amount")).isEqualTo(16_000);
      Message seen = room.await(m -> m.is("update"));
      assertThat(seen.number("amount")).isEqualTo(16_000);
      assertThat(seen.text("bidder")).isEqualTo(mina.nickname());
      assertThat(seen.number("minNextBid")).isEqualTo(17_000);
      Reply again = joon.get("/api/bids/" + outcome.text("bidId"));
      assertThat(again.text("status")).isEqualTo("OUTBID");
    }
    assertBalance(joon, 100_000, 0);
  }

  @Test
  void aMaximumWithoutTheMoneyIsRefusedThoughTheAmountIsThere() {
    Person poor = system.rich("poor", 20_000);
    long id = list(seller, listing(LONG));
    assertRefused(poor.bidUpTo(id, 10_000, 21_000), 422, "INSUFFICIENT_FUNDS");
    assertRefused(poor.bidUpTo(id, 10_000, 15_500), 422, "NOT_A_MULTIPLE_OF_BID_UNIT");
    assertBalance(poor, 20_000, 0);
    assertThat(system.auction(id).number("bidCount")).isZero();
    assertThat(close(seller, id).body().path("winner").isNull()).isTrue();
  }

  @Test
  void maximaAreShownToNobodyElse() {
    Person whale = system.rich("whale", 9_000_000);
    String secret = "7654000";
    long id = list(seller, listing(LONG));
    List<String> seen = new ArrayList<>();
    try (Seat room = sora.enter(id)) {
      room.await(m -> m.is("snapshot"));
      Reply bid = whale.bidUpTo(id, 11_000, 7_654_000);
      assertCounts(bid, "ACCEPTED", 11_000);
      assertCounts(joon.bid(id, 20_000), "OUTBID", 21_000);
      assertCounts(whale.bidUpTo(id, 22_000, 7_655_000), "ACCEPTED", 21_000);
      room.await(m -> m.is("update") && m.number("amount") == 21_000);
      assertThat(whale.get("/api/bids/" + bid.text("bidId")).number("maxAmount"))
          .isEqualTo(7_654_000);
      assertThat(joon.get("/api/bids/" + bid.text("bidId")).status()).isEqualTo(404);
      for (Person other : List.of(seller, joon)) {
        seen.add(other.get("/api/auctions/" + id).body().toString());
        seen.add(other.get("/api/auctions/" + id + "/bids").body().toString());
        seen.add(other.get("/api/auctions?seller=" + seller.id()).body().toString());
      }
      try (Seat late = mina.enter(id)) {
        seen.add(late.await(m -> m.is("snapshot")).toString());
      }
      assertThat(close(seller, id).text("winner")).isEqualTo(whale.nickname());
      room.await(m -> m.is("auction_end"));
      room.socket().messages().forEach(message -> seen.add(message.toString()));
    }
    List<String> events =
        eventually(
            NeighborBid.SOON,
            () -> Topic.values(system, "auction.events", id),
            values -> values.toString().contains("winningBidId"));
    seen.addAll(events);
    assertThat(seen).noneMatch(text -> text.contains(secret) || text.contains("7655000"));
    assertThat(seen.toString()).contains("21000").doesNotContainIgnoringCase("maxAmount");
  }

  private void assertLeader(long id, Person leader, long price) {
    Reply auction = system.auction(id);
    assertThat(auction.number("currentPrice")).as(auction::toString).isEqualTo(price);
    assertThat(auction.text("leader")).isEqualTo(leader.nickname());
  }
}
