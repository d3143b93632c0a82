package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.END;
import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static com.neighborbid.auction.bidding.domain.AuctionScene.SORA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An auction that is taken up from what is kept goes on as if nothing had been: whatever waits,
/// whoever has been asked.
class RestoreTest {
  private static final List<Consumer<AuctionScene>> MANY_WAITING =
      List.of(
          scene -> scene.bid(MINA, 9_000),
          scene -> scene.proxy(JOON, 2_000, 12_000),
          scene -> scene.bid(JOON, 9_100),
          scene -> scene.bid(SORA, 2_500),
          scene -> scene.bid(MINA, 9_200),
          scene -> scene.declined(scene.holdsOf(MINA).getFirst()),
          scene -> scene.placed(scene.holdsOf(JOON).getFirst()),
          scene -> scene.at(END - 1).bid(SORA, 12_500),
          scene -> scene.at(END).close(),
          scene -> scene.at(END + 1).bid(JOON, 13_000),
          scene -> scene.holdsOf(MINA).forEach(scene::declined),
          scene -> scene.unanswered().forEach(scene::placed),
          scene -> scene.unanswered().forEach(scene::placed),
          scene -> scene.unanswered().forEach(scene::placed),
          scene -> scene.at(END + 60_000).close());

  /// A bid waits for another asking of its bidder, whose bid is overtaken.
  private static final List<Consumer<AuctionScene>> WAITING_FOR_ANOTHER_ASKING =
      List.of(
          scene -> scene.bid(SORA, 9_000),
          scene -> scene.proxy(MINA, 2_000, 20_000),
          scene -> scene.proxy(4, 2_500, 15_000),
          scene -> scene.proxy(JOON, 9_100, 30_000),
          scene -> scene.holdsOf(SORA).forEach(scene::declined),
          scene -> scene.bid(JOON, 15_200),
          scene -> scene.placed(scene.holdsOf(JOON).getFirst()),
          scene -> scene.unanswered().forEach(scene::placed),
          scene -> scene.unanswered().forEach(scene::placed),
          scene -> scene.at(END).close());

  static Stream<List<Consumer<AuctionScene>>> interleavings() {
    return Stream.of(MANY_WAITING, WAITING_FOR_ANOTHER_ASKING);
  }

  @ParameterizedTest
  @MethodSource("interleavings")
  void atAnyPointChangesNoEffect(List<Consumer<AuctionScene>> steps) {
    List<String> undisturbed = play(steps, steps.size());
    assertThat(undisturbed).anyMatch(effect -> effect.startsWith("Ended"));

    for (int after = 0; after < steps.size(); after++) {
      assertThat(play(steps, after)).as("restored after step %d", after).isEqualTo(undisturbed);
    }
  }

  private static List<String> play(List<Consumer<AuctionScene>> steps, int restoreAfter) {
    AuctionScene scene = AuctionScene.open(0, 0, 10_000);
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).accept(scene);
      if (i == restoreAfter) {
        scene.restore();
      }
    }
    return scene.story();
  }

  @Test
  void aPositionThatIsKeptMustBeRestoredBeforeTheNextBid() {
    AuctionScene scene = AuctionScene.open();
    scene.fundedBid(MINA, 1_000, 1_000);
    Auction restored =
        Auction.restore(scene.auction().terms(), scene.now(), List.of(), new ArrayList<>()::add);
    Bid raise = new Bid(new UUID(0, 1), MINA, 2_000, 2_000, 1_000, 9);

    assertThat(restored.knowsPositionOf(MINA)).isFalse();
    assertThatThrownBy(() -> restored.place(raise, null))
        .as("its commands would start at 1 again")
        .isInstanceOf(IllegalStateException.class);
    assertThat(restored.undecidedCount()).isZero();
  }

  @Test
  void keepsWhatWasCaptured() {
    AuctionScene scene = AuctionScene.open();
    scene.fundedBid(MINA, 1_000, 1_000);
    scene.closeBySeller();
    scene.restore();
    scene.bid(MINA, 2_000);
    scene.close();

    assertThat(scene.told(Effect.Capture.class)).hasSize(1);
    assertThat(scene.levelsOf(MINA)).containsExactly(1_000L);
    assertThat(scene.now().winnerId()).isEqualTo(MINA);
  }
}
