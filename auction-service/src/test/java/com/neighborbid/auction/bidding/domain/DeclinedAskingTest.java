package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static com.neighborbid.auction.bidding.domain.AuctionScene.SORA;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// An asking is declined while other bids of the same person wait: they are judged on their own.
class DeclinedAskingTest {
  private final AuctionScene scene = AuctionScene.open();

  @Test
  void aLowerBidOfTheSamePersonAsksForItselfThen() {
    UUID tooHigh = scene.bid(MINA, 9_000);
    UUID lower = scene.bid(MINA, 2_000);
    assertThat(scene.levelsOf(MINA)).containsExactly(9_000L);

    scene.declined(scene.holdsOf(MINA).getFirst());
    assertThat(scene.outcome(tooHigh)).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(scene.outcome(lower)).isEqualTo("UNDECIDED");
    assertThat(scene.asked(lower)).extracting(SetHold::to).containsExactly(2_000L);
    scene.asked(lower).forEach(scene::placed);

    assertThat(scene.outcome(lower)).isEqualTo("COUNTS");
  }

  @Test
  void aLowerAskingThatWasPlacedStaysPlaced() {
    UUID head = scene.bid(JOON, 1_000);
    UUID lower = scene.bid(MINA, 2_000);
    UUID tooHigh = scene.bid(MINA, 9_000);
    SetHold lowerAsking = scene.asked(lower).getFirst();
    SetHold highAsking = scene.asked(tooHigh).getFirst();

    scene.placed(lowerAsking);
    scene.declined(highAsking);
    assertThat(scene.levelsOf(MINA)).containsExactly(2_000L, 9_000L, 2_000L);
    scene.asked(head).forEach(scene::placed);

    assertThat(scene.outcome(lower)).isEqualTo("COUNTS");
    assertThat(scene.outcome(tooHigh)).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(scene.levelsOf(MINA)).containsExactly(2_000L, 9_000L, 2_000L);
  }

  @Test
  void theLevelIsSentAgainAtOnceAndNotOnlyWhenTheBidIsDecided() {
    scene.bid(JOON, 1_000);
    UUID declined = scene.bid(MINA, 2_000);
    scene.asked(declined).forEach(scene::declined);

    assertThat(scene.outcome(declined)).isEqualTo("UNDECIDED");
    assertThat(scene.levelsOf(MINA)).containsExactly(2_000L, 0L);
  }

  @Test
  void theLeadStaysBackedWhereARaiseIsDeclined() {
    scene.fundedBid(MINA, 1_000, 1_500);
    UUID raise = scene.bid(MINA, 4_000);
    scene.asked(raise).forEach(scene::declined);

    assertThat(scene.outcome(raise)).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(scene.levelsOf(MINA)).containsExactly(1_500L, 4_000L, 1_500L);
    assertThat(scene.now().leaderMax()).isEqualTo(1_500);
  }

  @Test
  void bidsBehindItAreJudgedWithoutIt() {
    UUID tooHigh = scene.bid(MINA, 9_000);
    UUID first = scene.bid(JOON, 2_000);
    UUID second = scene.bid(SORA, 2_000);
    scene.asked(tooHigh).forEach(scene::declined);

    assertThat(scene.asked(first)).hasSize(1);
    assertThat(scene.asked(second)).as("it only ties with the first").isEmpty();
  }

  @Test
  void aBidNotAtTheHeadThatIsDeclinedNoLongerStandsInTheWay() {
    scene.bid(SORA, 1_000);
    UUID tooHigh = scene.bid(MINA, 9_000);
    UUID behind = scene.bid(JOON, 2_000);
    assertThat(scene.asked(behind)).isEmpty();

    scene.asked(tooHigh).forEach(scene::declined);

    assertThat(scene.asked(behind)).extracting(SetHold::to).containsExactly(2_000L);
  }
}
