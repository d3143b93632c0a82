package com.neighborbid.auction.bidding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// One big bid without money must not make the auction as slow as one bid per round trip to the
/// wallet.
class DeclinedHeadTest {
  private static final long BRAGGART = 1_000;

  private final AuctionScene scene = AuctionScene.open();

  @Test
  void aHundredBidsBehindADeclinedHeadTakeTwoRoundTrips() {
    scene.bid(BRAGGART, 1_000_000);
    List<UUID> waiting = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      waiting.add(scene.bid(1 + i, 1_000 + 100 * i));
    }

    assertThat(roundTripsUntilAllAreDecided()).isEqualTo(2);
    assertThat(waiting).allSatisfy(bid -> assertThat(scene.outcome(bid)).isEqualTo("COUNTS"));
    assertThat(scene.now().leaderId()).isEqualTo(100);
  }

  @Test
  void severalDeclinedOnesBetweenThemDoNotAddUp() {
    scene.bid(BRAGGART, 1_000_000);
    for (int i = 0; i < 100; i++) {
      scene.bid(i % 10 == 9 ? BRAGGART + i : 1 + i, 1_000 + 100 * i);
    }

    assertThat(roundTripsUntilAllAreDecided()).isEqualTo(2);
  }

  /// One round trip: every asking that is out is answered.
  private int roundTripsUntilAllAreDecided() {
    int rounds = 0;
    while (scene.auction().undecidedCount() > 0) {
      List<SetHold> out = scene.unanswered();
      assertThat(out).as("somebody must be asked").isNotEmpty();
      out.forEach(this::answer);
      rounds++;
    }
    return rounds;
  }

  private void answer(SetHold asking) {
    if (asking.bidderId() >= BRAGGART) {
      scene.declined(asking);
    } else {
      scene.placed(asking);
    }
  }
}
