package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.AuctionScene.END;
import static com.neighborbid.auction.bidding.domain.AuctionScene.JOON;
import static com.neighborbid.auction.bidding.domain.AuctionScene.MINA;
import static com.neighborbid.auction.bidding.domain.AuctionScene.SELLER;
import static com.neighborbid.auction.bidding.domain.AuctionScene.SORA;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Bid.Kind;
import com.neighborbid.auction.bidding.domain.Effect.Capture;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BuyNowTest {
  private static final long INSTANT = 5_000;
  private final AuctionScene scene = AuctionScene.open(INSTANT, 0, 0);

  private static AuctionScene until(int percent) {
    Prices prices = new Prices(1_000, 100, Increments.FIXED, INSTANT, percent, 0);
    return AuctionScene.open(
        new Terms(7, SELLER, prices, 0, SoftClose.NONE, Fee.NONE, new ListingVersion(1, "")));
  }

  @Test
  void endsTheAuctionAndLowersEveryOtherHold() {
    scene.fundedBid(JOON, 2_000, 4_000);
    UUID waiting = scene.bid(SORA, 4_500);
    UUID buys = scene.place(Kind.BUY_NOW, MINA, INSTANT);
    scene.asked(buys).forEach(scene::placed);
    assertThat(scene.outcome(buys)).as("not before its turn").isEqualTo("UNDECIDED");
    scene.asked(waiting).forEach(scene::placed);

    assertThat(scene.outcome(buys)).isEqualTo("WON");
    assertThat(scene.told(Capture.class)).containsExactly(new Capture(MINA, INSTANT, 0, SELLER, 2));
    assertThat(scene.levelsOf(JOON)).endsWith(0L);
    assertThat(scene.levelsOf(SORA)).endsWith(0L);
  }

  @Test
  void asksOnlyForWhatTheOwnStandingHoldDoesNotCover() {
    scene.fundedBid(MINA, 1_000, 4_900);
    UUID buys = scene.place(Kind.BUY_NOW, MINA, INSTANT);

    assertThat(scene.levelsOf(MINA)).containsExactly(4_900L, INSTANT);
    scene.asked(buys).forEach(scene::placed);
    assertThat(scene.outcome(buys)).isEqualTo("WON");
  }

  @Test
  void isRefusedWhereThePriceIsAnotherOrThereIsNone() {
    assertThat(scene.outcome(scene.place(Kind.BUY_NOW, MINA, 4_000))).isEqualTo("NO_INSTANT_PRICE");
    assertThat(scene.outcome(scene.place(Kind.BUY_NOW, MINA, 6_000))).isEqualTo("NO_INSTANT_PRICE");
    AuctionScene without = AuctionScene.open();
    assertThat(without.outcome(without.place(Kind.BUY_NOW, MINA, INSTANT)))
        .isEqualTo("NO_INSTANT_PRICE");
  }

  @Test
  void onlyBeforeTheFirstBidWhereTheSellerWantsItSo() {
    AuctionScene first = until(0);
    first.fundedBid(JOON, 1_000, 1_000);
    assertThat(first.outcome(first.place(Kind.BUY_NOW, MINA, INSTANT)))
        .isEqualTo("NO_INSTANT_PRICE");
    AuctionScene fresh = until(0);
    UUID buys = fresh.place(Kind.BUY_NOW, MINA, INSTANT);
    fresh.asked(buys).forEach(fresh::placed);
    assertThat(fresh.outcome(buys)).isEqualTo("WON");
  }

  @Test
  void goesAheadWhereTheBidBeforeItTurnsOutUnfunded() {
    AuctionScene first = until(0);
    UUID unfunded = first.bid(JOON, 1_000);
    UUID buys = first.place(Kind.BUY_NOW, MINA, INSTANT);
    assertThat(first.asked(buys)).as("gone if that bid succeeds").isEmpty();
    first.asked(unfunded).forEach(first::declined);
    first.asked(buys).forEach(first::placed);

    assertThat(first.outcome(buys)).isEqualTo("WON");
  }

  @Test
  void onceItIsGoneABidAboveItIsABidLikeAnyOther() {
    AuctionScene half = until(50);
    half.fundedBid(JOON, 3_000, 3_000);
    UUID above = half.fundedBid(MINA, 6_000, 8_000);

    assertThat(half.outcome(above)).isEqualTo("COUNTS");
    assertThat(half.now().price()).isEqualTo(6_000);
    assertThat(half.now().ended()).isFalse();
    assertThat(half.levelsOf(MINA)).as("the whole maximum").containsExactly(8_000L);
  }

  @Test
  void aBidThatWasJudgedAPurchaseAsksForMoreWhereItIsNone() {
    AuctionScene half = until(50);
    UUID first = half.bid(JOON, 2_000);
    UUID buys = half.proxy(MINA, 6_000, 8_000);
    half.asked(buys).forEach(half::placed);
    half.asked(first).forEach(half::placed);
    assertThat(half.outcome(buys)).as("2,000 is below half").isEqualTo("WON");
    assertThat(half.now().price()).isEqualTo(INSTANT);
  }

  @Test
  void feeAndPriceAreCaptured() {
    Prices prices = new Prices(1_000, 100, Increments.FIXED, INSTANT, 100, 0);
    AuctionScene withFee =
        AuctionScene.open(
            new Terms(
                7, SELLER, prices, 0, SoftClose.NONE, new Fee(250, 0), new ListingVersion(1, "")));
    UUID buys = withFee.place(Kind.BUY_NOW, MINA, INSTANT);
    withFee.asked(buys).forEach(withFee::placed);

    assertThat(withFee.told(Capture.class))
        .containsExactly(new Capture(MINA, INSTANT, 125, SELLER, 2));
  }

  @Test
  void afterTheEndItIsTooLate() {
    assertThat(scene.outcome(scene.at(END).place(Kind.BUY_NOW, MINA, INSTANT)))
        .isEqualTo("AUCTION_ENDED");
  }
}
