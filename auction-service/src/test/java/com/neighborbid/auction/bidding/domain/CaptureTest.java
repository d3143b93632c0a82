package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.END;
import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static com.neighborbid.auction.bidding.domain.AuctionScene.SELLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Effect.Capture;
import com.neighborbid.auction.bidding.domain.Effect.Ended;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What the end means for money: the winner pays, everybody else is free.
class CaptureTest {
  private final AuctionScene scene = AuctionScene.open();

  @Test
  void takesThePriceAndIsTheLastCommandOfThePosition() {
    scene.fundedBid(MINA, 1_000, 3_000);
    scene.at(END).close();

    assertThat(scene.told(Capture.class)).containsExactly(new Capture(MINA, 1_000, 0, SELLER, 2));
    assertThat(scene.levelsOf(MINA)).containsExactly(3_000L);
  }

  @Test
  void nothingIsSentAfterItThoughBidsOfTheWinnerAreRefused() {
    scene.fundedBid(MINA, 1_000, 1_000);
    UUID others = scene.bid(JOON, 2_000);
    UUID raise = scene.bid(MINA, 3_000);
    SetHold raiseAsking = scene.asked(raise).getFirst();
    scene.closeBySeller();
    UUID behind = scene.bid(MINA, 4_000);
    scene.placed(raiseAsking);
    scene.asked(others).forEach(scene::placed);
    scene.placed(raiseAsking);

    assertThat(scene.outcome(behind)).isEqualTo("AUCTION_ENDED");
    assertThat(scene.now().winnerId()).isEqualTo(MINA);
    assertThat(scene.told(Capture.class)).containsExactly(new Capture(MINA, 3_000, 0, SELLER, 3));
    assertThat(scene.levelsOf(MINA)).containsExactly(1_000L, 3_000L);
    assertThat(scene.levelsOf(JOON)).endsWith(0L);
  }

  @Test
  void nothingIsSentAfterItThoughAnAskingOfTheWinnerIsUnanswered() {
    AuctionScene soft = AuctionScene.open(0, 0, 10_000);
    soft.fundedBid(MINA, 1_000, 1_000);
    UUID wouldMoveTheEnd = soft.at(END - 1).bid(JOON, 2_000);
    soft.at(END).close();
    UUID raise = soft.at(END + 1).bid(MINA, 3_000);
    assertThat(soft.asked(raise)).hasSize(1);
    soft.asked(wouldMoveTheEnd).forEach(soft::declined);

    assertThat(soft.outcome(raise)).isEqualTo("AUCTION_ENDED");
    assertThat(soft.told(Capture.class)).containsExactly(new Capture(MINA, 1_000, 0, SELLER, 3));
    assertThat(soft.levelsOf(MINA)).containsExactly(1_000L, 3_000L);
  }

  @Test
  void unsoldReleasesTheLeader() {
    AuctionScene reserved = AuctionScene.open(0, 9_000, 0);
    reserved.fundedBid(MINA, 1_000, 3_000);
    reserved.at(END).close();

    assertThat(reserved.told(Capture.class)).isEmpty();
    assertThat(reserved.levelsOf(MINA)).containsExactly(3_000L, 0L);
    assertThat(reserved.told(Ended.class))
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.winnerId()).isZero();
              assertThat(end.winningBid()).isNull();
              assertThat(end.moment().price()).isEqualTo(1_000);
            });
  }

  @Test
  void unsoldReleasesAlsoWhatWasAskedFor() {
    AuctionScene reserved = AuctionScene.open(0, 90_000, 0);
    UUID head = reserved.bid(JOON, 1_000);
    reserved.closeBySeller();
    reserved.asked(head).forEach(reserved::placed);

    assertThat(reserved.levelsOf(JOON)).containsExactly(1_000L, 0L);
  }

  @Test
  void withoutABidNobodyPays() {
    scene.at(END).close();

    assertThat(scene.told(Capture.class)).isEmpty();
    assertThat(scene.told(Ended.class)).extracting(Ended::winnerId).containsExactly(0L);
  }

  @Test
  void theOneWhoLosesTheLeadIsFreeAtOnce() {
    scene.fundedBid(MINA, 1_000, 3_000);
    scene.fundedBid(JOON, 4_000, 4_000);

    assertThat(scene.levelsOf(MINA)).containsExactly(3_000L, 0L);
    assertThat(scene.told(Effect.LostLead.class)).containsExactly(new Effect.LostLead(MINA, 4_000));
  }
}
