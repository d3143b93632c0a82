package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.END;
import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Effect.Ended;
import com.neighborbid.auction.bidding.domain.Effect.Extended;
import com.neighborbid.auction.bidding.domain.Effect.Started;
import org.junit.jupiter.api.Test;

/// The numbers that the room and the events carry: one `seq` per step, an index for what lies
/// between.
class RoomStepsTest {
  @Test
  void everyBidThatMovesSomethingIsAStep() {
    AuctionScene scene = AuctionScene.open();
    scene.fundedBid(MINA, 1_000, 3_000);
    scene.fundedBid(JOON, 2_000, 2_000);

    assertThat(scene.told(BidDecided.class))
        .extracting(BidDecided::step, BidDecided::seq, BidDecided::eventIndex)
        .containsExactly(tuple(2L, 2L, 0), tuple(3L, 3L, 0));
  }

  @Test
  void refusalsLieBetweenTheSteps() {
    AuctionScene scene = AuctionScene.open();
    scene.fundedBid(MINA, 1_000, 1_000);
    scene.bid(JOON, 900);
    scene.bid(JOON, 1_000);

    assertThat(scene.told(BidDecided.class))
        .extracting(BidDecided::step, BidDecided::seq, BidDecided::eventIndex)
        .containsExactly(tuple(2L, 2L, 0), tuple(0L, 2L, 1), tuple(0L, 2L, 2));
  }

  @Test
  void theLeadersOwnRaiseIsNoStepAndNoEvent() {
    AuctionScene scene = AuctionScene.open(0, 0, 10_000);
    scene.fundedBid(MINA, 1_000, 1_000);
    AuctionSnapshot before = scene.now();
    scene.at(END - 1).fundedBid(MINA, 2_000, 2_000);

    AuctionSnapshot after = scene.now();
    assertThat(scene.told(BidDecided.class).getLast().step()).isZero();
    assertThat(after.seq()).isEqualTo(before.seq());
    assertThat(after.eventIndex()).isEqualTo(before.eventIndex());
    assertThat(after.price()).isEqualTo(before.price());
    assertThat(after.endsAtMs()).isEqualTo(before.endsAtMs());
    assertThat(after.leaderMax()).isEqualTo(2_000);
  }

  @Test
  void anExtensionBelongsToTheStepOfItsBid() {
    AuctionScene scene = AuctionScene.open(0, 0, 10_000);
    scene.at(END - 1_000).fundedBid(MINA, 1_000, 1_000);

    assertThat(scene.told(Extended.class))
        .containsExactly(new Extended(END + 9_000, 2, 1, END - 1_000));
  }

  @Test
  void aPurchaseAndItsEndAreOneStep() {
    AuctionScene scene = AuctionScene.open(5_000, 0, 0);
    scene.fundedBid(MINA, 5_000, 5_000);

    assertThat(scene.told(BidDecided.class))
        .extracting(BidDecided::seq, BidDecided::eventIndex)
        .containsExactly(tuple(2L, 0));
    assertThat(scene.told(Ended.class))
        .extracting(end -> end.moment().seq(), end -> end.moment().eventIndex())
        .containsExactly(tuple(2L, 1));
  }

  @Test
  void anEndByTimeIsAStep() {
    AuctionScene scene = AuctionScene.open();
    scene.at(END).close();

    assertThat(scene.told(Ended.class))
        .extracting(end -> end.moment().seq(), end -> end.moment().eventIndex())
        .containsExactly(tuple(2L, 0));
  }

  @Test
  void theStartIsToldOnceAndNotBeforeItsTime() {
    AuctionScene scene = AuctionScene.open(Terms.fixed(7, 99, 1_000, 100, 0, 0, 5_000, 0));
    scene.at(4_999).start();
    assertThat(scene.now().started()).isFalse();
    scene.at(5_000).start();
    scene.start();

    assertThat(scene.told(Started.class))
        .extracting(told -> told.moment().seq(), told -> told.moment().atMs())
        .containsExactly(tuple(2L, 5_000L));
  }

  @Test
  void aBidThatCountsBeforeTheStartRecordStartsItToo() {
    AuctionScene scene = AuctionScene.open(Terms.fixed(7, 99, 1_000, 100, 0, 0, 5_000, 0));
    scene.at(5_000).fundedBid(MINA, 1_000, 1_000);
    scene.start();

    assertThat(scene.now().started()).isTrue();
    assertThat(scene.told(Started.class)).as("the bid's own step has told it").isEmpty();
  }
}
