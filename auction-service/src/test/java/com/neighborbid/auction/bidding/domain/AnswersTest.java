package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// An answer counts only for an asking that waits for it, and once.
class AnswersTest {
  private final AuctionScene scene = AuctionScene.open();

  @Test
  void anAnswerRepeatedAfterItWasUsedDoesNothing() {
    UUID low = scene.bid(MINA, 1_000);
    UUID other = scene.bid(JOON, 1_500);
    UUID high = scene.bid(MINA, 2_000);
    SetHold used = scene.asked(low).getFirst();
    scene.placed(used);
    List<String> before = scene.story();

    scene.placed(used);
    scene.declined(used);

    assertThat(scene.story()).isEqualTo(before);
    assertThat(List.of(scene.outcome(other), scene.outcome(high))).containsOnly("UNDECIDED");
  }

  @Test
  void theFirstAnswerToACommandStands() {
    scene.bid(JOON, 1_000);
    UUID bid = scene.bid(MINA, 2_000);
    SetHold asking = scene.asked(bid).getFirst();
    scene.declined(asking);
    scene.placed(asking);
    scene.placed(scene.holdsOf(JOON).getFirst());

    assertThat(scene.outcome(bid)).isEqualTo("INSUFFICIENT_FUNDS");
  }

  @Test
  void anAnswerToAnotherCommandOfTheSamePersonIsNotTaken() {
    UUID bid = scene.bid(MINA, 1_000);
    SetHold asking = scene.asked(bid).getFirst();
    scene.placed(new SetHold(MINA, 1_000, asking.commandSeq() + 1, true));
    scene.placed(new SetHold(JOON, 1_000, asking.commandSeq(), true));

    assertThat(scene.outcome(bid)).isEqualTo("UNDECIDED");
  }

  @Test
  void answersInTheOtherOrderDoNotDecideOutOfOrder() {
    UUID low = scene.bid(MINA, 1_000);
    UUID high = scene.bid(MINA, 2_000);
    SetHold lowAsking = scene.asked(low).getFirst();
    scene.asked(high).forEach(scene::placed);
    assertThat(scene.outcome(high)).isEqualTo("UNDECIDED");

    scene.placed(lowAsking);

    assertThat(scene.outcome(low)).isEqualTo("COUNTS");
    assertThat(scene.outcome(high)).isEqualTo("COUNTS");
    assertThat(scene.now().price()).isEqualTo(1_000);
    assertThat(scene.now().leaderMax()).isEqualTo(2_000);
  }
}
