package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.SOON;
import static com.neighborbid.systemtests.NeighborBid.assertBalance;
import static com.neighborbid.systemtests.NeighborBid.close;
import static com.neighborbid.systemtests.NeighborBid.eventually;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.Seat;
import com.neighborbid.systemtests.client.SocketClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The life of an auction through the public door, over REST and WebSocket.
@ExtendWith(NeighborBid.Extension.class)
class StoryIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final NeighborBid system;

  StoryIT(NeighborBid system) {
    this.system = system;
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  @Test
  void everyBidIsSeenLiveAndTheWinnerPaysTheSeller() {
    Person seller = system.person("seller");
    Person mina = system.person("mina");
    Person joon = system.person("joon");
    for (Person person : List.of(seller, mina, joon)) {
      Reply wallet = eventually(SOON, () -> person.get("/api/wallet"), r -> r.status() == 200);
      assertThat(wallet.body().toString())
          .isEqualTo("{\"available\":0,\"held\":0,\"currency\":\"KRW\"}");
    }
    assertThat(mina.deposit(100_000).number("available")).isEqualTo(100_000);
    assertThat(joon.deposit(100_000).status()).isEqualTo(201);
    Instant endsAt = Instant.now().plusSeconds(15);
    Map<String, Object> listing = listing(Duration.ZERO);
    listing.put("endsAt", endsAt.toString());
    long id = list(seller, listing);

    try (Seat minaSeat = mina.enter(id);
        Seat joonSeat = joon.enter(id)) {
      Message snapshot = minaSeat.await(m -> m.is("snapshot"));
      assertThat(snapshot.number("amount")).isZero();
      assertThat(snapshot.number("minNextBid")).isEqualTo(10_000);
      assertThat(snapshot.text("status")).isEqualTo("ACTIVE");
      joonSeat.await(m -> m.is("snapshot"));

      Reply first = mina.bid(id, 10_000);
      assertThat(first.status()).as(first::toString).isEqualTo(201);
      assertThat(first.text("status")).isEqualTo("ACCEPTED");
      assertSeenBy(List.of(minaSeat, joonSeat), first.text("bidId"), 10_000, mina.nickname());
      assertBalance(mina, 90_000, 10_000);

      String name = joonSeat.bid(12_000);
      Message received = joonSeat.await(m -> m.is("received") && m.text("id").equals(name));
      assertSeenBy(List.of(minaSeat, joonSeat), received.text("bidId"), 12_000, joon.nickname());
      assertThat(joonSeat.outcome(name).text("status")).isEqualTo("ACCEPTED");
      assertThat(minaSeat.await(m -> m.is("outbid")).number("amount")).isEqualTo(12_000);
      assertBalance(mina, 100_000, 0);
      assertBalance(joon, 88_000, 12_000);
      assertThat(joon.get("/api/wallet/holds").body().path("items").path(0).path("amount").asLong())
          .isEqualTo(12_000);

      Message end = minaSeat.await(m -> m.is("auction_end"));
      assertThat(Duration.between(endsAt, Instant.now()))
          .isBetween(Duration.ofMillis(-500), Duration.ofSeconds(5));
      assertThat(end.number("winner_id")).isEqualTo(joon.id());
      assertThat(end.text("winner_nickname")).isEqualTo(joon.nickname());
      assertThat(end.number("amount")).isEqualTo(12_000);
      joonSeat.await(m -> m.is("auction_end"));
      assertContiguous(minaSeat);
    }

    assertBalance(joon, 88_000, 0);
    assertBalance(seller, 12_000, 0);
    assertBalance(mina, 100_000, 0);
    assertThat(transactions(joon)).containsExactly("PAYMENT", "BID_HOLD", "DEPOSIT");
    assertThat(transactions(mina)).containsExactly("BID_RELEASE", "BID_HOLD", "DEPOSIT");
    assertThat(transactions(seller)).containsExactly("EARNING");
    assertThat(joon.get("/api/wallet/holds").body().path("items")).isEmpty();
    Reply ended = system.auction(id);
    assertThat(ended.text("status")).isEqualTo("ENDED");
    assertThat(ended.number("currentPrice")).isEqualTo(12_000);
    assertThat(ended.text("winner")).isEqualTo(joon.nickname());
  }

  @Test
  void closesWithinASecondOfItsEndByLogTime() throws Exception {
    Person seller = system.person("seller");
    long id = list(seller, listing(Duration.ofSeconds(3)));
    system.awaitStatus(id, "ENDED");
    try (var connection = system.database("auction");
        var query =
            connection.prepareStatement(
                "select extract(epoch from ended_at - ends_at) * 1000 from auction where id = ?")) {
      query.setLong(1, id);
      var row = query.executeQuery();
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(1)).isBetween(0L, 1_000L);
    }
  }

  @Test
  void refusalsAreTypedOverBothWays() {
    Person seller = system.rich("seller", 100_000);
    Person mina = system.rich("mina", 30_000);
    Person joon = system.rich("joon", 100_000);
    long id = list(seller, listing(LONG));
    assertRefused(mina.bid(id, 9_000), 422, "BELOW_MINIMUM", 10_000);
    assertThat(joon.bid(id, 20_000).status()).isEqualTo(201);
    assertRefused(mina.bid(id, 20_000), 422, "BELOW_MINIMUM", 21_000);
    assertRefused(joon.bid(id, 20_000), 422, "BELOW_MINIMUM", 21_000);
    assertRefused(seller.bid(id, 30_000), 403, "SELLER_CANNOT_BID", -1);
    assertRefused(mina.bid(id, 31_000), 422, "INSUFFICIENT_FUNDS", -1);
    assertRefused(mina.bid(id, 21_500), 422, "NOT_A_MULTIPLE_OF_BID_UNIT", -1);
    assertRefused(mina.bid(id, 0), 422, "AMOUNT_OUT_OF_RANGE", -1);
    assertRefused(mina.bid(id, 1_000_000_000_001L), 422, "AMOUNT_OUT_OF_RANGE", -1);
    assertRefused(mina.bid(987_654_321, 20_000), 404, "AUCTION_NOT_FOUND", -1);
    assertBalance(mina, 30_000, 0);

    try (Seat minaSeat = mina.enter(id);
        Seat sellerSeat = seller.enter(id)) {
      minaSeat.bid(20_000);
      assertThat(minaSeat.refusal("BELOW_MINIMUM").number("minNextBid")).isEqualTo(21_000);
      minaSeat.bid(31_000);
      assertThat(minaSeat.refusal("INSUFFICIENT_FUNDS").text("error")).isNotEmpty();
      minaSeat.bid(21_500);
      minaSeat.refusal("NOT_A_MULTIPLE_OF_BID_UNIT");
      minaSeat.bid(-5);
      minaSeat.refusal("AMOUNT_OUT_OF_RANGE");
      sellerSeat.bid(30_000);
      sellerSeat.refusal("SELLER_CANNOT_BID");
      assertThat(minaSeat.socket().isOpen()).isTrue();
    }
    assertThat(close(seller, id).text("winner")).isEqualTo(joon.nickname());
    assertRefused(mina.bid(id, 25_000), 409, "AUCTION_ENDED", -1);
  }

  @Test
  void theSellerEndsItNowAndAnAuctionWithoutBidsIsUnsold() {
    Person seller = system.person("seller");
    Person mina = system.rich("mina", 50_000);
    long sold = list(seller, listing(LONG));
    assertThat(mina.bid(sold, 15_000).status()).isEqualTo(201);
    assertThat(close(mina, sold).status()).isEqualTo(403);
    Reply closed = close(seller, sold);
    assertThat(closed.status()).as(closed::toString).isEqualTo(200);
    assertThat(closed.text("status")).isEqualTo("ENDED");
    assertThat(closed.text("winner")).isEqualTo(mina.nickname());
    assertThat(close(seller, sold).code()).isEqualTo("AUCTION_ENDED");
    assertBalance(seller, 15_000, 0);

    long unsold = list(seller, listing(Duration.ofSeconds(3)));
    try (Seat seat = mina.enter(unsold)) {
      Message end = seat.await(m -> m.is("auction_end"));
      assertThat(end.body().path("winner_id").isNull()).as(end::toString).isTrue();
    }
    Reply over = system.awaitStatus(unsold, "ENDED");
    assertThat(over.body().path("winner").isNull()).isTrue();
    assertThat(over.number("currentPrice")).isZero();
  }

  @Test
  void neighbourhoodAuctionsHaveNoRoomAndTakeBidsOverRest() {
    Person seller = system.person("seller");
    Person mina = system.rich("mina", 50_000);
    Map<String, Object> listing = listing(LONG);
    listing.put("reach", "NEIGHBORHOOD");
    listing.put("region", "seoul/mapo-gu");
    long id = list(seller, listing);
    assertThat(mina.bid(id, 10_000).text("status")).isEqualTo("ACCEPTED");
    try (Seat seat = mina.enter(id)) {
      assertThat(seat.socket().awaitClose(SOON)).isEqualTo(4404);
    }
    try (Seat seat = mina.enter(987_654_321)) {
      assertThat(seat.socket().awaitClose(SOON)).isEqualTo(4404);
    }
    Reply listed = system.rest().get("/api/auctions?reach=NEIGHBORHOOD&region=seoul", null);
    assertThat(ids(listed)).contains(id);
    assertThat(close(seller, id).text("winner")).isEqualTo(mina.nickname());
  }

  @Test
  void theSameKeyIsTheSameBidOverBothWays() {
    Person seller = system.person("seller");
    Person mina = system.rich("mina", 50_000);
    long id = list(seller, listing(LONG));
    String key = "key-" + UUID.randomUUID();
    Reply first = mina.bid(id, 10_000, "Idempotency-Key", key);
    Reply again = mina.bid(id, 10_000, "Idempotency-Key", key);
    assertThat(first.status()).as(first::toString).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(mina.bid(id, 11_000, "Idempotency-Key", key).code())
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    try (Seat seat = mina.enter(id)) {
      seat.bid(key, 10_000);
      Message same = seat.outcome(key);
      assertThat(same.text("bidId")).isEqualTo(first.text("bidId"));
      assertThat(same.text("status")).isEqualTo("ACCEPTED");
    }
    try (Seat seat = mina.enter(id)) {
      seat.bid(key, 12_000);
      assertThat(seat.outcome(key).text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
      String other = seat.bid("ws-" + key, 11_000);
      assertThat(seat.outcome(other).text("status")).isEqualTo("ACCEPTED");
    }
    Reply overRest = mina.bid(id, 11_000, "Idempotency-Key", "ws-" + key);
    assertThat(overRest.status()).as(overRest::toString).isEqualTo(201);
    assertThat(system.auction(id).number("bidCount")).isEqualTo(1);

    String money = "money-" + key;
    Reply deposit = deposit(mina, 5_000, money);
    assertThat(deposit(mina, 5_000, money).body()).isEqualTo(deposit.body());
    assertThat(deposit(mina, 6_000, money).code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertBalance(mina, 55_000 - 11_000, 11_000);
  }

  @Test
  void aBidderMayWaitOrNotAndFindsHisBidAgain() {
    Person seller = system.person("seller");
    Person mina = system.rich("mina", 50_000);
    Person joon = system.rich("joon", 50_000);
    long id = list(seller, listing(LONG));
    Reply later = mina.bid(id, 10_000, "Prefer", "respond-async");
    assertThat(later.status()).as(later::toString).isEqualTo(202);
    assertThat(later.header("Location")).isEqualTo("/api/bids/" + later.text("bidId"));
    String path = later.header("Location");
    Reply found = eventually(SOON, () -> mina.get(path), r -> r.text("status").equals("ACCEPTED"));
    assertThat(found.number("amount")).isEqualTo(10_000);
    assertThat(found.number("auctionId")).isEqualTo(id);
    assertThat(joon.get(path).status()).isEqualTo(404);
    assertThat(system.rest().get(path, null).status()).isEqualTo(401);

    assertThat(joon.bid(id, 11_000, "Prefer", "wait=10").status()).isEqualTo(201);
    assertThat(mina.get(path).text("status")).isEqualTo("OUTBID");
    assertThat(close(seller, id).status()).isEqualTo(200);
    assertThat(mina.get(path).text("status")).isEqualTo("OUTBID");
  }

  @Test
  void historyAndListComeInPagesAndUnchangedAuctionsAreNotSentAgain() {
    Person seller = system.person("seller");
    Person mina = system.rich("mina", 100_000);
    Person joon = system.rich("joon", 100_000);
    long id = list(seller, listing(LONG));
    long second = list(seller, listing(LONG));
    long third = list(seller, listing(LONG));
    for (int i = 0; i < 5; i++) {
      Person bidder = i % 2 == 0 ? mina : joon;
      assertThat(bidder.bid(id, 10_000 + 1_000L * i).status()).isEqualTo(201);
    }
    List<Long> amounts = new ArrayList<>();
    for (Reply page : pages("/api/auctions/" + id + "/bids?limit=2")) {
      page.body().path("items").forEach(line -> amounts.add(line.path("amount").asLong()));
    }
    assertThat(amounts).containsExactly(14_000L, 13_000L, 12_000L, 11_000L, 10_000L);

    List<Long> listed = new ArrayList<>();
    for (Reply page : pages("/api/auctions?limit=2&seller=" + seller.id())) {
      listed.addAll(ids(page));
    }
    assertThat(listed).containsExactly(third, second, id);

    Reply auction = system.auction(id);
    String tag = auction.header("ETag");
    assertThat(tag).isNotEmpty();
    assertThat(system.rest().get("/api/auctions/" + id, null, "If-None-Match", tag).status())
        .isEqualTo(304);
    assertThat(joon.bid(id, 20_000).status()).isEqualTo(201);
    Reply changed = system.rest().get("/api/auctions/" + id, null, "If-None-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.number("currentPrice")).isEqualTo(20_000);
  }

  @Test
  void aViewerWithoutAccountWatchesAndWhoComesBackGetsWhatHeMissed() {
    Person seller = system.person("seller");
    Person mina = system.rich("mina", 100_000);
    long id = list(seller, listing(LONG));
    try (SocketClient viewer =
        SocketClient.open(
            system.rest().address(), "/ws/auction/" + id, Optional.empty(), _ -> {})) {
      viewer.await(SOON, m -> m.is("snapshot"));
      viewer.send(Map.of("action", "bid", "amount", 10_000));
      viewer.await(SOON, m -> m.is("error") && m.text("code").equals("UNAUTHORIZED"));
      Reply bid = mina.bid(id, 10_000);
      Message seen = viewer.await(SOON, m -> m.is("update"));
      assertThat(seen.text("bidId")).isEqualTo(bid.text("bidId"));
      viewer.send(Map.of("action", "auth", "token", mina.token()));
      viewer.send(Map.of("action", "bid", "amount", 15_000, "id", "mine"));
      viewer.await(SOON, m -> m.text("id").equals("mine") && !m.is("received"));
      viewer.send(Map.of("action", "ping"));
      viewer.await(SOON, m -> m.is("pong"));
      try (Seat back = mina.enterAgain(id, seen.number("seq"))) {
        assertThat(mina.bid(id, 30_000).status()).isEqualTo(201);
        assertThat(system.auction(id).number("minNextBid")).isPositive();
        assertThat(back.socket().isOpen()).isTrue();
      }
    }
  }

  private void assertSeenBy(List<Seat> seats, String bidId, long amount, String bidder) {
    for (Seat seat : seats) {
      Message update = seat.await(m -> m.is("update") && m.text("bidId").equals(bidId));
      assertThat(update.number("amount")).isEqualTo(amount);
      assertThat(update.text("bidder")).isEqualTo(bidder);
      assertThat(update.number("minNextBid")).isEqualTo(amount + 1_000);
    }
  }

  private static void assertContiguous(Seat seat) {
    long seq = 0;
    for (Message message : seat.socket().messages()) {
      if (message.body().has("seq") && !message.is("accepted")) {
        assertThat(seq == 0 || message.number("seq") == seq + 1).as(message::toString).isTrue();
        seq = message.number("seq");
      }
    }
  }

  private static void assertRefused(Reply reply, int status, String code, long minNextBid) {
    assertThat(reply.status()).as(reply::toString).isEqualTo(status);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    if (minNextBid > 0) {
      assertThat(reply.number("minNextBid")).as(reply::toString).isEqualTo(minNextBid);
    }
  }

  private static List<String> transactions(Person person) {
    JsonNode items = person.get("/api/wallet/transactions").body().path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> item.path("type").asText())
        .toList();
  }

  private static Reply deposit(Person person, long amount, String key) {
    return person.post("/api/wallet/deposits", Map.of("amount", amount), "Idempotency-Key", key);
  }

  private static List<Long> ids(Reply page) {
    return StreamSupport.stream(page.body().path("items").spliterator(), false)
        .map(item -> item.path("id").asLong())
        .toList();
  }

  private List<Reply> pages(String path) {
    List<Reply> pages = new ArrayList<>();
    String cursor = "";
    do {
      Reply page = system.rest().get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor), null);
      assertThat(page.status()).as(page::toString).isEqualTo(200);
      assertThat(page.body().path("items").size()).isBetween(1, 2);
      pages.add(page);
      cursor = page.body().path("nextCursor").isNull() ? "" : page.text("nextCursor");
    } while (!cursor.isEmpty() && pages.size() < 10);
    return pages;
  }
}
