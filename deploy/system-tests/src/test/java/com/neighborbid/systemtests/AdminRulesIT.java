package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.SOON;
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
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What an admin does with auctions, through the gateway.
@ExtendWith(NeighborBid.Extension.class)
class AdminRulesIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final Person joon;
  private final Person admin;

  AdminRulesIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 100_000);
    this.joon = system.rich("joon", 100_000);
    this.admin = system.admin();
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  @Test
  void aSuspendedAuctionTakesNoBidAndItsEndMovesByThatTime() {
    long id = list(seller, listing(Duration.ofSeconds(5), "instantPrice", 90_000));
    Instant end = endsAt(id);
    assertCounts(mina.bid(id, 10_000), "ACCEPTED", 10_000);
    try (Seat room = joon.enter(id)) {
      room.await(m -> m.is("snapshot"));
      Reply suspended = admin.ask(admin(id, "/suspend"));
      Instant from = Instant.now();
      assertThat(suspended.status()).as(suspended::toString).isEqualTo(200);
      assertThat(suspended.body().path("suspended").asBoolean()).isTrue();
      assertThat(room.await(m -> m.is("changed")).text("status")).isEqualTo("WAITING");
      assertRefused(admin.ask(admin(id, "/suspend")), 409, "ALREADY_PAUSED");
      assertRefused(joon.bid(id, 20_000), 409, "AUCTION_NOT_ACTIVE");
      assertRefused(joon.buyNow(id, 90_000), 409, "AUCTION_NOT_ACTIVE");
      assertRefused(close(seller, id), 409, "AUCTION_NOT_ACTIVE");
      room.bid(20_000);
      room.refusal("AUCTION_NOT_ACTIVE");
      assertBalance(mina, 90_000, 10_000);

      Instant past = end.plusSeconds(2);
      eventually(SOON, Instant::now, now -> now.isAfter(past));
      assertThat(system.auction(id).text("status")).as("the end waits").isEqualTo("WAITING");
      Instant to = Instant.now();
      Reply resumed = admin.ask(admin(id, "/resume"));
      assertThat(resumed.text("status")).as(resumed::toString).isEqualTo("ACTIVE");
      Duration moved = Duration.between(end, endsAt(id));
      assertThat(moved)
          .isBetween(Duration.between(from, to).minusMillis(100), Duration.ofSeconds(20));
      assertRefused(admin.ask(admin(id, "/resume")), 409, "NOT_PAUSED");
      Message told = room.await(m -> m.is("changed") && m.text("status").equals("ACTIVE"));
      assertThat(Instant.parse(told.text("endsAt"))).isEqualTo(endsAt(id));
    }
    Reply ended = system.awaitStatus(id, "ENDED");
    assertThat(ended.text("winner")).isEqualTo(mina.nickname());
    assertThat(Instant.now()).isAfter(end.plusSeconds(2));
    assertRefused(admin.ask(admin(id, "/suspend")), 409, "AUCTION_ENDED");
  }

  @Test
  void anAuctionThatGoesOnTakesBidsAgain() {
    long id = list(seller, listing(LONG));
    assertThat(admin.ask(admin(id, "/suspend")).status()).isEqualTo(200);
    assertRefused(mina.bid(id, 10_000), 409, "AUCTION_NOT_ACTIVE");
    assertThat(admin.ask(admin(id, "/resume")).status()).isEqualTo(200);
    assertCounts(mina.bid(id, 10_000), "ACCEPTED", 10_000);
    assertThat(close(seller, id).text("winner")).isEqualTo(mina.nickname());
  }

  @Test
  void anAdminCancelsEvenWithBidsAndEverybodyGetsHisMoneyBack() {
    long id = list(seller, listing(LONG));
    assertCounts(mina.bidUpTo(id, 10_000, 40_000), "ACCEPTED", 10_000);
    try (Seat room = joon.enter(id)) {
      room.await(m -> m.is("snapshot"));
      Reply gone = admin.ask(admin(id, "/cancel"));
      assertThat(gone.text("status")).as(gone::toString).isEqualTo("CANCELLED");
      assertThat(gone.body().path("winner").isNull()).isTrue();
      room.await(m -> m.is("cancelled"));
    }
    assertBalance(mina, 100_000, 0);
    assertBalance(seller, 0, 0);
    assertThat(mina.get("/api/wallet/holds").body().path("items")).isEmpty();
    assertThat(joon.bid(id, 20_000).status()).isEqualTo(409);
    assertRefused(admin.ask(admin(id, "/cancel")), 409, "AUCTION_ENDED");
  }

  @Test
  void aSuspendedLeaderLeadsNoMoreAndThePriceStays() {
    long id = list(seller, listing(LONG, "instantPrice", 90_000));
    assertCounts(joon.bid(id, 19_000), "ACCEPTED", 19_000);
    assertCounts(mina.bidUpTo(id, 20_000, 50_000), "ACCEPTED", 20_000);
    try (Seat room = joon.enter(id)) {
      room.await(m -> m.is("snapshot"));
      Reply suspended = suspend(id, mina);
      assertThat(suspended.status()).as(suspended::toString).isEqualTo(200);
      assertThat(suspended.body().path("leader").isNull()).isTrue();
      assertThat(suspended.number("currentPrice")).isEqualTo(20_000);
      assertThat(suspended.number("minNextBid")).isEqualTo(21_000);
      Message told = room.await(m -> m.is("changed"));
      assertThat(told.number("amount")).isEqualTo(20_000);
      assertThat(told.body().path("bidder").isNull()).as(told::toString).isTrue();
      assertBalance(mina, 100_000, 0);
      assertRefused(mina.bid(id, 30_000), 403, "ACCOUNT_SUSPENDED");
      assertRefused(mina.buyNow(id, 90_000), 403, "ACCOUNT_SUSPENDED");
      try (Seat hers = mina.enter(id)) {
        hers.bid(30_000);
        hers.refusal("ACCOUNT_SUSPENDED");
      }
      assertRefused(joon.bid(id, 20_000), 422, "BELOW_MINIMUM", 21_000);
      assertCounts(joon.bid(id, 21_000), "ACCEPTED", 21_000);
    }
    assertThat(close(seller, id).text("winner")).isEqualTo(joon.nickname());
    assertBalance(seller, 21_000, 0);
  }

  @Test
  void withoutANewLeaderNobodyWins() {
    long id = list(seller, listing(LONG));
    assertCounts(joon.bid(id, 10_000), "ACCEPTED", 10_000);
    assertCounts(mina.bid(id, 20_000), "ACCEPTED", 20_000);
    assertThat(suspend(id, mina).status()).isEqualTo(200);
    Reply closed = close(seller, id);
    assertThat(closed.body().path("winner").isNull()).as(closed::toString).isTrue();
    assertBalance(mina, 100_000, 0);
    assertBalance(joon, 100_000, 0);
    assertBalance(seller, 0, 0);
  }

  @Test
  void whoDoesNotLeadIsSuspendedWithoutAStep() {
    long id = list(seller, listing(LONG));
    Reply leads = assertCounts(mina.bid(id, 10_000), "ACCEPTED", 10_000);
    Reply suspended = suspend(id, joon);
    assertThat(suspended.number("seq")).isEqualTo(leads.number("seq"));
    assertThat(suspended.text("leader")).isEqualTo(mina.nickname());
    assertRefused(joon.bid(id, 30_000), 403, "ACCOUNT_SUSPENDED");
    assertBalance(joon, 100_000, 0);
  }

  @Test
  void maintenanceStopsAllAndMovesOpenEndsByItsLength() {
    long first = list(seller, listing(LONG));
    long second = list(seller, listing(LONG));
    long both = list(seller, listing(LONG));
    Instant end = endsAt(first);
    assertThat(admin.ask(admin(both, "/suspend")).status()).isEqualTo(200);
    Reply paused = maintenance(true);
    try {
      assertThat(paused.status()).as(paused::toString).isEqualTo(202);
      assertThat(paused.number("auctions")).isGreaterThanOrEqualTo(3);
      for (long id : new long[] {first, second, both}) {
        awaitSuspended(id, true);
      }
      assertRefused(mina.bid(first, 10_000), 409, "AUCTION_NOT_ACTIVE");
      Instant from = Instant.now();
      eventually(SOON, Instant::now, now -> now.isAfter(from.plusSeconds(2)));
    } finally {
      assertThat(maintenance(false).status()).isEqualTo(202);
    }
    awaitSuspended(first, false);
    awaitSuspended(second, false);
    assertThat(Duration.between(end, endsAt(first)))
        .isBetween(Duration.ofMillis(2_000), Duration.ofSeconds(30));
    assertCounts(mina.bid(first, 10_000), "ACCEPTED", 10_000);
    assertThat(close(seller, first).text("winner")).isEqualTo(mina.nickname());

    Reply still = system.auction(both);
    assertThat(still.body().path("suspended").asBoolean()).as("the admin's own pause").isTrue();
    assertThat(admin.ask(admin(both, "/resume")).status()).isEqualTo(200);
    assertCounts(joon.bid(both, 10_000), "ACCEPTED", 10_000);
  }

  private void awaitSuspended(long id, boolean suspended) {
    eventually(
        SOON,
        () -> system.auction(id),
        auction -> auction.body().path("suspended").asBoolean() == suspended);
  }

  private Reply maintenance(boolean paused) {
    return admin.post("/api/admin/maintenance", Map.of("paused", paused));
  }

  private Reply suspend(long id, Person bidder) {
    return admin.post(admin(id, "/suspend-bidder"), Map.of("userId", bidder.id()));
  }

  private static String admin(long id, String action) {
    return "/api/admin/auctions/" + id + action;
  }

  private Instant endsAt(long id) {
    return Instant.parse(system.auction(id).text("endsAt"));
  }
}
