package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.END;
import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static com.neighborbid.auction.bidding.domain.AuctionScene.SORA;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import com.neighborbid.auction.bidding.domain.QueuedBid.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is asked of a wallet, and when nothing is: the level of a position.
class LevelTest {
  @Test
  void aRaiseOfTheLeaderAsksForHisNewMaximumAsTheLevel() {
    AuctionScene scene = AuctionScene.open();
    scene.fundedBid(MINA, 1_000, 2_000);
    UUID raise = scene.bid(MINA, 3_000);

    assertThat(scene.asked(raise)).containsExactly(new SetHold(MINA, 3_000, 2, true));
  }

  @Test
  void aBidThatTheLevelCoversAsksForNothing() {
    AuctionScene scene = AuctionScene.open();
    UUID lower = lowerBidAsTheBigOneBeforeItFails(scene, true);

    assertThat(scene.outcome(lower)).isEqualTo("COUNTS");
    assertThat(scene.levelsOf(JOON)).containsExactly(9_100L);
  }

  @Test
  void aBidWaitsForAHigherAskingOfTheSamePerson() {
    AuctionScene scene = AuctionScene.open();
    UUID lower = lowerBidAsTheBigOneBeforeItFails(scene, false);
    assertThat(scene.outcome(lower)).isEqualTo("UNDECIDED");
    assertThat(scene.levelsOf(JOON)).containsExactly(9_100L);
    scene.placed(scene.holdsOf(JOON).getFirst());

    assertThat(scene.outcome(lower)).isEqualTo("COUNTS");
    assertThat(scene.levelsOf(JOON)).containsExactly(9_100L);
  }

  @Test
  void aBidThatWaitedAsksItselfWhereTheHigherAskingIsDeclined() {
    AuctionScene scene = AuctionScene.open();
    UUID lower = lowerBidAsTheBigOneBeforeItFails(scene, false);
    scene.declined(scene.holdsOf(JOON).getFirst());

    assertThat(scene.levelsOf(JOON)).containsExactly(9_100L, 0L, 2_000L);
    scene.asked(lower).forEach(scene::placed);
    assertThat(scene.outcome(lower)).isEqualTo("COUNTS");
  }

  /// Joon bids 2,000 behind a bid of 9,000, so it waits, and then 9,100, which asks. The 9,000 is
  /// declined.
  private static UUID lowerBidAsTheBigOneBeforeItFails(AuctionScene scene, boolean answeredBefore) {
    UUID big = scene.bid(MINA, 9_000);
    UUID lower = scene.bid(JOON, 2_000);
    UUID higher = scene.bid(JOON, 9_100);
    if (answeredBefore) {
      scene.asked(higher).forEach(scene::placed);
    }
    scene.asked(big).forEach(scene::declined);
    return lower;
  }

  /// His first asking is for a bid that is overtaken meanwhile. His next needs less and waits for
  /// that answer; once it is there, the level must not fall below what the next one needs.
  @Test
  void theAnswerForAnOvertakenBidFundsTheOneThatWaitedForIt() {
    AuctionScene scene = AuctionScene.open();
    UUID noMoney = scene.bid(SORA, 9_000);
    UUID highest = scene.proxy(MINA, 2_000, 20_000);
    UUID second = scene.proxy(4, 2_500, 15_000);
    UUID overtaken = scene.proxy(JOON, 9_100, 30_000);
    scene.asked(noMoney).forEach(scene::declined);
    UUID next = scene.bid(JOON, 15_200);
    assertThat(scene.levelsOf(JOON)).containsExactly(30_000L);

    scene.asked(overtaken).forEach(scene::placed);
    scene.asked(highest).forEach(scene::placed);
    scene.asked(second).forEach(scene::placed);

    assertThat(scene.outcome(overtaken)).isEqualTo("OUTBID_MEANWHILE");
    assertThat(scene.outcome(next)).isEqualTo("OUTBID");
    assertThat(scene.levelsOf(JOON)).containsExactly(30_000L, 15_200L, 0L);
  }

  @Test
  void oneThatIsBeatenAtOnceIsFundedFirst() {
    AuctionScene scene = AuctionScene.open();
    scene.fundedBid(MINA, 1_000, 3_000);
    UUID beaten = scene.bid(JOON, 2_000);
    assertThat(scene.outcome(beaten)).isEqualTo("UNDECIDED");
    assertThat(scene.now().price()).isEqualTo(1_000);
    scene.asked(beaten).forEach(scene::placed);

    assertThat(scene.outcome(beaten)).isEqualTo("OUTBID");
    assertThat(scene.levelsOf(JOON)).containsExactly(2_000L, 0L);
  }

  /// What he is promised already must not be lowered by asking for less: his bid of 2,000 is placed
  /// and may count again, when what stands between fails.
  @Test
  void askingForLessThanTheLevelKeepsTheLevel() {
    List<Queued> queue =
        List.of(
            kept(1, SORA, 1_000, 1_000, 1_000, 1, Answer.UNANSWERED),
            kept(2, JOON, 1_800, 1_800, 1_800, 1, Answer.PLACED),
            kept(3, MINA, 1_500, 3_000, 3_000, 1, Answer.PLACED),
            kept(4, MINA, 1_700, 1_700, 1_700, 2, Answer.UNANSWERED));
    List<Effect> effects = new ArrayList<>();
    Terms terms = Terms.fixed(7, 99, 1_000, 100, 0, 0, 0, 0);
    AuctionSnapshot nothingYet = KeptAuction.nothingYet(END);
    Auction auction = Auction.restore(terms, nothingYet, queue, effects::add);
    auction.restorePosition(SORA, new PositionSnapshot(1, 1_000, false, 0, 0));
    auction.restorePosition(JOON, new PositionSnapshot(1, 1_800, false, 0, 0));
    auction.restorePosition(MINA, new PositionSnapshot(2, 3_000, false, 0, 0));

    auction.place(new Bid(new UUID(0, 5), MINA, 1_900, 1_900, 1_000, 5), null);

    assertThat(effects).containsExactly(new SetHold(MINA, 3_000, 3, true));
  }

  @Test
  void aBidThatAskedForLessThanItNeedsAtTheHeadAsksAgain() {
    List<Queued> queue = List.of(kept(1, MINA, 2_000, 2_000, 1_500, 1, Answer.UNANSWERED));
    List<Effect> effects = new ArrayList<>();
    Terms terms = Terms.fixed(7, 99, 1_000, 100, 0, 0, 0, 0);
    AuctionSnapshot nothingYet = KeptAuction.nothingYet(END);
    Auction auction = Auction.restore(terms, nothingYet, queue, effects::add);
    auction.restorePosition(MINA, new PositionSnapshot(1, 1_500, false, 0, 0));

    auction.answered(MINA, 1, true, 2_000);
    assertThat(effects).containsExactly(new SetHold(MINA, 2_000, 2, true));
    auction.answered(MINA, 2, true, 3_000);

    assertThat(auction.snapshot().leaderMax()).isEqualTo(2_000);
  }

  private static QueuedBid kept(
      long offset, long bidder, long amount, long max, long asked, long seq, Answer answer) {
    Bid bid = new Bid(new UUID(0, offset), bidder, amount, max, 1_000, offset);
    return new QueuedBid(bid, true, asked, asked, seq, answer);
  }
}
