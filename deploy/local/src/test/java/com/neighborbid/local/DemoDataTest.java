package com.neighborbid.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.local.DemoCatalog.Item;
import com.neighborbid.local.DemoCatalog.Offer;
import com.neighborbid.local.DemoCatalog.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir Path data;
  private final DemoCatalog catalog = DemoCatalog.read();
  private final List<String> said = new ArrayList<>();
  private FakeGateway gateway;

  @BeforeEach
  void openGateway() throws IOException {
    gateway = new FakeGateway();
  }

  @AfterEach
  void closeGateway() {
    gateway.close();
  }

  @Test
  void loadsPeopleMoneyAuctionsAndBidsAsPeopleWould() {
    load();

    assertThat(gateway.calls("/api/auth/signup")).hasSize(catalog.people().size());
    assertThat(gateway.calls("/api/wallet/deposits"))
        .hasSize(catalog.people().size())
        .allMatch(call -> !call.user().isEmpty() && !call.key().equals("null"));
    assertThat(gateway.calls("/api/auctions")).hasSize(20);
    assertThat(gateway.calls("/api/auctions/\\d+/bids"))
        .hasSize((int) catalog.auctions().stream().mapToLong(item -> item.bids().size()).sum());
    assertThat(said).last().asString().contains("mina").contains(catalog.password());
  }

  @Test
  void choosesTheNearestRegionAndACategoryThatExists() {
    load();

    FakeGateway.Call camera = gateway.calls("/api/auctions").get(1);
    assertThat(camera.body().path("category").asText()).isEqualTo("digital");
    assertThat(camera.body().path("region").asText()).isEqualTo("seoul/mapo-gu/yeonnam-dong");
    assertThat(camera.body().path("endsAt").asText()).isEqualTo("2030-01-03T01:00:00Z");
    assertThat(gateway.calls("/api/auctions").get(4).body().path("category").asText())
        .isEqualTo("other");
  }

  @Test
  void loadsOnlyOnce() {
    load();
    int before = gateway.calls(".*").size();
    load();
    assertThat(gateway.calls(".*")).hasSize(before);
    assertThat(said).last().asString().contains("mina").contains(catalog.password());
  }

  @Test
  void signsInWhoIsAlreadyThere() {
    gateway.refuseOnce(call -> call.path().equals("/api/auth/signup"), 409, "USERNAME_TAKEN");
    load();
    assertThat(gateway.calls("/api/auth/login")).hasSize(1);
    assertThat(gateway.calls("/api/auctions")).hasSize(20);
  }

  @Test
  void waitsForAWalletThatIsNotThereYet() {
    gateway.refuseOnce(call -> call.path().equals("/api/wallet/deposits"), 404, "NOT_FOUND");
    load();
    assertThat(gateway.calls("/api/wallet/deposits")).hasSize(catalog.people().size());
  }

  @Test
  void goesOnWhereItWasCutShort() {
    String title = catalog.auctions().get(5).title();
    gateway.refuseOnce(call -> call.body().path("title").asText().equals(title), 500, "INTERNAL");
    load();
    assertThat(gateway.calls("/api/auctions")).hasSize(5);
    assertThat(said).anyMatch(line -> line.contains("incomplete"));

    load();
    assertThat(gateway.calls("/api/auctions"))
        .extracting(call -> call.body().path("title").asText())
        .containsExactlyElementsOf(catalog.auctions().stream().map(Item::title).toList());
  }

  @Test
  void givesEveryAuctionAPictureOnceAndGoesOnWhereItWasCutShort() {
    load();
    gateway.refuseOnce(call -> call.path().equals("/api/auctions/3/images"), 500, "INTERNAL");
    loadPictures();
    assertThat(gateway.calls("/api/auctions/\\d+/images")).hasSize(2);
    assertThat(said).last().asString().contains("missing");

    gateway.refuseOnce(call -> call.path().equals("/api/auctions/5/images"), 409, "AUCTION_ENDED");
    loadPictures();
    loadPictures();
    assertThat(gateway.calls("/api/auctions/\\d+/images"))
        .hasSize(19)
        .allMatch(call -> call.body().path("bytes").asInt() > 20_000)
        .extracting(FakeGateway.Call::path)
        .doesNotHaveDuplicates();
  }

  @Test
  void drawsEveryItemAndTheSameEveryTime() {
    List<List<String>> pictures = DemoPictures.read();
    assertThat(pictures).hasSameSizeAs(catalog.auctions());
    assertThat(pictures.stream().map(DemoPictures::jpeg).map(Arrays::hashCode).distinct())
        .hasSize(pictures.size());
    assertThat(DemoPictures.jpeg(pictures.getFirst()))
        .isEqualTo(DemoPictures.jpeg(pictures.getFirst()));
  }

  @Test
  void everyBidOfTheCatalogIsPossible() {
    Map<String, Long> money = new HashMap<>();
    for (Person person : catalog.people()) {
      money.put(person.username(), person.deposit());
    }
    for (Item item : catalog.auctions()) {
      long minimum = item.startPrice();
      for (Offer offer : item.bids()) {
        assertThat(offer.amount()).as(item.title()).isGreaterThanOrEqualTo(minimum);
        assertThat(offer.amount() % item.bidUnit()).as(item.title()).isZero();
        assertThat(offer.bidder()).as(item.title()).isNotEqualTo(item.seller());
        minimum = offer.amount() + item.bidUnit();
        money.merge(offer.bidder(), -offer.amount(), Long::sum);
      }
    }
    assertThat(money.values()).allMatch(left -> left >= 0);
  }

  private void loadPictures() {
    DemoPhotos.load(gateway.url(), data, new Progress(said::add));
  }

  private void load() {
    DemoData.load(gateway.url(), data, Clock.fixed(NOW, ZoneOffset.UTC), new Progress(said::add));
  }
}
