package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.SOON;
import static com.neighborbid.systemtests.NeighborBid.assertCounts;
import static com.neighborbid.systemtests.NeighborBid.assertRefused;
import static com.neighborbid.systemtests.NeighborBid.eventually;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.Seat;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who must not bid cannot, whichever way his bid comes in.
@ExtendWith(NeighborBid.Extension.class)
class BidderRulesIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final NeighborBid system;
  private final Person seller;
  private final Person mina;

  BidderRulesIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 900_000);
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  @Test
  void aBlockedBidderIsRefusedOverRestAndOverHisSocket() {
    long first = list(seller, listing(LONG));
    long second = list(seller, listing(LONG, "instantPrice", 90_000));
    Reply counted = assertCounts(mina.bid(first, 10_000), "ACCEPTED", 10_000);
    Reply blocked = seller.post("/api/me/blocked-bidders", Map.of("bidId", counted.text("bidId")));
    assertThat(blocked.status()).as(blocked::toString).isEqualTo(201);
    assertThat(blocked.text("nickname")).isEqualTo(mina.nickname());

    assertRefused(mina.bid(second, 10_000), 403, "BLOCKED_BY_SELLER");
    assertRefused(mina.buyNow(second, 90_000), 403, "BLOCKED_BY_SELLER");
    try (Seat hers = mina.enter(first)) {
      // Until the other edge has heard of it she may go on raising.
      AtomicLong amount = new AtomicLong(11_000);
      eventually(
          SOON,
          () -> hers.outcome(hers.bid(amount.getAndAdd(1_000))).text("code"),
          "BLOCKED_BY_SELLER"::equals);
    }
    // What counted before is not taken back, and others' auctions are theirs.
    assertThat(system.auction(first).text("leader")).isEqualTo(mina.nickname());
    long elsewhere = list(system.person("another"), listing(LONG));
    assertCounts(mina.bid(elsewhere, 10_000), "ACCEPTED", 10_000);
  }
}
