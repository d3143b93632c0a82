package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.Standings.END;
import static com.neighborbid.auction.bidding.domain.Standings.INSTANT;
import static com.neighborbid.auction.bidding.domain.Standings.JOON;
import static com.neighborbid.auction.bidding.domain.Standings.MINA;
import static com.neighborbid.auction.bidding.domain.Standings.bid;
import static com.neighborbid.auction.bidding.domain.Standings.bidAt;
import static com.neighborbid.auction.bidding.domain.Standings.bought;
import static com.neighborbid.auction.bidding.domain.Standings.ended;
import static com.neighborbid.auction.bidding.domain.Standings.fresh;
import static com.neighborbid.auction.bidding.domain.Standings.instant;
import static com.neighborbid.auction.bidding.domain.Standings.instantNearlyReached;
import static com.neighborbid.auction.bidding.domain.Standings.ledBy;
import static com.neighborbid.auction.bidding.domain.Standings.proxy;
import static com.neighborbid.auction.bidding.domain.Standings.reserve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of price, leader and end, as tables: one fact per row, rows in rule order. Start price
/// 1,000, unit 100, from 0 ms to 60,000 ms, unless a row says otherwise.
class StandingTest {
  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments("after it has ended", ended(), bid(JOON, 9_000), Refusal.AUCTION_ENDED),
        arguments("an end by price counts too", bought(), bid(JOON, 9_000), Refusal.AUCTION_ENDED),
        arguments("at the end time", fresh(), bidAt(END), Refusal.AUCTION_ENDED),
        arguments("one ms before the end it counts", fresh(), bidAt(END - 1), null),
        arguments("late and too low is late", fresh(), bidAt(END, 100), Refusal.AUCTION_ENDED),
        arguments(
            "a purchase is bound to the end",
            instant(),
            bidAt(END, INSTANT),
            Refusal.AUCTION_ENDED),
        arguments("a purchase needs no minimum", instantNearlyReached(), bid(JOON, INSTANT), null),
        arguments("the leader may purchase", instantNearlyReached(), bid(MINA, INSTANT), null),
        arguments("one unit below the start price", fresh(), bid(JOON, 900), Refusal.BELOW_MINIMUM),
        arguments("the start price is enough for the first", fresh(), bid(JOON, 1_000), null),
        arguments(
            "the price itself is too low",
            ledBy(2_000, 2_000),
            bid(JOON, 2_000),
            Refusal.BELOW_MINIMUM),
        arguments(
            "below the price is too low",
            ledBy(2_000, 2_000),
            bid(JOON, 1_900),
            Refusal.BELOW_MINIMUM),
        arguments("a unit above is enough", ledBy(2_000, 2_000), bid(JOON, 2_100), null),
        arguments(
            "a high maximum does not excuse a low amount",
            ledBy(2_000, 2_000),
            proxy(JOON, 2_000, 9_000),
            Refusal.BELOW_MINIMUM),
        arguments(
            "the leader's own maximum again",
            ledBy(2_000, 3_000),
            bid(MINA, 3_000),
            Refusal.BELOW_MINIMUM),
        arguments(
            "the leader within his own maximum",
            ledBy(2_000, 3_000),
            proxy(MINA, 2_100, 2_900),
            Refusal.BELOW_MINIMUM),
        arguments("the leader beyond his own maximum", ledBy(2_000, 3_000), bid(MINA, 3_100), null),
        arguments(
            "another within the leader's maximum", ledBy(2_000, 3_000), bid(JOON, 2_100), null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refuses(String fact, Standing standing, Bid bid, @Nullable Refusal expected) {
    assertThat(standing.refusal(bid)).isEqualTo(expected);
  }

  static Stream<Arguments> prices() {
    return Stream.of(
        arguments(
            "the first bid sets the price",
            fresh(),
            bid(JOON, 1_500),
            Standing.Result.LEADS,
            1_500,
            JOON,
            1_500),
        arguments(
            "a first maximum stays hidden",
            fresh(),
            proxy(JOON, 1_000, 4_000),
            Standing.Result.LEADS,
            1_000,
            JOON,
            4_000),
        arguments(
            "a plain bid above a plain bid",
            ledBy(2_000, 2_000),
            bid(JOON, 2_500),
            Standing.Result.LEADS,
            2_500,
            JOON,
            2_500),
        arguments(
            "a maximum pays one unit above the second",
            ledBy(2_000, 3_000),
            proxy(JOON, 2_100, 9_000),
            Standing.Result.LEADS,
            3_100,
            JOON,
            9_000),
        arguments(
            "but never less than was bid",
            ledBy(2_000, 3_000),
            proxy(JOON, 3_500, 9_000),
            Standing.Result.LEADS,
            3_500,
            JOON,
            9_000),
        arguments(
            "nor more than the winner's maximum",
            ledBy(2_000, 3_000),
            proxy(JOON, 2_100, 3_100),
            Standing.Result.LEADS,
            3_100,
            JOON,
            3_100),
        arguments(
            "a lower one lifts the price above itself",
            ledBy(2_000, 3_000),
            bid(JOON, 2_500),
            Standing.Result.OUTBID,
            2_600,
            MINA,
            3_000),
        arguments(
            "its maximum counts, not its amount",
            ledBy(2_000, 3_000),
            proxy(JOON, 2_100, 2_500),
            Standing.Result.OUTBID,
            2_600,
            MINA,
            3_000),
        arguments(
            "not above the standing maximum",
            ledBy(2_000, 3_000),
            bid(JOON, 2_900),
            Standing.Result.OUTBID,
            3_000,
            MINA,
            3_000),
        arguments(
            "the earlier maximum wins a tie",
            ledBy(2_000, 3_000),
            bid(JOON, 3_000),
            Standing.Result.OUTBID,
            3_000,
            MINA,
            3_000),
        arguments(
            "raising one's own lead moves no price",
            ledBy(2_000, 3_000),
            bid(MINA, 4_000),
            Standing.Result.RAISED_OWN_MAXIMUM,
            2_000,
            MINA,
            4_000),
        arguments(
            "nor does raising one's own maximum",
            ledBy(2_000, 3_000),
            proxy(MINA, 2_100, 4_000),
            Standing.Result.RAISED_OWN_MAXIMUM,
            2_000,
            MINA,
            4_000),
        arguments(
            "the instant price buys",
            instant(),
            bid(JOON, INSTANT),
            Standing.Result.BOUGHT,
            INSTANT,
            JOON,
            INSTANT),
        arguments(
            "more than it buys at it",
            instant(),
            bid(JOON, INSTANT + 700),
            Standing.Result.BOUGHT,
            INSTANT,
            JOON,
            INSTANT),
        arguments(
            "a purchase passes every maximum",
            instantNearlyReached(),
            bid(JOON, INSTANT),
            Standing.Result.BOUGHT,
            INSTANT,
            JOON,
            INSTANT),
        arguments(
            "one unit less than it is a bid",
            instant(),
            bid(JOON, INSTANT - 100),
            Standing.Result.LEADS,
            4_900,
            JOON,
            4_900),
        arguments(
            "a maximum below the reserve leaves the price",
            reserve(3_000),
            proxy(JOON, 1_000, 2_900),
            Standing.Result.LEADS,
            1_000,
            JOON,
            2_900),
        arguments(
            "a maximum at the reserve lifts the price to it",
            reserve(3_000),
            proxy(JOON, 1_000, 3_000),
            Standing.Result.LEADS,
            3_000,
            JOON,
            3_000),
        arguments(
            "a price above the reserve is not lowered",
            reserve(3_000),
            proxy(JOON, 3_500, 9_000),
            Standing.Result.LEADS,
            3_500,
            JOON,
            9_000));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("prices")
  void movesPriceAndLeader(
      String fact,
      Standing standing,
      Bid bid,
      Standing.Result result,
      long price,
      long leader,
      long leaderMax) {
    assertThat(standing.refusal(bid)).isNull();
    assertThat(standing.apply(bid)).isEqualTo(result);
    assertThat(standing.price()).isEqualTo(price);
    assertThat(standing.leaderId()).isEqualTo(leader);
    assertThat(standing.leaderMax()).isEqualTo(leaderMax);
  }

  static Stream<Arguments> needs() {
    return Stream.of(
        arguments("a plain bid needs its amount", fresh(), bid(JOON, 1_500), 1_500),
        arguments("a proxy needs its maximum", fresh(), proxy(JOON, 1_000, 4_000), 4_000),
        arguments(
            "one that is beaten at once needs it too",
            ledBy(2_000, 3_000),
            bid(JOON, 2_500),
            2_500),
        arguments(
            "the leader needs his new maximum, not the rest",
            ledBy(2_000, 3_000),
            bid(MINA, 4_000),
            4_000),
        arguments("a purchase needs the instant price", instant(), bid(JOON, 9_000), INSTANT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("needs")
  void needsMoney(String fact, Standing standing, Bid bid, long need) {
    assertThat(standing.need(bid)).isEqualTo(need);
  }

  static Stream<Arguments> minimums() {
    return Stream.of(
        arguments("the start price before the first bid", fresh(), JOON, 1_000),
        arguments("a unit above the price after it", ledBy(2_000, 3_000), JOON, 2_100),
        arguments("a unit above his own maximum for the leader", ledBy(2_000, 3_000), MINA, 3_100));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("minimums")
  void tellsTheLeastNextBid(String fact, Standing standing, long bidder, long least) {
    assertThat(standing.minNextBidOf(bidder)).isEqualTo(least);
  }
}
