package com.neighborbid.auction.bidding.domain;

import static com.neighborbid.auction.bidding.domain.Standings.END;
import static com.neighborbid.auction.bidding.domain.Standings.INSTANT;
import static com.neighborbid.auction.bidding.domain.Standings.MINA;
import static com.neighborbid.auction.bidding.domain.Standings.bid;
import static com.neighborbid.auction.bidding.domain.Standings.bidAt;
import static com.neighborbid.auction.bidding.domain.Standings.ended;
import static com.neighborbid.auction.bidding.domain.Standings.fresh;
import static com.neighborbid.auction.bidding.domain.Standings.ledBy;
import static com.neighborbid.auction.bidding.domain.Standings.proxy;
import static com.neighborbid.auction.bidding.domain.Standings.reserve;
import static com.neighborbid.auction.bidding.domain.Standings.softClose;
import static com.neighborbid.auction.bidding.domain.Standings.softCloseInstant;
import static com.neighborbid.auction.bidding.domain.Standings.softCloseLedByMax;
import static com.neighborbid.auction.bidding.domain.Standings.softCloseMoved;
import static com.neighborbid.auction.bidding.domain.Standings.standing;
import static com.neighborbid.auction.bidding.domain.Standings.startingAt;
import static com.neighborbid.auction.bidding.domain.Standings.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of the end, as tables: when it moves, who may bring it, what it sells.
class StandingEndTest {
  static Stream<Arguments> ends() {
    return Stream.of(
        arguments("a fixed end stays", fresh(), bidAt(END - 1), END),
        arguments("before the last seconds it stays", softClose(10_000), bidAt(END - 10_001), END),
        arguments(
            "at their first ms it stays, being as far away",
            softClose(10_000),
            bidAt(END - 10_000),
            END),
        arguments(
            "within them it moves to the bid and as much",
            softClose(10_000),
            bidAt(END - 4_000),
            END + 6_000),
        arguments(
            "it moves again from where it stands",
            softCloseMoved(),
            bidAt(END + 5_000),
            END + 15_000),
        arguments(
            "judged on the end as it stands", softCloseMoved(), bidAt(END - 4_001), END + 6_000),
        arguments(
            "one beaten at once moves it",
            softCloseLedByMax(),
            bidAt(END - 4_000, 2_100),
            END + 6_000),
        arguments(
            "the leader's own raise does not",
            softCloseLedByMax(),
            bidAt(MINA, END - 4_000, 9_000),
            END),
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
        arguments("nothing closes twice", ended(), Closes.byTimer(9, END), false),
        arguments("the timer before the end", fresh(), Closes.byTimer(9, END - 1), false),
        arguments("the timer at the end", fresh(), Closes.byTimer(9, END), true),
        arguments(
            "the timer at an end that has moved", softCloseMoved(), Closes.byTimer(9, END), false),
        arguments("the seller at any time", fresh(), Closes.bySeller(9, 1), true),
        arguments(
            "the seller not before the start", startingAt(500), Closes.bySeller(9, 499), false),
        arguments("the seller from the start on", startingAt(500), Closes.bySeller(9, 500), true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("closes")
  void closes(String fact, Standing standing, QueuedCommand close, boolean expected) {
    assertThat(standing.refusal(close) == null).isEqualTo(expected);
  }

  static Stream<Arguments> sales() {
    return Stream.of(
        arguments("without a bid it is unsold", fresh(), false, 0),
        arguments("with a bid it is sold at the price", ledBy(2_000, 3_000), true, 2_000),
        arguments(
            "below the reserve it is unsold", with(reserve(3_000), bid(MINA, 2_900)), false, 2_900),
        arguments("at the reserve it is sold", with(reserve(3_000), bid(MINA, 3_000)), true, 3_000),
        arguments(
            "a maximum lifted to the reserve is sold at it",
            with(reserve(3_000), proxy(MINA, 1_000, 4_000)),
            true,
            3_000),
        arguments(
            "so is one that its owner raised to it later",
            with(reserve(3_000), bid(MINA, 1_000), bid(MINA, 4_000)),
            true,
            3_000),
        arguments(
            "a purchase is sold below any reserve",
            with(standing(INSTANT, 6_000, 0), bid(MINA, INSTANT)),
            true,
            INSTANT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sales")
  void sells(String fact, Standing standing, boolean sold, long price) {
    standing.end();
    assertThat(standing.isSold()).isEqualTo(sold);
    assertThat(standing.price()).isEqualTo(price);
  }
}
