package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.AFTER_A_FAULT;
import static com.neighborbid.systemtests.NeighborBid.SOON;
import static com.neighborbid.systemtests.NeighborBid.eventually;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.local.ServiceProcess;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A part is away for a while; what it is not needed for goes on, the rest waits and resolves.
@ExtendWith(NeighborBid.Extension.class)
class OutageIT {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration WITHOUT_DATABASE = Duration.ofSeconds(60);

  private final NeighborBid system;

  OutageIT(NeighborBid system) {
    this.system = system;
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  @Test
  void bidsWaitForTheWalletAndAnAuctionThatEndsMeanwhileIsClosing() {
    Person seller = system.person("seller");
    Person mina = system.rich("mina", 50_000);
    Person joon = system.rich("joon", 50_000);
    long id = list(seller, listing(Duration.ofSeconds(12)));
    assertThat(mina.bid(id, 10_000).status()).isEqualTo(201);
    ServiceProcess wallet = system.stack().service("wallet");
    wallet.kill();
    Reply waiting;
    try (Seat seat = mina.enter(id)) {
      waiting = joon.bid(id, 20_000);
      assertThat(waiting.status()).as(waiting::toString).isEqualTo(202);
      assertThat(joon.get("/api/bids/" + waiting.text("bidId")).text("status"))
          .isEqualTo("RECEIVED");
      String name = seat.bid(30_000);
      seat.await(m -> m.is("received") && m.text("id").equals(name));
      system.awaitStatus(id, "CLOSING");
      assertThat(system.auction(id).number("currentPrice")).isEqualTo(10_000);
      wallet.start();
      assertThat(seat.outcome(name).text("status")).isEqualTo("ACCEPTED");
      assertThat(seat.await(m -> m.is("auction_end")).number("winner_id")).isEqualTo(mina.id());
    }
    Reply ended = system.awaitStatus(id, "ENDED");
    assertThat(ended.number("currentPrice")).isEqualTo(30_000);
    assertThat(ended.text("winner")).isEqualTo(mina.nickname());
    assertThat(joon.get("/api/bids/" + waiting.text("bidId")).text("status")).isEqualTo("OUTBID");
    eventually(SOON, () -> seller.get("/api/wallet"), r -> r.number("available") == 30_000);
  }

  @Test
  void withoutTheLogBidsAreRefusedWithinTwoSecondsAndReadsGoOn() {
    Person seller = system.person("seller");
    Person mina = system.rich("mina", 50_000);
    Person joon = system.rich("joon", 50_000);
    long id = list(seller, listing(LONG));
    assertThat(mina.bid(id, 10_000).status()).isEqualTo(201);
    Reply unknown;
    system.stack().kafka().kill();
    try {
      // What was handed over while nobody knew may be unknown; then it is certain.
      unknown = joon.bid(id, 11_000, "Idempotency-Key", "asked-again");
      assertThat(unknown.status()).as(unknown::toString).isIn(202, 503);
      Reply refused = eventually(SOON, () -> joon.bid(id, 12_000), r -> r.status() != 202);
      assertThat(refused.status()).as(refused::toString).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(refused.code()).isEqualTo("SERVICE_UNAVAILABLE");
      assertThat(refused.took()).isLessThan(Duration.ofSeconds(2));
      if (unknown.status() == 202) {
        Reply again = joon.bid(id, 11_000, "Idempotency-Key", "asked-again");
        assertThat(again.status()).as("it may still count").isEqualTo(202);
        assertThat(again.header("Retry-After")).isNotEmpty();
        assertThat(again.text("bidId")).isEqualTo(unknown.text("bidId"));
      }
      assertThat(system.auction(id).number("currentPrice")).isEqualTo(10_000);
      assertThat(system.rest().get("/api/auctions?limit=1", null).status()).isEqualTo(200);
      assertThat(mina.get("/api/wallet").number("held")).isEqualTo(10_000);
    } finally {
      system.stack().kafka().start();
    }
    Reply accepted =
        eventually(
            AFTER_A_FAULT,
            () -> mina.bid(id, 40_000, "Idempotency-Key", "the-same-bid-however-often"),
            r -> r.status() == 201);
    assertThat(accepted.number("currentPrice")).isEqualTo(40_000);
    if (unknown.status() == 202) {
      assertThat(unknown.header("Retry-After")).as("as long as it is unknown").isNotEmpty();
      String bid = unknown.header("Location");
      Reply decided =
          eventually(SOON, () -> joon.get(bid), r -> !r.text("status").equals("RECEIVED"));
      assertThat(decided.text("status")).as(decided::toString).isIn("OUTBID", "REJECTED");
    }
  }

  /// What the log has taken is decided when the database is back, in its order.
  @Test
  void withoutTheDatabaseBidsAreKeptAndDecidedAfterwards() {
    Person seller = system.person("seller");
    Person mina = system.rich("mina", 2_000_000);
    Person joon = system.rich("joon", 2_000_000);
    long id = list(seller, listing(LONG));
    long amount = 10_000;
    List<String> names = new ArrayList<>();
    try (Seat minas = mina.enter(id);
        Seat joons = joon.enter(id)) {
      minas.await(m -> m.is("snapshot"));
      joons.await(m -> m.is("snapshot"));
      system.stack().postgres().kill();
      try {
        Instant back = Instant.now().plus(WITHOUT_DATABASE);
        for (; Instant.now().isBefore(back); amount += 1_000) {
          Seat seat = names.size() % 2 == 0 ? minas : joons;
          String name = seat.bid(amount);
          seat.await(m -> m.is("received") && m.text("id").equals(name));
          names.add(name);
          pause();
        }
      } finally {
        system.stack().postgres().start();
      }
      for (int i = 0; i < names.size(); i++) {
        Seat seat = i % 2 == 0 ? minas : joons;
        assertThat(seat.outcome(names.get(i)).text("status")).isEqualTo("ACCEPTED");
      }
    }
    assertThat(names).hasSizeGreaterThan(30);
    Reply after = eventually(AFTER_A_FAULT, () -> system.auction(id), r -> r.status() == 200);
    assertThat(after.number("currentPrice")).isEqualTo(amount - 1_000);
    assertThat(after.number("bidCount")).isEqualTo(names.size());
  }

  /// The pace of the bids; nothing is waited for.
  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void withoutRedisBidsGoOnAndTheRoomCatchesUp() {
    Person seller = system.person("seller");
    Person mina = system.rich("mina", 50_000);
    Person joon = system.rich("joon", 50_000);
    long id = list(seller, listing(LONG));
    try (Seat seat = mina.enter(id)) {
      seat.await(m -> m.is("snapshot"));
      Reply before = mina.bid(id, 10_000);
      seat.await(m -> m.is("update") && m.text("bidId").equals(before.text("bidId")));
      system.stack().redis().kill();
      try {
        assertThat(joon.bid(id, 11_000).status()).isEqualTo(201);
        String name = seat.bid(12_000);
        assertThat(seat.outcome(name).text("status")).isEqualTo("ACCEPTED");
        assertThat(system.auction(id).number("currentPrice")).isEqualTo(12_000);
      } finally {
        system.stack().redis().start();
      }
      seat.await(m -> m.number("amount") == 12_000 && (m.is("update") || m.is("snapshot")));
      Reply after = joon.bid(id, 13_000);
      assertThat(after.status()).isEqualTo(201);
      seat.await(m -> m.is("update") && m.text("bidId").equals(after.text("bidId")));
    }
  }
}
