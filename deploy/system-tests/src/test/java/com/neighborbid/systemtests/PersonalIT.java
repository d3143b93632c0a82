package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Seat;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What concerns one person, on whatever socket he has open, and his own page.
@ExtendWith(NeighborBid.Extension.class)
class PersonalIT {
  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final Person joon;

  PersonalIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 50_000);
    this.joon = system.rich("joon", 50_000);
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  @Test
  void hearsOfHisMoneyAndOfWhatHeWatchesInAnyRoom() {
    long bike = list(seller, listing(Duration.ofHours(1)));
    long chair = list(seller, listing(Duration.ofMinutes(5)));
    try (Seat minas = mina.enter(bike);
        Seat joons = joon.enter(bike)) {
      minas.await(m -> m.is("snapshot"));
      joons.await(m -> m.is("snapshot"));
      assertThat(mina.watch(chair).status()).isEqualTo(204);
      Message soon = minas.await(m -> m.is("ending_soon"));
      assertThat(soon.number("auctionId")).isEqualTo(chair);
      assertThat(Instant.parse(soon.text("endsAt")))
          .isEqualTo(Instant.parse(system.auction(chair).text("endsAt")));
      assertThat(soon.text("msg")).isNotBlank();

      assertThat(mina.bid(chair, 10_000).status()).isEqualTo(201);
      assertThat(joon.bid(chair, 12_000).status()).isEqualTo(201);
      assertThat(minas.await(m -> m.is("outbid")).number("auctionId")).isEqualTo(chair);
      Message refunded = minas.await(m -> m.is("refunded"));
      assertThat(refunded.number("auctionId")).isEqualTo(chair);
      assertThat(refunded.number("amount")).isEqualTo(10_000);
      assertThat(joons.all("ending_soon")).isEmpty();
      assertThat(joons.all("refunded")).isEmpty();
    }
    var bids = mina.get("/api/me/bids").body().path("items");
    assertThat(bids).hasSize(1);
    assertThat(bids.path(0).path("standing").asText()).isEqualTo("OUTBID");
    assertThat(bids.path(0).path("currentPrice").asLong()).isEqualTo(12_000);
    var watched = mina.get("/api/me/watchlist").body().path("items");
    assertThat(watched.path(0).path("id").asLong()).isEqualTo(chair);
    assertThat(watched.path(0).path("watchCount").asLong()).isEqualTo(1);
    assertThat(seller.get("/api/me/auctions").body().path("items")).hasSize(2);
  }
}
