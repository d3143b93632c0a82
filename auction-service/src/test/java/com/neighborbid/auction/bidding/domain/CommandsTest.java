package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.END;
import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static com.neighborbid.auction.bidding.domain.AuctionScene.SELLER;
import static com.neighborbid.auction.bidding.domain.AuctionScene.SORA;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Command.Cancel;
import com.neighborbid.auction.bidding.domain.Command.Close;
import com.neighborbid.auction.bidding.domain.Command.Edit;
import com.neighborbid.auction.bidding.domain.Command.Offer;
import com.neighborbid.auction.bidding.domain.Command.Pause;
import com.neighborbid.auction.bidding.domain.Command.PauseCause;
import com.neighborbid.auction.bidding.domain.Command.Resume;
import com.neighborbid.auction.bidding.domain.Command.SuspendBidder;
import com.neighborbid.auction.bidding.domain.Effect.Capture;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What sellers and admins may do, and what it does to bids and money.
class CommandsTest {
  private final AuctionScene scene = AuctionScene.open();

  private static Edit edit(Long startPrice, Long endsAtMs) {
    return new Edit(
        SELLER,
        new TermsChange(
            startPrice,
            null,
            null,
            null,
            null,
            null,
            null,
            endsAtMs,
            null,
            null,
            new ListingVersion(2, "h")));
  }

  @Test
  void cancelsWhileThereIsNoBid() {
    assertThat(scene.command(new Cancel(SELLER, false))).isNull();
    UUID late = scene.bid(MINA, 1_000);

    assertThat(scene.now().cancelled()).isTrue();
    assertThat(scene.outcome(late)).isEqualTo("AUCTION_ENDED");
    assertThat(scene.command(new Cancel(SELLER, false))).isEqualTo(CommandRefusal.AUCTION_ENDED);
  }

  @Test
  void aBidBeforeItInTheLogPreventsACancelHoweverSlowItsWalletIs() {
    UUID first = scene.bid(MINA, 1_000);
    Cancel cancel = new Cancel(SELLER, false);
    scene.command(cancel);
    assertThat(scene.isUndecided(cancel)).isTrue();
    scene.asked(first).forEach(scene::placed);

    assertThat(scene.outcome(first)).isEqualTo("COUNTS");
    assertThat(scene.told(Effect.CommandDecided.class).getLast().refusal())
        .isEqualTo(CommandRefusal.AUCTION_HAS_BIDS);
  }

  @Test
  void anUnfundedBidBeforeItDoesNotPreventACancel() {
    UUID first = scene.bid(MINA, 1_000);
    scene.command(new Cancel(SELLER, false));
    scene.asked(first).forEach(scene::declined);

    assertThat(scene.outcome(first)).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(scene.now().cancelled()).isTrue();
  }

  @Test
  void anAdminCancelsAtAnyTimeAndTheLeaderGetsHisMoneyBack() {
    scene.fundedBid(MINA, 1_000, 3_000);
    assertThat(scene.command(new Cancel(5, true))).isNull();

    assertThat(scene.levelsOf(MINA)).containsExactly(3_000L, 0L);
    assertThat(scene.told(Capture.class)).isEmpty();
    assertThat(scene.now().winnerId()).isZero();
  }

  @Test
  void onlyTheSellerCommandsHisAuction() {
    assertThat(scene.command(new Cancel(JOON, false))).isEqualTo(CommandRefusal.FORBIDDEN);
    assertThat(scene.command(new Close(JOON))).isEqualTo(CommandRefusal.FORBIDDEN);
    Edit others = new Edit(JOON, edit(2_000L, null).change());
    assertThat(scene.command(others)).isEqualTo(CommandRefusal.FORBIDDEN);
    assertThat(scene.command(new Offer(JOON, MINA, END))).isEqualTo(CommandRefusal.FORBIDDEN);
  }

  @Test
  void editsWhileThereIsNoBid() {
    assertThat(scene.command(edit(2_000L, END + 10_000))).isNull();
    UUID low = scene.bid(MINA, 1_000);

    assertThat(scene.outcome(low)).isEqualTo("BELOW_MINIMUM");
    assertThat(scene.now().endsAtMs()).isEqualTo(END + 10_000);
    assertThat(scene.auction().terms().listing().version()).isEqualTo(2);
    scene.fundedBid(JOON, 2_000, 2_000);
    assertThat(scene.command(edit(3_000L, null))).isEqualTo(CommandRefusal.AUCTION_HAS_BIDS);
  }

  @Test
  void anEditMustLeadToSoundTerms() {
    assertThat(scene.command(edit(1_050L, null))).isEqualTo(CommandRefusal.INVALID_TERMS);
    assertThat(scene.command(edit(null, END - 1))).isEqualTo(CommandRefusal.INVALID_TERMS);
    assertThat(scene.command(edit(-5L, null))).isEqualTo(CommandRefusal.INTERNAL);
    assertThat(scene.auction().terms().prices().start()).isEqualTo(1_000);
  }

  @Test
  void nothingBehindAnUndecidedEditIsRefusedAtOnce() {
    UUID unfunded = scene.bid(MINA, 1_000);
    scene.command(edit(500L, null));
    UUID cheap = scene.bid(JOON, 500);
    assertThat(scene.outcome(cheap)).isEqualTo("UNDECIDED");
    scene.asked(unfunded).forEach(scene::declined);
    scene.asked(cheap).forEach(scene::placed);

    assertThat(scene.outcome(cheap)).isEqualTo("COUNTS");
  }

  @Test
  void aPauseHoldsTheEndAndResumingMovesIt() {
    scene.fundedBid(MINA, 1_000, 1_000);
    scene.at(10_000);
    assertThat(scene.command(new Pause(PauseCause.MAINTENANCE))).isNull();
    scene.at(END + 5_000).close();
    UUID meanwhile = scene.bid(JOON, 2_000);
    assertThat(scene.outcome(meanwhile)).isEqualTo("AUCTION_NOT_ACTIVE");
    assertThat(scene.now().ended()).isFalse();
    assertThat(scene.command(new Resume(PauseCause.MAINTENANCE))).isNull();

    assertThat(scene.now().endsAtMs()).isEqualTo(END + END + 5_000 - 10_000);
    scene.fundedBid(SORA, 2_000, 2_000);
    assertThat(scene.now().leaderId()).isEqualTo(SORA);
  }

  @Test
  void eachCauseIsTakenBackByItself() {
    scene.at(10_000).command(new Pause(PauseCause.SUSPENDED));
    scene.at(20_000).command(new Pause(PauseCause.MAINTENANCE));
    assertThat(scene.command(new Pause(PauseCause.MAINTENANCE)))
        .isEqualTo(CommandRefusal.ALREADY_PAUSED);
    scene.at(25_000).command(new Resume(PauseCause.MAINTENANCE));
    assertThat(scene.outcome(scene.bid(MINA, 1_000))).isEqualTo("AUCTION_NOT_ACTIVE");
    scene.at(30_000).command(new Resume(PauseCause.SUSPENDED));

    assertThat(scene.now().endsAtMs()).as("20 s in all").isEqualTo(END + 20_000);
    assertThat(scene.command(new Resume(PauseCause.SUSPENDED)))
        .isEqualTo(CommandRefusal.NOT_PAUSED);
  }

  @Test
  void aPauseMovesAStartThatHasNotComeYet() {
    AuctionScene later = AuctionScene.open(Terms.fixed(7, 99, 1_000, 100, 0, 0, 5_000, 0));
    later.at(1_000).command(new Pause(PauseCause.MAINTENANCE));
    later.at(4_000).command(new Resume(PauseCause.MAINTENANCE));

    assertThat(later.auction().terms().startsAtMs()).isEqualTo(8_000);
    assertThat(later.outcome(later.at(7_999).bid(MINA, 1_000))).isEqualTo("AUCTION_NOT_ACTIVE");
  }

  @Test
  void aSuspendedLeaderLeadsNoMoreAndThePriceStays() {
    scene.fundedBid(MINA, 1_000, 5_000);
    scene.fundedBid(JOON, 2_000, 2_000);
    assertThat(scene.command(new SuspendBidder(MINA))).isNull();

    assertThat(scene.now().leaderId()).isZero();
    assertThat(scene.now().price()).isEqualTo(2_100);
    assertThat(scene.levelsOf(MINA)).containsExactly(5_000L, 0L);
    assertThat(scene.outcome(scene.bid(MINA, 9_000))).isEqualTo("ACCOUNT_SUSPENDED");
    assertThat(scene.outcome(scene.bid(SORA, 2_100))).isEqualTo("BELOW_MINIMUM");
    scene.fundedBid(SORA, 2_200, 2_200);
    scene.at(END).close();
    assertThat(scene.now().winnerId()).isEqualTo(SORA);
  }

  @Test
  void withoutALeaderItEndsUnsold() {
    scene.fundedBid(MINA, 1_000, 5_000);
    scene.command(new SuspendBidder(MINA));
    scene.at(END).close();

    assertThat(scene.now().ended()).isTrue();
    assertThat(scene.now().winnerId()).isZero();
    assertThat(scene.told(Capture.class)).isEmpty();
  }

  @Test
  void bidsOfASuspendedBidderThatWaitAreRefusedAndTheirMoneyIsFreed() {
    UUID first = scene.bid(JOON, 1_000);
    UUID second = scene.bid(MINA, 2_000);
    scene.asked(second).forEach(scene::placed);
    scene.command(new SuspendBidder(MINA));
    UUID third = scene.bid(MINA, 3_000);
    scene.asked(first).forEach(scene::placed);

    assertThat(scene.outcome(second)).as("before it in the log").isEqualTo("COUNTS");
    assertThat(scene.outcome(third)).isEqualTo("ACCOUNT_SUSPENDED");
    assertThat(scene.levelsOf(MINA)).endsWith(0L);
    assertThat(scene.now().leaderId()).isZero();
  }

  @Test
  void theTimerComesAgainWhereTheEndHasMoved() {
    scene.at(END - 1).close();
    assertThat(scene.now().ended()).isFalse();
  }
}
