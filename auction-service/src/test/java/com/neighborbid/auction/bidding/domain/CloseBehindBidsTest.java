package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.END;
import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Effect.Ended;
import com.neighborbid.auction.bidding.domain.Effect.EndedBy;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A close waits for every bid before it. A bid in time is never lost because a wallet was slow,
/// and a late one is never taken.
class CloseBehindBidsTest {
  private final AuctionScene scene = AuctionScene.open();

  @Test
  void waitsBehindUndecidedBidsAndShowsAsClosing() {
    UUID bid = scene.at(END - 1).bid(MINA, 1_000);
    scene.at(END).close();
    assertThat(scene.told(Ended.class)).isEmpty();
    assertThat(scene.auction().isClosing()).isTrue();

    scene.at(END + 30_000);
    scene.asked(bid).forEach(scene::placed);

    assertThat(scene.outcome(bid)).isEqualTo("COUNTS");
    assertThat(scene.told(Ended.class))
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.by()).isEqualTo(EndedBy.TIME);
              assertThat(end.winnerId()).isEqualTo(MINA);
              assertThat(end.winningBid()).isEqualTo(bid);
            });
    assertThat(scene.auction().isClosing()).isFalse();
  }

  @Test
  void aBidInTimeAndALateOneWhileTheCloseWaits() {
    UUID head = scene.bid(MINA, 1_000);
    UUID inTime = scene.at(END - 1).bid(JOON, 2_000);
    UUID late = scene.at(END).bid(MINA, 3_000);
    scene.close();
    assertThat(scene.outcome(late)).isEqualTo("AUCTION_ENDED");
    scene.asked(inTime).forEach(scene::placed);
    scene.asked(head).forEach(scene::placed);

    assertThat(scene.outcome(inTime)).isEqualTo("COUNTS");
    assertThat(scene.now().winnerId()).isEqualTo(JOON);
  }

  @Test
  void aBidBehindTheCloseButBeforeTheEndIsRefusedWhereTheSellerCloses() {
    UUID head = scene.bid(MINA, 1_000);
    scene.closeBySeller();
    UUID behind = scene.bid(JOON, 2_000);
    assertThat(scene.outcome(behind)).isEqualTo("UNDECIDED");
    assertThat(scene.holdsOf(JOON)).as("it can no longer count").isEmpty();
    scene.asked(head).forEach(scene::placed);

    assertThat(scene.outcome(behind)).isEqualTo("AUCTION_ENDED");
    assertThat(scene.now().winnerId()).isEqualTo(MINA);
  }

  @Test
  void theSellerEndsWithTheLeaderAsWinner() {
    scene.fundedBid(MINA, 1_000, 1_000);
    scene.closeBySeller();

    assertThat(scene.told(Ended.class))
        .extracting(Ended::by, Ended::winnerId)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(EndedBy.SELLER, MINA));
  }

  @Test
  void theTimerDoesNothingBeforeTheEnd() {
    scene.at(END - 1).close();

    assertThat(scene.now().ended()).isFalse();
    assertThat(scene.auction().undecidedCount()).isZero();
  }

  @Test
  void aRepeatedCloseEndsOnce() {
    UUID bid = scene.bid(MINA, 1_000);
    scene.at(END).close();
    scene.close();
    scene.asked(bid).forEach(scene::placed);
    scene.close();

    assertThat(scene.told(Ended.class)).hasSize(1);
    assertThat(scene.auction().undecidedCount()).isZero();
  }

  @Test
  void withSoftCloseALateBidWaitsForTheOneThatMayMoveTheEnd() {
    AuctionScene soft = AuctionScene.open(0, 0, 10_000);
    UUID moves = soft.at(END - 1).bid(MINA, 1_000);
    soft.at(END).close();
    UUID late = soft.at(END + 5).bid(JOON, 2_000);
    assertThat(soft.outcome(late)).isEqualTo("UNDECIDED");
    soft.asked(moves).forEach(soft::placed);
    soft.asked(late).forEach(soft::placed);

    assertThat(soft.outcome(late)).isEqualTo("COUNTS");
    assertThat(soft.now().ended()).as("the close came before the moved end").isFalse();
    assertThat(soft.now().endsAtMs()).isEqualTo(END + 10_005);
  }

  @Test
  void withSoftCloseALateBidIsLateWhereTheOneBeforeItHasNoMoney() {
    AuctionScene soft = AuctionScene.open(0, 0, 10_000);
    UUID unfunded = soft.at(END - 1).bid(MINA, 1_000);
    UUID late = soft.at(END + 5).bid(JOON, 2_000);
    soft.asked(unfunded).forEach(soft::declined);

    assertThat(soft.outcome(late)).isEqualTo("AUCTION_ENDED");
    assertThat(soft.now().endsAtMs()).isEqualTo(END);
  }
}
