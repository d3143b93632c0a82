package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.END;
import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static com.neighborbid.auction.bidding.domain.AuctionScene.SELLER;
import static com.neighborbid.auction.bidding.domain.AuctionScene.SORA;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Bid.Kind;
import com.neighborbid.auction.bidding.domain.Command.Offer;
import com.neighborbid.auction.bidding.domain.Effect.Capture;
import com.neighborbid.auction.bidding.domain.Effect.Ended;
import com.neighborbid.auction.bidding.domain.Effect.EndedBy;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// An unsold item is offered to a bidder at his highest amount.
class SecondChanceTest {
  private static final long UNTIL = END + 100_000;
  private final AuctionScene scene = AuctionScene.open(0, 9_000, 0);

  private void endUnsold() {
    scene.fundedBid(JOON, 1_000, 3_000);
    scene.fundedBid(MINA, 2_000, 5_000);
    scene.at(END).close();
    assertThat(scene.now().winnerId()).isZero();
  }

  @Test
  void theLeaderPaysThePriceThatHeLedWith() {
    endUnsold();
    assertThat(scene.command(new Offer(SELLER, MINA, UNTIL))).isNull();
    assertThat(scene.now().offer()).isEqualTo(new SecondChance(MINA, 3_100, UNTIL));
    UUID takes = scene.place(Kind.TAKE_OFFER, MINA, 3_100);
    scene.asked(takes).forEach(scene::placed);

    assertThat(scene.outcome(takes)).isEqualTo("WON");
    assertThat(scene.told(Ended.class).getLast().by()).isEqualTo(EndedBy.SECOND_CHANCE);
    assertThat(scene.told(Capture.class)).containsExactly(new Capture(MINA, 3_100, 0, SELLER, 4));
    assertThat(scene.levelsOf(MINA)).containsExactly(5_000L, 0L, 3_100L);
  }

  @Test
  void somebodyWhoWasOutbidPaysTheMaximumThatHeWasDrivenTo() {
    endUnsold();
    scene.command(new Offer(SELLER, JOON, UNTIL));
    assertThat(scene.now().offer()).isEqualTo(new SecondChance(JOON, 3_000, UNTIL));
    UUID takes = scene.place(Kind.TAKE_OFFER, JOON, 3_000);
    scene.asked(takes).forEach(scene::placed);

    assertThat(scene.now().winnerId()).isEqualTo(JOON);
    assertThat(scene.now().price()).isEqualTo(3_000);
  }

  @Test
  void withoutMoneyItCannotBeTaken() {
    endUnsold();
    scene.command(new Offer(SELLER, JOON, UNTIL));
    UUID takes = scene.place(Kind.TAKE_OFFER, JOON, 3_000);
    scene.asked(takes).forEach(scene::declined);

    assertThat(scene.outcome(takes)).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(scene.now().winnerId()).isZero();
    assertThat(scene.levelsOf(JOON)).endsWith(0L);
  }

  @Test
  void onlyByItsBidderAtItsAmountInItsTimeAndOnce() {
    endUnsold();
    assertThat(scene.outcome(scene.place(Kind.TAKE_OFFER, JOON, 3_000))).isEqualTo("NO_OFFER");
    scene.command(new Offer(SELLER, JOON, UNTIL));
    assertThat(scene.outcome(scene.place(Kind.TAKE_OFFER, MINA, 3_000))).isEqualTo("NO_OFFER");
    assertThat(scene.outcome(scene.place(Kind.TAKE_OFFER, JOON, 2_900))).isEqualTo("NO_OFFER");
    UUID takes = scene.place(Kind.TAKE_OFFER, JOON, 3_000);
    UUID again = scene.place(Kind.TAKE_OFFER, JOON, 3_000);
    scene.asked(takes).forEach(scene::placed);
    assertThat(scene.outcome(takes)).isEqualTo("WON");
    assertThat(scene.outcome(again)).isEqualTo("NO_OFFER");
    assertThat(scene.command(new Offer(SELLER, MINA, UNTIL))).isEqualTo(CommandRefusal.NOT_UNSOLD);
  }

  @Test
  void notAfterItHasEnded() {
    endUnsold();
    scene.command(new Offer(SELLER, JOON, UNTIL));
    assertThat(scene.command(new Offer(SELLER, MINA, UNTIL))).isEqualTo(CommandRefusal.OFFER_OPEN);
    scene.at(UNTIL);
    assertThat(scene.outcome(scene.place(Kind.TAKE_OFFER, JOON, 3_000))).isEqualTo("NO_OFFER");
    assertThat(scene.command(new Offer(SELLER, MINA, UNTIL + 1))).isNull();
  }

  @Test
  void onlyToSomebodyWhoseBidCountedInAnUnsoldAuction() {
    assertThat(scene.command(new Offer(SELLER, JOON, UNTIL))).isEqualTo(CommandRefusal.NOT_UNSOLD);
    endUnsold();
    assertThat(scene.command(new Offer(SELLER, SORA, UNTIL)))
        .isEqualTo(CommandRefusal.NO_SUCH_BIDDER);
  }
}
