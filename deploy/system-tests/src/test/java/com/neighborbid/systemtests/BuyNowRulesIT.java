package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.assertBalance;
import static com.neighborbid.systemtests.NeighborBid.assertCounts;
import static com.neighborbid.systemtests.NeighborBid.assertRefused;
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

/// Buying at the instant price, through the gateway.
@ExtendWith(NeighborBid.Extension.class)
class BuyNowRulesIT {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final long INSTANT = 50_000;

  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final Person joon;

  BuyNowRulesIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 100_000);
    this.joon = system.rich("joon", 100_000);
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  private long instantly(Object... more) {
    var listing = listing(LONG, more);
    listing.put("instantPrice", INSTANT);
    return list(seller, listing);
  }

  @Test
  void itIsSoldInOneStepAndEverybodyElseGetsHisMoneyBack() {
    long id = instantly();
    try (Seat room = mina.enter(id)) {
      Reply bid = assertCounts(mina.bidUpTo(id, 10_000, 40_000), "ACCEPTED", 10_000);
      assertThat(open(id)).isTrue();
      Reply bought = assertCounts(joon.buyNow(id, INSTANT), "WON", INSTANT);
      assertThat(bought.number("amount")).isEqualTo(INSTANT);
      assertThat(bought.number("seq")).isEqualTo(bid.number("seq") + 1);
      Message sold = room.await(m -> m.is("sold_out"));
      assertThat(sold.number("seq")).isEqualTo(bought.number("seq"));
      assertThat(sold.number("amount")).isEqualTo(INSTANT);
      assertThat(sold.number("winner_id")).isEqualTo(joon.id());
      assertThat(sold.text("winner_nickname")).isEqualTo(joon.nickname());
      assertThat(room.await(m -> m.is("outbid")).number("amount")).isEqualTo(INSTANT);
      assertThat(room.all("auction_end")).isEmpty();
      assertThat(room.all("update")).hasSize(1);
      assertThat(joon.get("/api/bids/" + bought.text("bidId")).text("status")).isEqualTo("WON");
    }
    assertBalance(mina, 100_000, 0);
    assertBalance(joon, 100_000 - INSTANT, 0);
    assertBalance(seller, INSTANT, 0);
    Reply over = system.auction(id);
    assertThat(over.text("status")).isEqualTo("ENDED");
    assertThat(over.text("winner")).isEqualTo(joon.nickname());
    assertThat(open(id)).isFalse();
    assertRefused(mina.bid(id, 60_000), 409, "AUCTION_ENDED");
    assertRefused(mina.buyNow(id, INSTANT), 409, "AUCTION_ENDED");
  }

  @Test
  void theBuyersOwnHoldIsCountedIn() {
    Person poor = system.rich("poor", INSTANT);
    long id = instantly();
    assertCounts(poor.bidUpTo(id, 10_000, 40_000), "ACCEPTED", 10_000);
    assertBalance(poor, 10_000, 40_000);
    assertCounts(poor.buyNow(id, INSTANT), "WON", INSTANT);
    assertBalance(poor, 0, 0);
    assertBalance(seller, INSTANT, 0);
  }

  @Test
  void aBidOfTheInstantPriceOrMoreBuysAtItOverBothWays() {
    long first = instantly();
    Reply bought = assertCounts(mina.bid(first, 60_000), "WON", INSTANT);
    assertThat(bought.number("amount")).isEqualTo(60_000);
    assertBalance(mina, 100_000 - INSTANT, 0);
    long second = instantly();
    try (Seat seat = joon.enter(second)) {
      seat.await(m -> m.is("snapshot"));
      Message outcome = seat.outcome(seat.bid(INSTANT));
      assertThat(outcome.text("status")).as(outcome::toString).isEqualTo("WON");
      assertThat(seat.await(m -> m.is("sold_out")).number("winner_id")).isEqualTo(joon.id());
    }
    assertBalance(joon, 100_000 - INSTANT, 0);
    assertBalance(seller, 2 * INSTANT, 0);
  }

  @Test
  void aPriceThatIsNoneOrAnotherIsRefused() {
    long id = instantly();
    assertRefused(mina.buyNow(id, INSTANT - 1_000), 422, "NO_INSTANT_PRICE");
    assertRefused(mina.buyNow(id, INSTANT + 1_000), 422, "NO_INSTANT_PRICE");
    long plain = list(seller, listing(LONG));
    assertRefused(mina.buyNow(plain, INSTANT), 422, "NO_INSTANT_PRICE");
    Reply cheaper = seller.patch("/api/auctions/" + id, Map.of("instantPrice", 45_000));
    assertThat(cheaper.status()).as(cheaper::toString).isEqualTo(200);
    assertRefused(mina.buyNow(id, INSTANT), 422, "NO_INSTANT_PRICE");
    assertCounts(mina.buyNow(id, 45_000), "WON", 45_000);
    assertBalance(mina, 55_000, 0);
  }

  @Test
  void whoCannotPayItChangesNothing() {
    Person poor = system.rich("poor", INSTANT - 1);
    long id = instantly();
    assertRefused(poor.buyNow(id, INSTANT), 422, "INSUFFICIENT_FUNDS");
    assertRefused(seller.buyNow(id, INSTANT), 403, "SELLER_CANNOT_BID");
    assertThat(system.auction(id).text("status")).isEqualTo("ACTIVE");
    assertThat(open(id)).isTrue();
    assertBalance(poor, INSTANT - 1, 0);
  }

  @Test
  void aMaximumBelowWhichNothingIsBoughtMustNotReachTheInstantPrice() {
    long id = instantly();
    assertRefused(mina.bidUpTo(id, 20_000, INSTANT), 422, "AMOUNT_OUT_OF_RANGE");
    assertCounts(mina.bidUpTo(id, 20_000, INSTANT - 1_000), "ACCEPTED", 20_000);
  }

  @Test
  void itMayBeOpenOnlyUntilTheFirstBid() {
    long id = instantly("instantUntilPercent", 0);
    assertThat(open(id)).isTrue();
    assertCounts(mina.bid(id, 10_000), "ACCEPTED", 10_000);
    assertThat(open(id)).isFalse();
    assertRefused(joon.buyNow(id, INSTANT), 422, "NO_INSTANT_PRICE");
    long other = instantly("instantUntilPercent", 0);
    assertCounts(joon.buyNow(other, INSTANT), "WON", INSTANT);
  }

  @Test
  void itMayBeOpenUntilThePricePassesAShareOfIt() {
    long id = instantly("instantUntilPercent", 60);
    assertCounts(mina.bid(id, 30_000), "ACCEPTED", 30_000);
    assertThat(open(id)).as("60 percent are not passed").isTrue();
    assertCounts(joon.bid(id, 31_000), "ACCEPTED", 31_000);
    assertThat(open(id)).isFalse();
    assertRefused(mina.buyNow(id, INSTANT), 422, "NO_INSTANT_PRICE");
    // Where it cannot be bought any more, an amount beyond the instant price is a bid like others.
    assertCounts(mina.bid(id, INSTANT + 10_000), "ACCEPTED", INSTANT + 10_000);
    assertThat(system.auction(id).text("status")).isEqualTo("ACTIVE");
    assertBalance(joon, 100_000, 0);
  }

  private boolean open(long id) {
    return system.auction(id).body().path("buyNowOpen").asBoolean();
  }
}
