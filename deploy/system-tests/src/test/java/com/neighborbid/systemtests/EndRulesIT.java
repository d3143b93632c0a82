package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.AFTER_A_FAULT;
import static com.neighborbid.systemtests.NeighborBid.SOON;
import static com.neighborbid.systemtests.NeighborBid.assertBalance;
import static com.neighborbid.systemtests.NeighborBid.assertCounts;
import static com.neighborbid.systemtests.NeighborBid.assertRefused;
import static com.neighborbid.systemtests.NeighborBid.eventually;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// When bids begin and cease to count: starting later, soft close, the end without a winner.
@ExtendWith(NeighborBid.Extension.class)
class EndRulesIT {
  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final Person joon;

  EndRulesIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 100_000);
    this.joon = system.rich("joon", 100_000);
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  @Test
  void everyBidInTheLastSecondsMovesTheEndAgain() throws Exception {
    long id = list(seller, listing(Duration.ofSeconds(8), "softCloseSeconds", 8));
    Instant opened = endsAt(id);
    Person[] bidders = {mina, joon};
    Instant before = opened;
    Reply bid = null;
    for (int i = 0; i < 3; i++) {
      long amount = 10_000 + 1_000L * i;
      bid = assertCounts(bidders[i % 2].bid(id, amount), "ACCEPTED", amount);
      Instant after = endsAt(id);
      assertThat(after).isAfter(before);
      assertThat(after).isEqualTo(loggedAt(bid).plusSeconds(8));
      before = after;
    }
    Reply ended = system.awaitStatus(id, "ENDED");
    assertThat(endsAt(id)).isEqualTo(before);
    assertThat(Instant.now()).isAfter(opened);
    assertThat(ended.text("winner")).isEqualTo(mina.nickname());
    assertThat(mina.get("/api/bids/" + bid.text("bidId")).text("status")).isEqualTo("WON");
  }

  @Test
  void aBidThatIsOutbidAtOnceMovesTheEndAndARefusedOneNever() throws Exception {
    Person poor = system.rich("poor", 12_000);
    long id = list(seller, listing(Duration.ofSeconds(20), "softCloseSeconds", 30));
    assertCounts(mina.bidUpTo(id, 10_000, 50_000), "ACCEPTED", 10_000);
    Instant end = endsAt(id);
    assertRefused(joon.bid(id, 10_000), 422, "BELOW_MINIMUM", 11_000);
    assertRefused(poor.bid(id, 20_000), 422, "INSUFFICIENT_FUNDS");
    assertRefused(joon.bid(id, 20_500), 422, "NOT_A_MULTIPLE_OF_BID_UNIT");
    assertRefused(seller.bid(id, 20_000), 403, "SELLER_CANNOT_BID");
    assertCounts(mina.bidUpTo(id, 12_000, 60_000), "ACCEPTED", 10_000);
    assertThat(endsAt(id)).as("refusals and the leader's own raise").isEqualTo(end);
    Reply beaten = assertCounts(joon.bid(id, 20_000), "OUTBID", 21_000);
    assertThat(endsAt(id)).isEqualTo(loggedAt(beaten).plusSeconds(30)).isAfter(end);
    assertThat(NeighborBid.close(seller, id).text("winner")).isEqualTo(mina.nickname());
  }

  @Test
  void theRoomIsToldTheNewEndWithTheBid() {
    long id = list(seller, listing(Duration.ofSeconds(30), "softCloseSeconds", 60));
    try (Seat room = joon.enter(id)) {
      room.await(m -> m.is("snapshot"));
      assertCounts(mina.bid(id, 10_000), "ACCEPTED", 10_000);
      Message update = room.await(m -> m.is("update"));
      assertThat(Instant.parse(update.text("endsAt"))).isEqualTo(endsAt(id));
    }
    eventually(
        SOON,
        () -> Topic.values(system, "auction.events", id).toString(),
        events -> events.contains(endsAt(id).toString()));
    assertThat(NeighborBid.close(seller, id).status()).isEqualTo(200);
  }

  @Test
  void theCapIsTheLatestEnd() {
    long id =
        list(
            seller,
            listing(Duration.ofSeconds(5), "softCloseSeconds", 60, "softCloseCapSeconds", 3));
    Instant latest = endsAt(id).plusSeconds(3);
    assertThat(Instant.parse(system.auction(id).text("latestEnd"))).isEqualTo(latest);
    assertCounts(mina.bid(id, 10_000), "ACCEPTED", 10_000);
    assertThat(endsAt(id)).isEqualTo(latest);
    assertCounts(joon.bid(id, 11_000), "ACCEPTED", 11_000);
    assertThat(endsAt(id)).isEqualTo(latest);
    assertThat(system.awaitStatus(id, "ENDED").text("winner")).isEqualTo(joon.nickname());
  }

  @Test
  void beforeTheStartNothingCountsAndItOpensByItself() {
    Instant startsAt = Instant.now().plusSeconds(4);
    long id =
        list(
            seller,
            listing(
                Duration.ofMinutes(5), "startsAt", startsAt.toString(), "instantPrice", 50_000));
    assertThat(system.auction(id).text("status")).isEqualTo("WAITING");
    try (Seat room = joon.enter(id)) {
      assertThat(room.await(m -> m.is("snapshot")).text("status")).isEqualTo("WAITING");
      assertRefused(mina.bid(id, 10_000), 409, "AUCTION_NOT_ACTIVE");
      assertRefused(mina.buyNow(id, 50_000), 409, "AUCTION_NOT_ACTIVE");
      assertRefused(NeighborBid.close(seller, id), 409, "AUCTION_NOT_ACTIVE");
      room.bid(10_000);
      room.refusal("AUCTION_NOT_ACTIVE");
      Message opened = room.await(m -> m.is("changed"));
      assertThat(opened.text("status")).as(opened::toString).isEqualTo("ACTIVE");
      assertThat(Instant.now()).isAfter(startsAt);
      assertThat(system.auction(id).text("status")).isEqualTo("ACTIVE");
      assertCounts(mina.bid(id, 10_000), "ACCEPTED", 10_000);
    }
    assertThat(NeighborBid.close(seller, id).text("winner")).isEqualTo(mina.nickname());
  }

  @Test
  void withoutABidNobodyWinsAndAfterTheEndNothingCounts() {
    long id = list(seller, listing(Duration.ofSeconds(2)));
    try (Seat room = joon.enter(id)) {
      Message end = room.await(m -> m.is("auction_end"));
      assertThat(end.body().path("winner_id").isNull()).as(end::toString).isTrue();
      assertThat(end.body().path("winner_nickname").isNull()).isTrue();
      room.bid(20_000);
      room.refusal("AUCTION_ENDED");
    }
    assertRefused(mina.bid(id, 20_000), 409, "AUCTION_ENDED");
    assertRefused(NeighborBid.close(seller, id), 409, "AUCTION_ENDED");
    assertBalance(mina, 100_000, 0);
    eventually(
        AFTER_A_FAULT,
        () -> Topic.values(system, "auction.events", id).toString(),
        events -> events.contains("endedBy\":\"TIME") && !events.contains("winnerId"));
  }

  private Instant endsAt(long id) {
    return Instant.parse(system.auction(id).text("endsAt"));
  }

  /// When the log took the bid in: the only time that counts.
  private Instant loggedAt(Reply bid) throws Exception {
    try (var connection = system.database("auction");
        var query = connection.prepareStatement("select logged_at from bid where id = ?")) {
      query.setObject(1, UUID.fromString(bid.text("bidId")));
      var row = query.executeQuery();
      assertThat(row.next()).isTrue();
      return row.getTimestamp(1).toInstant();
    }
  }
}
