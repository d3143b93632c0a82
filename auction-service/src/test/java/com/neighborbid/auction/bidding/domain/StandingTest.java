package com.neighborbid.auction.bidding.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of price, leader and end, as tables: one fact per row, rows in rule order. Start price 1,000,
/// unit 100, from 0 ms to 60,000 ms, unless a row says otherwise.
class StandingTest {
  private static final long MINA = 1;
  private static final long JOON = 2;
  private static final long END = 60_000;
  private static final long INSTANT = 5_000;

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments("after it has ended", ended(), bid(JOON, 9_000), Refusal.AUCTION_ENDED),
        arguments("an end by price counts too", bought(), bid(JOON, 9_000), Refusal.AUCTION_ENDED),
        arguments("at the end time", fresh(), bidAt(END), Refusal.AUCTION_ENDED),
        arguments("one ms before the end it counts", fresh(), bidAt(END - 1), null),
        arguments("late and too low is late", fresh(), bidAt(END, 1), Refusal.AUCTION_ENDED),
        arguments("a purchase is bound to the end", instant(), bidAt(END, INSTANT), Refusal.AUCTION_ENDED),
        arguments("a purchase needs no minimum", instantNearlyReached(), bid(JOON, INSTANT), null),
        arguments("the leader may purchase", instantNearlyReached(), bid(MINA, INSTANT), null),
        arguments("one unit below the start price", fresh(), bid(JOON, 900), Refusal.BELOW_MINIMUM),
        arguments("the start price is enough for the first", fresh(), bid(JOON, 1_000), null),
        arguments("the price itself is too low", ledBy(2_000, 2_000), bid(JOON, 2_000), Refusal.BELOW_MINIMUM),
        arguments("less than a unit above is too low", ledBy(2_000, 2_000), bid(JOON, 2_099), Refusal.BELOW_MINIMUM),
        arguments("a unit above is enough", ledBy(2_000, 2_000), bid(JOON, 2_100), null),
        arguments("a high maximum does not excuse a low amount", ledBy(2_000, 2_000), proxy(JOON, 2_000, 9_000), Refusal.BELOW_MINIMUM),
        arguments("the leader's own maximum again", ledBy(2_000, 3_000), bid(MINA, 3_000), Refusal.BELOW_MINIMUM),
        arguments("the leader within his own maximum", ledBy(2_000, 3_000), proxy(MINA, 2_100, 2_900), Refusal.BELOW_MINIMUM),
        arguments("the leader beyond his own maximum", ledBy(2_000, 3_000), bid(MINA, 3_100), null),
        arguments("another within the leader's maximum", ledBy(2_000, 3_000), bid(JOON, 2_100), null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refuses(String fact, Standing standing, Bid bid, @Nullable Refusal expected) {
    assertThat(standing.refusal(bid)).isEqualTo(expected);
  }

  static Stream<Arguments> prices() {
    return Stream.of(
        arguments("the first bid sets the price", fresh(), bid(JOON, 1_500), Standing.Result.LEADS, 1_500, JOON, 1_500),
        arguments("a first maximum stays hidden", fresh(), proxy(JOON, 1_000, 4_000), Standing.Result.LEADS, 1_000, JOON, 4_000),
        arguments("a plain bid above a plain bid", ledBy(2_000, 2_000), bid(JOON, 2_500), Standing.Result.LEADS, 2_500, JOON, 2_500),
        arguments("a maximum pays one unit above the second", ledBy(2_000, 3_000), proxy(JOON, 2_100, 9_000), Standing.Result.LEADS, 3_100, JOON, 9_000),
        arguments("but never less than was bid", ledBy(2_000, 3_000), proxy(JOON, 3_500, 9_000), Standing.Result.LEADS, 3_500, JOON, 9_000),
        arguments("nor more than the winner's maximum", ledBy(2_000, 3_000), proxy(JOON, 2_100, 3_050), Standing.Result.LEADS, 3_050, JOON, 3_050),
        arguments("a lower one lifts the price above itself", ledBy(2_000, 3_000), bid(JOON, 2_500), Standing.Result.OUTBID, 2_600, MINA, 3_000),
        arguments("its maximum counts, not its amount", ledBy(2_000, 3_000), proxy(JOON, 2_100, 2_500), Standing.Result.OUTBID, 2_600, MINA, 3_000),
        arguments("not above the standing maximum", ledBy(2_000, 3_000), bid(JOON, 2_950), Standing.Result.OUTBID, 3_000, MINA, 3_000),
        arguments("the earlier maximum wins a tie", ledBy(2_000, 3_000), bid(JOON, 3_000), Standing.Result.OUTBID, 3_000, MINA, 3_000),
        arguments("raising one's own lead moves no price", ledBy(2_000, 3_000), bid(MINA, 4_000), Standing.Result.RAISED_OWN_MAXIMUM, 2_000, MINA, 4_000),
        arguments("nor does raising one's own maximum", ledBy(2_000, 3_000), proxy(MINA, 2_100, 4_000), Standing.Result.RAISED_OWN_MAXIMUM, 2_000, MINA, 4_000),
        arguments("the instant price buys", instant(), bid(JOON, INSTANT), Standing.Result.BOUGHT, INSTANT, JOON, INSTANT),
        arguments("more than it buys at it", instant(), bid(JOON, INSTANT + 700), Standing.Result.BOUGHT, INSTANT, JOON, INSTANT),
        arguments("a purchase passes every maximum", instantNearlyReached(), bid(JOON, INSTANT), Standing.Result.BOUGHT, INSTANT, JOON, INSTANT),
        arguments("one unit less than it is a bid", instant(), bid(JOON, INSTANT - 100), Standing.Result.LEADS, 4_900, JOON, 4_900),
        arguments("a maximum below the reserve leaves the price", reserve(3_000), proxy(JOON, 1_000, 2_900), Standing.Result.LEADS, 1_000, JOON, 2_900),
        arguments("a maximum at the reserve lifts the price to it", reserve(3_000), proxy(JOON, 1_000, 3_000), Standing.Result.LEADS, 3_000, JOON, 3_000),
        arguments("a price above the reserve is not lowered", reserve(3_000), proxy(JOON, 3_500, 9_000), Standing.Result.LEADS, 3_500, JOON, 9_000));
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
        arguments("one that is beaten at once needs it too", ledBy(2_000, 3_000), bid(JOON, 2_500), 2_500),
        arguments("the leader needs his new maximum, not the rest", ledBy(2_000, 3_000), bid(MINA, 4_000), 4_000),
        arguments("a purchase needs the instant price", instant(), bid(JOON, 9_000), INSTANT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("needs")
  void needsMoney(String fact, Standing standing, Bid bid, long need) {
    assertThat(standing.need(bid)).isEqualTo(need);
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        arguments("a fixed end stays", fresh(), bidAt(END - 1), END),
        arguments("before the last seconds it stays", softClose(10_000), bidAt(END - 10_001), END),
        arguments("at their first ms it stays, being as far away", softClose(10_000), bidAt(END - 10_000), END),
        arguments("within them it moves to the bid and as much", softClose(10_000), bidAt(END - 4_000), END + 6_000),
        arguments("it moves again from where it stands", softCloseMoved(), bidAt(END + 5_000), END + 15_000),
        arguments("judged on the end as it stands", softCloseMoved(), bidAt(END - 4_001), END + 6_000),
        arguments("one beaten at once moves it", softCloseLedByMax(), bidAt(END - 4_000, 2_100), END + 6_000),
        arguments("the leader's own raise does not", softCloseLedByMax(), bidAt(MINA, END - 4_000, 9_000), END),
        arguments("a purchase does not", softCloseInstant(), bidAt(END - 4_000, INSTANT), END));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void movesTheEnd(String fact, Standing standing, Bid bid, long end) {
    assertThat(standing.refusal(bid)).isNull();
    standing.apply(bid);
    assertThat(standing.endsAtMs()).isEqualTo(end);
  }

  static Stream<Arguments> closes() {
    return Stream.of(
        arguments("nothing closes twice", ended(), new QueuedClose(9, END, false), false),
        arguments("the timer before the end", fresh(), new QueuedClose(9, END - 1, false), false),
        arguments("the timer at the end", fresh(), new QueuedClose(9, END, false), true),
        arguments("the timer at an end that has moved", softCloseMoved(), new QueuedClose(9, END, false), false),
        arguments("the seller at any time", fresh(), new QueuedClose(9, 1, true), true),
        arguments("the seller not before the start", startingAt(500), new QueuedClose(9, 499, true), false),
        arguments("the seller from the start on", startingAt(500), new QueuedClose(9, 500, true), true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("closes")
  void closes(String fact, Standing standing, QueuedClose close, boolean expected) {
    assertThat(standing.closes(close)).isEqualTo(expected);
  }

  static Stream<Arguments> sales() {
    return Stream.of(
        arguments("without a bid it is unsold", fresh(), false, 0),
        arguments("with a bid it is sold at the price", ledBy(2_000, 3_000), true, 2_000),
        arguments("below the reserve it is unsold", with(reserve(3_000), bid(MINA, 2_900)), false, 2_900),
        arguments("at the reserve it is sold", with(reserve(3_000), bid(MINA, 3_000)), true, 3_000),
        arguments("a maximum lifted to the reserve is sold at it", with(reserve(3_000), proxy(MINA, 1_000, 4_000)), true, 3_000),
        arguments("so is one that its owner raised to it later", with(reserve(3_000), bid(MINA, 1_000), bid(MINA, 4_000)), true, 3_000),
        arguments("a purchase is sold below any reserve", with(standing(INSTANT, 6_000, 0), bid(MINA, INSTANT)), true, INSTANT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sales")
  void sells(String fact, Standing standing, boolean sold, long price) {
    standing.end();
    assertThat(standing.isSold()).isEqualTo(sold);
    assertThat(standing.price()).isEqualTo(price);
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

  private static Standing standing(long instant, long reserve, long softCloseMs) {
    return new Standing(new Terms(7, 99, 1_000, 100, instant, reserve, 0, softCloseMs), END);
  }

  private static Standing fresh() {
    return standing(0, 0, 0);
  }

  private static Standing startingAt(long startsAtMs) {
    return new Standing(new Terms(7, 99, 1_000, 100, 0, 0, startsAtMs, 0), END);
  }

  private static Standing instant() {
    return standing(INSTANT, 0, 0);
  }

  private static Standing instantNearlyReached() {
    return with(instant(), proxy(MINA, 4_900, 4_900));
  }

  private static Standing bought() {
    return with(instant(), bid(MINA, INSTANT));
  }

  private static Standing reserve(long reserve) {
    return standing(0, reserve, 0);
  }

  private static Standing softClose(long ms) {
    return standing(0, 0, ms);
  }

  private static Standing softCloseMoved() {
    return with(softClose(10_000), bidAt(MINA, END - 4_000, 1_000));
  }

  private static Standing softCloseLedByMax() {
    return with(softClose(10_000), proxy(MINA, 2_000, 3_000));
  }

  private static Standing softCloseInstant() {
    return standing(INSTANT, 0, 10_000);
  }

  private static Standing ledBy(long price, long max) {
    return with(fresh(), proxy(MINA, price, max));
  }

  private static Standing ended() {
    Standing standing = ledBy(2_000, 2_000);
    standing.end();
    return standing;
  }

  private static Standing with(Standing standing, Bid... bids) {
    for (Bid bid : bids) {
      standing.apply(bid);
    }
    return standing;
  }

  private static Bid bid(long bidder, long amount) {
    return proxy(bidder, amount, amount);
  }

  private static Bid proxy(long bidder, long amount, long max) {
    return new Bid(new UUID(0, amount), bidder, amount, max, 1_000, amount);
  }

  private static Bid bidAt(long timeMs) {
    return bidAt(timeMs, 2_000);
  }

  private static Bid bidAt(long timeMs, long amount) {
    return bidAt(JOON, timeMs, amount);
  }

  private static Bid bidAt(long bidder, long timeMs, long amount) {
    return new Bid(new UUID(0, amount), bidder, amount, amount, timeMs, timeMs);
  }
}
