package com.neighborbid.systemtests;

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
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a seller may do with his auction, through the gateway.
@ExtendWith(NeighborBid.Extension.class)
class SellerRulesIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final Person joon;

  SellerRulesIT(NeighborBid system) {
    this.system = system;
    this.seller = system.rich("seller", 100_000);
    this.mina = system.rich("mina", 100_000);
    this.joon = system.rich("joon", 100_000);
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  @Test
  void heNeverBidsOnHisOwnItem() {
    long id = list(seller, listing(LONG, "instantPrice", 50_000));
    assertRefused(seller.bid(id, 10_000), 403, "SELLER_CANNOT_BID");
    assertRefused(seller.bidUpTo(id, 10_000, 20_000), 403, "SELLER_CANNOT_BID");
    assertRefused(seller.buyNow(id, 50_000), 403, "SELLER_CANNOT_BID");
    try (Seat seat = seller.enter(id)) {
      seat.bid(10_000);
      seat.refusal("SELLER_CANNOT_BID");
    }
    assertBalance(seller, 100_000, 0);
    assertThat(system.auction(id).number("bidCount")).isZero();
  }

  @Test
  void anEarlyCloseMakesTheLeaderTheWinner() {
    long id = list(seller, listing(LONG));
    assertCounts(mina.bidUpTo(id, 10_000, 40_000), "ACCEPTED", 10_000);
    try (Seat room = joon.enter(id)) {
      room.await(m -> m.is("snapshot"));
      assertRefused(close(mina, id), 403, "FORBIDDEN");
      Reply closed = close(seller, id);
      assertThat(closed.status()).as(closed::toString).isEqualTo(200);
      assertThat(closed.text("winner")).isEqualTo(mina.nickname());
      Message end = room.await(m -> m.is("auction_end"));
      assertThat(end.number("winner_id")).isEqualTo(mina.id());
      assertThat(end.number("amount")).isEqualTo(10_000);
      assertRefused(close(seller, id), 409, "AUCTION_ENDED");
    }
    assertBalance(mina, 90_000, 0);
    assertBalance(seller, 110_000, 0);
  }

  @Test
  void heWithdrawsWhatNobodyHasBidOn() {
    long id = list(seller, listing(LONG));
    try (Seat room = joon.enter(id)) {
      long before = room.await(m -> m.is("snapshot")).number("seq");
      assertRefused(mina.ask(path(id, "/cancel")), 403, "FORBIDDEN");
      Reply gone = seller.ask(path(id, "/cancel"));
      assertThat(gone.status()).as(gone::toString).isEqualTo(200);
      assertThat(gone.text("status")).isEqualTo("CANCELLED");
      Message told = room.await(m -> m.is("cancelled"));
      assertThat(told.number("seq")).isEqualTo(before + 1);
      assertThat(told.text("msg")).isNotEmpty();
      assertThat(room.all("auction_end")).isEmpty();
    }
    assertThat(mina.bid(id, 10_000).status()).isEqualTo(409);
    assertRefused(seller.ask(path(id, "/cancel")), 409, "AUCTION_ENDED");
    assertRefused(close(seller, id), 409, "AUCTION_ENDED");
    Reply shown = system.auction(id);
    assertThat(shown.text("status")).isEqualTo("CANCELLED");
    assertThat(shown.body().path("winner").isNull()).isTrue();
    assertBalance(mina, 100_000, 0);
  }

  @Test
  void onceThereIsABidHeNeitherWithdrawsNorEdits() {
    long id = list(seller, listing(LONG));
    assertCounts(mina.bid(id, 10_000), "ACCEPTED", 10_000);
    assertRefused(seller.ask(path(id, "/cancel")), 409, "AUCTION_HAS_BIDS");
    assertRefused(edit(id, "title", "Another bicycle"), 409, "AUCTION_HAS_BIDS");
    assertRefused(edit(id, "startPrice", 20_000), 409, "AUCTION_HAS_BIDS");
    Reply unchanged = system.auction(id);
    assertThat(unchanged.text("title")).isEqualTo("Bicycle, hardly used");
    assertThat(unchanged.number("startPrice")).isEqualTo(10_000);
    assertThat(unchanged.text("status")).isEqualTo("ACTIVE");
    assertThat(close(seller, id).text("winner")).isEqualTo(mina.nickname());
  }

  @Test
  void heEditsTextsAndTermsWhileThereIsNoBid() {
    long id = list(seller, listing(LONG, "instantPrice", 90_000, "reservePrice", 20_000));
    Instant later = Instant.parse(system.auction(id).text("endsAt")).plusSeconds(60);
    Map<String, Object> changes = new HashMap<>();
    changes.put("title", "A red bicycle");
    changes.put("startPrice", 5_000);
    changes.put("bidUnit", 500);
    changes.put("increments", "TIERED");
    changes.put("instantPrice", null);
    changes.put("reservePrice", null);
    changes.put("softCloseSeconds", 30);
    changes.put("endsAt", later.toString());
    try (Seat room = joon.enter(id)) {
      long before = room.await(m -> m.is("snapshot")).number("seq");
      Reply edited = seller.patch("/api/auctions/" + id, changes);
      assertThat(edited.status()).as(edited::toString).isEqualTo(200);
      assertThat(edited.text("title")).isEqualTo("A red bicycle");
      assertThat(edited.text("description")).isEqualTo("A blue one.\nWith a bell.");
      assertThat(edited.number("startPrice")).isEqualTo(5_000);
      assertThat(edited.number("bidUnit")).isEqualTo(500);
      assertThat(edited.text("increments")).isEqualTo("TIERED");
      assertThat(edited.body().path("instantPrice").isNull()).isTrue();
      assertThat(edited.body().path("reserveMet").asBoolean()).isTrue();
      assertThat(edited.number("softCloseSeconds")).isEqualTo(30);
      assertThat(Instant.parse(edited.text("endsAt"))).isEqualTo(later);
      Message told = room.await(m -> m.is("changed"));
      assertThat(told.number("seq")).isEqualTo(before + 1).isEqualTo(edited.number("seq"));
      assertThat(told.number("minNextBid")).isEqualTo(5_000);
      assertThat(Instant.parse(told.text("endsAt"))).isEqualTo(later);
    }
    assertRefused(joon.buyNow(id, 90_000), 422, "NO_INSTANT_PRICE");
    assertRefused(mina.bid(id, 4_500), 422, "BELOW_MINIMUM", 5_000);
    assertCounts(mina.bid(id, 5_500), "ACCEPTED", 5_500);
    assertThat(system.auction(id).number("minNextBid")).isEqualTo(6_000);
    assertThat(close(seller, id).text("winner")).isEqualTo(mina.nickname());
  }

  @Test
  void anEditThatChangesNothingOrTheStartOfWhatIsNotOpenIsFine() {
    Instant startsAt = Instant.now().plusSeconds(120);
    long id = list(seller, listing(LONG, "startsAt", startsAt.toString()));
    Instant later = startsAt.plusSeconds(60);
    Reply moved = edit(id, "startsAt", later.toString());
    assertThat(moved.status()).as(moved::toString).isEqualTo(200);
    assertThat(Instant.parse(moved.text("startsAt")).toEpochMilli())
        .isEqualTo(later.toEpochMilli());
    assertThat(moved.text("status")).isEqualTo("WAITING");
    assertThat(edit(id, "title", "Bicycle, hardly used").status()).isEqualTo(200);
  }

  @Test
  void anEditOnlyMovesTheEndLaterAndOnlyHisOwnAuction() {
    long id = list(seller, listing(LONG));
    Instant end = Instant.parse(system.auction(id).text("endsAt"));
    Reply sooner = edit(id, "endsAt", end.minusSeconds(60).toString());
    assertRefused(sooner, 400, "VALIDATION_FAILED");
    assertThat(sooner.body().path("errors").path(0).path("field").asText()).isEqualTo("endsAt");
    assertRefused(mina.patch("/api/auctions/" + id, Map.of("title", "Mine")), 403, "FORBIDDEN");
    assertThat(close(seller, id).status()).isEqualTo(200);
    assertRefused(edit(id, "title", "Too late"), 409, "AUCTION_ENDED");
  }

  @Test
  void whatHasEndedByTimeIsNotEditedAnyMore() {
    long id = list(seller, listing(Duration.ofSeconds(2)));
    system.awaitStatus(id, "ENDED");
    assertRefused(edit(id, "title", "Too late"), 409, "AUCTION_ENDED");
    assertRefused(seller.ask(path(id, "/cancel")), 409, "AUCTION_ENDED");
  }

  private Reply edit(long id, String field, Object value) {
    return seller.patch("/api/auctions/" + id, Map.of(field, value));
  }

  private static String path(long id, String action) {
    return "/api/auctions/" + id + action;
  }
}
