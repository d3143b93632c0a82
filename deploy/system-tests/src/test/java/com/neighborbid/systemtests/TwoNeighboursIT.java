package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.SOON;
import static com.neighborbid.systemtests.NeighborBid.assertBalance;
import static com.neighborbid.systemtests.NeighborBid.assertCounts;
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
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two neighbours, from their sign-up to the review, through the public door: what each part does
/// is tested elsewhere, here they have to fit together.
@ExtendWith(NeighborBid.Extension.class)
class TwoNeighboursIT {
  private static final Pattern LINK = Pattern.compile("/#/verify-email/([A-Za-z0-9_-]{43})");

  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final String sellersAddress = NeighborBid.name("seller") + "@mail.example.org";
  private final String minasAddress = NeighborBid.name("mina") + "@mail.example.org";

  TwoNeighboursIT(NeighborBid system) {
    this.system = system;
    this.seller = system.reachable("seller", sellersAddress);
    this.mina = system.reachable("mina", minasAddress);
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  @Test
  void fromTheSignUpToTheReview() throws IOException {
    confirmAddress(seller, sellersAddress);
    confirmAddress(mina, minasAddress);
    String word = NeighborBid.name("brompton").replace('.', 'x');
    long id = listWithPicture(word);
    find(id, word);
    watchAndAsk(id);
    bidAgainAndWin(id);
    assertBalance(mina, 100_000 - 13_000, 0);
    assertBalance(seller, 13_000, 0);
    settle(id);
    review(id);
    assertInbox(seller, id, "QUESTION", "SOLD", "EARNED", "REVIEW");
    assertInbox(mina, id, "ANSWER", "OUTBID", "WON");
    assertMyPages(id);
    assertMailed(minasAddress, word, 2);
    assertMailed(sellersAddress, word, 1);
  }

  private void confirmAddress(Person person, String address) {
    List<String> mails =
        eventually(SOON, () -> system.mails().to(address), sent -> !sent.isEmpty());
    Matcher link = LINK.matcher(mails.getFirst());
    assertThat(link.find()).as(mails::toString).isTrue();
    Reply confirmed =
        system.rest().post("/api/auth/email-verification", null, Map.of("token", link.group(1)));
    assertThat(confirmed.status()).as(confirmed::toString).isEqualTo(204);
    assertThat(person.get("/api/users/me").body().path("emailVerified").asBoolean()).isTrue();
  }

  private long listWithPicture(String word) throws IOException {
    long id =
        list(
            seller,
            listing(
                Duration.ofHours(1), "title", "Folding bike " + word, "region", "seoul/mapo-gu"));
    Reply uploaded =
        system
            .rest()
            .upload("/api/auctions/" + id + "/images", seller.token(), "bike.jpg", picture());
    assertThat(uploaded.status()).as(uploaded::toString).isEqualTo(201);
    JsonNode image =
        eventually(
            SOON,
            () -> system.auction(id).body().at("/images/0"),
            one -> one.path("status").asText().equals("READY"));
    assertThat(image.path("width").asInt()).isEqualTo(900);
    Reply small = system.rest().get(image.at("/sizes/small").asText(), null);
    assertThat(small.status()).isEqualTo(200);
    assertThat(small.header("Content-Type")).startsWith("image/");
    assertThat(small.header("Cache-Control")).contains("immutable");
    return id;
  }

  private static byte[] picture() throws IOException {
    BufferedImage image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.ORANGE);
    pen.fillOval(100, 300, 200, 200);
    pen.fillOval(600, 300, 200, 200);
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "jpg", out)).isTrue();
    return out.toByteArray();
  }

  private void find(long id, String word) {
    Reply found =
        eventually(
            SOON,
            () -> mina.get("/api/auctions?region=seoul&status=ACTIVE&maxPrice=10000&q=" + word),
            page -> !page.body().path("items").isEmpty());
    assertThat(found.body().path("items")).hasSize(1);
    JsonNode item = found.body().at("/items/0");
    assertThat(item.path("id").asLong()).isEqualTo(id);
    assertThat(item.at("/images/0/status").asText()).isEqualTo("READY");
    assertThat(item.at("/seller/nickname").asText()).isEqualTo(seller.nickname());
  }

  private void watchAndAsk(long id) {
    assertThat(mina.watch(id).status()).isEqualTo(204);
    assertThat(mina.get("/api/auctions/" + id).body().path("watching").asBoolean()).isTrue();
    String comments = "/api/auctions/" + id + "/comments";
    Reply question = mina.post(comments, Map.of("text", "Does it fold?"));
    assertThat(question.status()).as(question::toString).isEqualTo(201);
    Reply answer =
        seller.post(comments, Map.of("text", "It does.", "parentId", question.number("id")));
    assertThat(answer.status()).as(answer::toString).isEqualTo(201);
    JsonNode shown = system.rest().get(comments, null).body().at("/items/0");
    assertThat(shown.path("text").asText()).isEqualTo("Does it fold?");
    assertThat(shown.path("bySeller").asBoolean()).isFalse();
    assertThat(shown.at("/replies/0/bySeller").asBoolean()).isTrue();
  }

  private void bidAgainAndWin(long id) {
    Person joon = system.rich("joon", 50_000);
    assertThat(mina.bid(id, 10_000).code()).as("no money yet").isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(mina.deposit(100_000).status()).isEqualTo(201);
    try (Seat seat = mina.enter(id)) {
      assertThat(seat.await(m -> m.is("snapshot")).number("minNextBid")).isEqualTo(10_000);
      String first = seat.bid(10_000);
      assertThat(seat.outcome(first).text("status")).isEqualTo("ACCEPTED");
      assertBalance(mina, 90_000, 10_000);

      assertCounts(joon.bid(id, 11_000), "ACCEPTED", 11_000);
      assertThat(seat.await(m -> m.is("outbid")).number("amount")).isEqualTo(11_000);
      assertBalance(mina, 100_000, 0);
      // Who leads again at once is not told any more that he did not.
      assertInbox(mina, id, "ANSWER", "OUTBID");

      assertCounts(mina.bid(id, 13_000), "ACCEPTED", 13_000);
      assertBalance(joon, 50_000, 0);
      Message seen = seat.await(m -> m.is("update") && m.number("amount") == 13_000);
      assertThat(seen.text("bidder")).isEqualTo(mina.nickname());

      Reply closed = close(seller, id);
      assertThat(closed.text("winner")).as(closed::toString).isEqualTo(mina.nickname());
      Message end = seat.await(m -> m.is("auction_end"));
      assertThat(end.number("winner_id")).isEqualTo(mina.id());
      assertThat(end.number("amount")).isEqualTo(13_000);
      seat.await(m -> m.is("task") && m.number("auctionId") == id);
    }
    JsonNode record = system.rest().get("/api/auctions/" + id + "/ledger", null).body();
    assertThat(record.path("items").toString()).contains("10000", "11000", "13000");
  }

  /// Handing over, and the receipt, which is told to the wallet.
  private void settle(long id) {
    done(seller, id, "HAND_OVER");
    done(mina, id, "CONFIRM_RECEIPT");
    Reply paid =
        eventually(
            SOON,
            () -> mina.get("/api/wallet/payments"),
            page -> page.body().at("/items/0/status").asText().equals("RELEASED"));
    assertThat(paid.body().at("/items/0/auctionId").asLong()).isEqualTo(id);
    assertThat(types(mina, "/api/wallet/transactions", "type"))
        .containsExactly("PAYMENT", "BID_HOLD", "BID_RELEASE", "BID_HOLD", "DEPOSIT");
    assertThat(types(seller, "/api/wallet/transactions", "type")).containsExactly("EARNING");
  }

  private static void done(Person person, long auctionId, String kind) {
    JsonNode task =
        eventually(SOON, () -> task(person, auctionId, kind), found -> !found.isMissingNode());
    assertThat(task.path("done").asBoolean()).isFalse();
    Reply marked = person.patch("/api/me/tasks/" + task.path("id").asLong(), Map.of("done", true));
    assertThat(marked.status()).as(marked::toString).isEqualTo(200);
    assertThat(task(person, auctionId, kind).path("done").asBoolean()).isTrue();
  }

  private static JsonNode task(Person person, long auctionId, String kind) {
    for (JsonNode task : person.get("/api/me/tasks").body().path("items")) {
      if (task.path("auctionId").asLong() == auctionId && task.path("kind").asText().equals(kind)) {
        return task;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private void review(long id) {
    Reply posted =
        mina.post(
            "/api/auctions/" + id + "/review", Map.of("rating", 5, "content", "Folds indeed."));
    assertThat(posted.status()).as(posted::toString).isEqualTo(201);
    done(mina, id, "WRITE_REVIEW");
    JsonNode profile = system.rest().get("/api/users/" + seller.id(), null).body();
    assertThat(profile.path("reputation").asInt()).isEqualTo(100);
    assertThat(profile.path("reviewCount").asInt()).isEqualTo(1);
    eventually(
        SOON,
        () -> system.auction(id).body().at("/seller/reputation").asInt(),
        reputation -> reputation == 100);
    assertThat(types(mina, "/api/users/" + seller.id() + "/reviews", "content"))
        .containsExactly("Folds indeed.");
  }

  /// Each of these once.
  private static void assertInbox(Person person, long auctionId, String... kinds) {
    List<String> found =
        eventually(
            SOON,
            () ->
                person
                    .get("/api/notifications?limit=100")
                    .body()
                    .path("items")
                    .valueStream()
                    .filter(item -> item.path("auctionId").asLong() == auctionId)
                    .map(item -> item.path("kind").asText())
                    .toList(),
            all -> all.containsAll(List.of(kinds)));
    assertThat(found).containsExactlyInAnyOrder(kinds);
    Reply inbox = person.get("/api/notifications");
    long newest = inbox.body().at("/items/0/id").asLong();
    long unread = inbox.number("unread");
    assertThat(person.patch("/api/notifications/" + newest, Map.of("read", true)).status())
        .isEqualTo(200);
    assertThat(person.get("/api/notifications").number("unread")).isEqualTo(unread - 1);
  }

  private void assertMyPages(long id) {
    JsonNode bid = mina.get("/api/me/bids").body().at("/items/0");
    assertThat(bid.path("auctionId").asLong()).isEqualTo(id);
    assertThat(bid.path("standing").asText()).isEqualTo("WON");
    assertThat(bid.path("amount").asLong()).isEqualTo(13_000);
    assertThat(mina.get("/api/me/watchlist").body().at("/items/0/id").asLong()).isEqualTo(id);
    JsonNode sold = seller.get("/api/me/auctions").body().at("/items/0");
    assertThat(sold.path("id").asLong()).isEqualTo(id);
    assertThat(sold.path("status").asText()).isEqualTo("ENDED");
    assertThat(sold.path("winner").asText()).isEqualTo(mina.nickname());
  }

  /// Urgent news came by e-mail too, and name the item.
  private void assertMailed(String address, String word, int urgent) {
    eventually(
        SOON,
        () -> system.mails().to(address).stream().filter(text -> text.contains(word)).count(),
        count -> count >= urgent);
  }

  private static List<String> types(Person person, String path, String member) {
    return person
        .get(path)
        .body()
        .path("items")
        .valueStream()
        .map(item -> item.path(member).asText())
        .toList();
  }
}
