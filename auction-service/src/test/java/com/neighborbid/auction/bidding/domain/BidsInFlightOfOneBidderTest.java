package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three bids of one person in flight, another person's between them: the level is the most of what
/// he needs, never the sum, and never less than what a bid of his has been promised.
class BidsInFlightOfOneBidderTest {
  private final AuctionScene scene = AuctionScene.open();
  private UUID low;
  private UUID between;
  private UUID middle;
  private UUID high;

  @BeforeEach
  void threeOfMinaAndOneOfJoon() {
    low = scene.bid(MINA, 1_000);
    between = scene.bid(JOON, 1_500);
    middle = scene.bid(MINA, 2_000);
    high = scene.bid(MINA, 3_000);
  }

  @Test
  void eachAsksForTheLevelThatItNeeds() {
    assertThat(scene.levelsOf(MINA)).containsExactly(1_000L, 2_000L, 3_000L);
    assertThat(scene.levelsOf(JOON)).containsExactly(1_500L);
  }

  @Test
  void allCountInLogOrder() {
    List<SetHold> ofMina = scene.holdsOf(MINA);
    ofMina.forEach(scene::placed);
    assertThat(scene.outcome(low)).isEqualTo("COUNTS");
    assertThat(scene.outcome(middle)).isEqualTo("UNDECIDED");
    scene.placed(scene.holdsOf(JOON).getFirst());

    assertThat(List.of(scene.outcome(between), scene.outcome(middle), scene.outcome(high)))
        .containsOnly("COUNTS");
    assertThat(scene.now().price()).isEqualTo(2_000);
    assertThat(scene.now().leaderMax()).isEqualTo(3_000);
    assertThat(scene.levelsOf(MINA)).containsExactly(1_000L, 2_000L, 3_000L);
    assertThat(scene.levelsOf(JOON)).containsExactly(1_500L, 0L);
  }

  @Test
  void theLevelFallsToTheMiddleWhereTheHighestIsDeclined() {
    List<SetHold> ofMina = scene.holdsOf(MINA);
    scene.placed(ofMina.get(0));
    scene.placed(ofMina.get(1));
    scene.declined(ofMina.get(2));
    assertThat(scene.levelsOf(MINA)).endsWith(3_000L, 2_000L);
    scene.placed(scene.holdsOf(JOON).getFirst());

    assertThat(scene.outcome(high)).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(scene.now().leaderId()).isEqualTo(MINA);
    assertThat(scene.now().leaderMax()).isEqualTo(2_000);
    assertThat(scene.levelsOf(MINA)).endsWith(2_000L);
  }

  @Test
  void losingTheLeadKeepsWhatHisNextBidNeeds() {
    scene.placed(scene.holdsOf(MINA).get(0));
    scene.placed(scene.holdsOf(JOON).getFirst());

    assertThat(scene.now().leaderId()).isEqualTo(JOON);
    assertThat(scene.levelsOf(MINA)).containsExactly(1_000L, 2_000L, 3_000L);
  }
}
