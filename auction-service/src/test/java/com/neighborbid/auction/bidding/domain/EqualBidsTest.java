package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two equal bids: whoever is first in the log wins, whoever's wallet answers first.
class EqualBidsTest {
  private final AuctionScene scene = AuctionScene.open();
  private UUID first;
  private UUID second;

  @BeforeEach
  void twoEqualBids() {
    first = scene.bid(MINA, 1_000);
    second = scene.bid(JOON, 1_000);
  }

  @Test
  void onlyTheFirstAsksForItsMoney() {
    assertThat(scene.asked(first)).extracting(SetHold::to).containsExactly(1_000L);
    assertThat(scene.holdsOf(JOON)).isEmpty();
  }

  @Test
  void theFirstWins() {
    scene.asked(first).forEach(scene::placed);

    assertThat(scene.outcome(first)).isEqualTo("COUNTS");
    assertThat(scene.outcome(second)).isEqualTo("OUTBID_MEANWHILE");
    assertThat(scene.now().leaderId()).isEqualTo(MINA);
  }

  @Test
  void theFirstWinsAlsoWhereTheSecondAnswersFirst() {
    UUID tied = scene.proxy(MINA, 1_100, 3_000);
    UUID tying = scene.proxy(JOON, 1_200, 3_000);
    SetHold late = scene.asked(tied).getFirst();

    scene.asked(tying).forEach(scene::placed);
    assertThat(scene.outcome(tying)).isEqualTo("UNDECIDED");
    scene.asked(first).forEach(scene::placed);
    scene.placed(late);

    assertThat(scene.outcome(tying)).isEqualTo("OUTBID");
    assertThat(scene.now().leaderId()).isEqualTo(MINA);
    assertThat(scene.now().price()).isEqualTo(3_000);
    assertThat(scene.levelsOf(JOON)).containsExactly(3_000L, 0L);
  }

  @Test
  void theSecondWinsWhereTheFirstHasNoMoney() {
    scene.asked(first).forEach(scene::declined);
    scene.asked(second).forEach(scene::placed);

    assertThat(scene.outcome(first)).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(scene.outcome(second)).isEqualTo("COUNTS");
  }
}
