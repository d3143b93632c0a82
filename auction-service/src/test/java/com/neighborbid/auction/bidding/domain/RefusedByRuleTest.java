package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.END;
import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static com.neighborbid.auction.bidding.domain.AuctionScene.SORA;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Refusals by the rules: at once where nothing that waits can change them, else at the head, and
/// never only because an answer is missing.
class RefusedByRuleTest {
  private final AuctionScene scene = AuctionScene.open();

  @Test
  void whatIsKnownAlreadyIsRefusedWithoutQueueing() {
    scene.bid(MINA, 1_000);
    QueuedBid bid = scene.place(JOON, 2_000, 2_000, Refusal.SELLER_CANNOT_BID);

    assertThat(scene.outcome(bid.bid().id())).isEqualTo("SELLER_CANNOT_BID");
    assertThat(scene.holdsOf(JOON)).isEmpty();
    assertThat(scene.auction().undecidedCount()).isEqualTo(1);
  }

  @Test
  void belowTheConfirmedMinimumIsRefusedWithoutQueueing() {
    scene.bid(MINA, 1_000);
    UUID low = scene.bid(JOON, 900);

    assertThat(scene.outcome(low)).isEqualTo("BELOW_MINIMUM");
  }

  @Test
  void afterAFixedEndIsRefusedWithoutQueueing() {
    scene.bid(MINA, 1_000);
    UUID late = scene.at(END).bid(JOON, 2_000);

    assertThat(scene.outcome(late)).isEqualTo("AUCTION_ENDED");
  }

  @Test
  void belowTheMinimumIsRefusedAtOnceEvenWhereTheEndMayMove() {
    AuctionScene soft = AuctionScene.open(0, 0, 10_000);
    soft.at(END - 1).bid(MINA, 1_000);
    UUID lowAndLate = soft.at(END).bid(JOON, 900);

    assertThat(soft.outcome(lowAndLate)).isEqualTo("BELOW_MINIMUM");
  }

  @Test
  void theLeaderIsToldHisOwnMinimum() {
    scene.fundedBid(MINA, 1_000, 3_000);
    UUID low = scene.bid(MINA, 2_000);

    assertThat(scene.outcome(low)).isEqualTo("BELOW_MINIMUM");
    assertThat(scene.told(BidDecided.class).getLast().minNextBid()).isEqualTo(3_100);
    assertThat(scene.told(BidDecided.class).getLast().minNextBidOfAll()).isEqualTo(1_100);
  }

  @Test
  void outbidMeanwhileWhereItReachedTheMinimumOnArrival() {
    UUID first = scene.bid(MINA, 2_000);
    UUID exactlyEnough = scene.bid(JOON, 1_000);
    scene.asked(first).forEach(scene::placed);

    assertThat(scene.outcome(exactlyEnough)).isEqualTo("OUTBID_MEANWHILE");
  }

  @Test
  void belowMinimumWhereItDidNotReachItOnArrival() {
    scene.fundedBid(MINA, 2_000, 2_000);
    scene.bid(SORA, 5_000);
    UUID oneUnitShort = scene.bid(JOON, 2_000);

    assertThat(scene.outcome(oneUnitShort)).isEqualTo("BELOW_MINIMUM");
  }

  /// Joon has asked, since 9,100 was the highest; when the one before him has no money, two maxima
  /// that had waited fight each other above him.
  @Test
  void itDoesNotWaitForItsOwnAnswer() {
    UUID noMoney = scene.bid(SORA, 9_000);
    UUID highest = scene.proxy(MINA, 2_000, 20_000);
    UUID second = scene.proxy(4, 2_500, 15_000);
    UUID overtaken = scene.bid(JOON, 9_100);
    SetHold asking = scene.asked(overtaken).getFirst();
    scene.asked(noMoney).forEach(scene::declined);
    scene.asked(highest).forEach(scene::placed);
    scene.asked(second).forEach(scene::placed);

    assertThat(scene.now().price()).isEqualTo(15_100);
    assertThat(scene.outcome(overtaken)).isEqualTo("OUTBID_MEANWHILE");
    assertThat(scene.levelsOf(JOON)).containsExactly(9_100L, 0L);
    scene.placed(asking);
    assertThat(scene.levelsOf(JOON)).containsExactly(9_100L, 0L);
  }
}
