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
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The seller of an unsold auction offers it to one of its bidders.
@ExtendWith(NeighborBid.Extension.class)
class SecondChanceRulesIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final Person joon;

  SecondChanceRulesIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 100_000);
    this.joon = system.rich("joon", 100_000);
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  private record Unsold(long id, String minasBid, String joonsBid) {}

  /// Mina was driven to 24,000, Joon leads at 25,000, the reserve is 40,000.
  private Unsold unsold() {
    long id = list(seller, listing(LONG, "reservePrice", 40_000));
    Reply minas = assertCounts(mina.bidUpTo(id, 10_000, 24_000), "ACCEPTED", 10_000);
    Reply joons = assertCounts(joon.bidUpTo(id, 20_000, 30_000), "ACCEPTED", 25_000);
    Reply closed = close(seller, id);
    assertThat(closed.body().path("winner").isNull()).as(closed::toString).isTrue();
    assertBalance(joon, 100_000, 0);
    return new Unsold(id, minas.text("bidId"), joons.text("bidId"));
  }

  @Test
  void aBidderTakesItAtHisHighestAmount() {
    Unsold unsold = unsold();
    try (Seat room = joon.enter(unsold.id());
        Seat hers = mina.enter(unsold.id())) {
      hers.await(m -> m.is("snapshot"));
      long before = room.await(m -> m.is("snapshot")).number("seq");
      Reply offered = offer(unsold.id(), unsold.minasBid());
      assertThat(offered.status()).as(offered::toString).isEqualTo(201);
      assertThat(offered.number("amount")).isEqualTo(24_000);
      assertThat(offered.text("bidder")).isEqualTo(mina.nickname());
      assertThat(hers.await(m -> m.is("offered")).number("amount")).isEqualTo(24_000);
      for (Person side : new Person[] {seller, mina}) {
        assertThat(side.get(path(unsold)).number("amount")).isEqualTo(24_000);
      }
      assertThat(joon.get(path(unsold)).status()).isEqualTo(404);
      assertRefused(joon.takeOffer(unsold.id(), 24_000), 422, "NO_OFFER");
      assertRefused(mina.takeOffer(unsold.id(), 23_000), 422, "NO_OFFER");
      assertBalance(mina, 100_000, 0);

      Reply taken = assertCounts(mina.takeOffer(unsold.id(), 24_000), "WON", 24_000);
      Message end = room.await(m -> m.is("auction_end") && m.number("seq") > before);
      assertThat(end.number("seq")).isEqualTo(taken.number("seq"));
      assertThat(end.number("winner_id")).isEqualTo(mina.id());
      assertThat(end.number("amount")).isEqualTo(24_000);
    }
    assertBalance(mina, 76_000, 0);
    assertBalance(seller, 24_000, 0);
    assertBalance(joon, 100_000, 0);
    Reply sold = system.auction(unsold.id());
    assertThat(sold.text("winner")).isEqualTo(mina.nickname());
    assertThat(sold.number("currentPrice")).isEqualTo(24_000);
    assertRefused(mina.takeOffer(unsold.id(), 24_000), 422, "NO_OFFER");
    assertRefused(offer(unsold.id(), unsold.joonsBid()), 409, "NOT_UNSOLD");
  }

  @Test
  void theLeaderIsOfferedItAtThePriceThatStood() {
    Unsold unsold = unsold();
    assertThat(offer(unsold.id(), unsold.joonsBid()).number("amount")).isEqualTo(25_000);
    assertRefused(offer(unsold.id(), unsold.minasBid()), 409, "OFFER_OPEN");
    String key = NeighborBid.name("key");
    Reply taken = joon.takeOffer(unsold.id(), 25_000, "Idempotency-Key", key);
    assertCounts(taken, "WON", 25_000);
    assertThat(joon.takeOffer(unsold.id(), 25_000, "Idempotency-Key", key).body())
        .isEqualTo(taken.body());
    assertBalance(joon, 75_000, 0);
    assertBalance(seller, 25_000, 0);
  }

  @Test
  void whoHasNotTheMoneyMayTakeItOnceHeHas() {
    Unsold unsold = unsold();
    assertThat(offer(unsold.id(), unsold.minasBid()).status()).isEqualTo(201);
    Reply spent =
        mina.post(
            "/api/wallet/withdrawals",
            Map.of("amount", 90_000),
            "Idempotency-Key",
            UUID.randomUUID().toString());
    assertThat(spent.status()).as(spent::toString).isEqualTo(201);
    assertRefused(mina.takeOffer(unsold.id(), 24_000), 422, "INSUFFICIENT_FUNDS");
    assertBalance(mina, 10_000, 0);
    assertThat(mina.deposit(20_000).status()).isEqualTo(201);
    assertCounts(mina.takeOffer(unsold.id(), 24_000), "WON", 24_000);
    assertBalance(mina, 6_000, 0);
    assertBalance(seller, 24_000, 0);
  }

  @Test
  void anOfferEndsByItselfAndThenAnotherMayGetIt() {
    Unsold unsold = unsold();
    Instant until = Instant.now().plusSeconds(2);
    Reply offered =
        seller.post(
            path(unsold), Map.of("bidId", unsold.minasBid(), "validUntil", until.toString()));
    assertThat(offered.status()).as(offered::toString).isEqualTo(201);
    Reply other =
        eventually(
            SOON, () -> offer(unsold.id(), unsold.joonsBid()), reply -> reply.status() == 201);
    assertThat(other.number("amount")).isEqualTo(25_000);
    assertThat(Instant.now()).isAfter(until);
    assertRefused(mina.takeOffer(unsold.id(), 24_000), 422, "NO_OFFER");
    assertCounts(joon.takeOffer(unsold.id(), 25_000), "WON", 25_000);
  }

  @Test
  void onlyWhatIsUnsoldIsOfferedAndOnlyByItsSellerToWhoHasBid() {
    long running = list(seller, listing(LONG));
    Reply bid = assertCounts(mina.bid(running, 10_000), "ACCEPTED", 10_000);
    assertRefused(offer(running, bid.text("bidId")), 409, "NOT_UNSOLD");
    assertRefused(mina.takeOffer(running, 10_000), 422, "NO_OFFER");
    assertThat(close(seller, running).status()).isEqualTo(200);
    assertRefused(offer(running, bid.text("bidId")), 409, "NOT_UNSOLD");

    Unsold unsold = unsold();
    assertRefused(offer(unsold.id(), UUID.randomUUID().toString()), 422, "NO_SUCH_BIDDER");
    assertRefused(offer(unsold.id(), bid.text("bidId")), 422, "NO_SUCH_BIDDER");
    assertRefused(joon.post(path(unsold), Map.of("bidId", unsold.joonsBid())), 403, "FORBIDDEN");
    assertThat(seller.get(path(unsold)).status()).isEqualTo(404);

    long gone = list(seller, listing(LONG));
    Reply cancelledBid = assertCounts(mina.bid(gone, 10_000), "ACCEPTED", 10_000);
    assertThat(system.admin().ask("/api/admin/auctions/" + gone + "/cancel").status())
        .isEqualTo(200);
    assertRefused(offer(gone, cancelledBid.text("bidId")), 409, "NOT_UNSOLD");
  }

  private Reply offer(long id, String bidId) {
    return seller.post("/api/auctions/" + id + "/offer", Map.of("bidId", bidId));
  }

  private static String path(Unsold unsold) {
    return "/api/auctions/" + unsold.id() + "/offer";
  }
}
