package com.neighborbid.auction.bidding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncrementsTest {
  @ParameterizedTest(name = "{0} at {1} with unit {2}: {3}")
  @CsvSource({
    "FIXED,  0,         100,   100",
    "FIXED,  9000000,   100,   100",
    "TIERED, 0,         10,    50",
    "TIERED, 999,       1,     50",
    "TIERED, 1000,      1,     250",
    "TIERED, 4999,      1,     250",
    "TIERED, 5000,      1,     500",
    "TIERED, 24999,     1,     500",
    "TIERED, 25000,     1,     1000",
    "TIERED, 99999,     1,     1000",
    "TIERED, 100000,    1,     2500",
    "TIERED, 250000,    1,     5000",
    "TIERED, 500000,    1,     10000",
    "TIERED, 1000000,   1,     25000",
    "TIERED, 2500000,   1,     50000",
    "TIERED, 4999999,   1,     50000",
    "TIERED, 5000000,   1,     100000",
    "TIERED, 1000000000000, 1, 100000",
    // a multiple of the unit, and never less than one
    "TIERED, 1000,      100,   300",
    "TIERED, 1000,      1000,  1000",
  })
  void standsAboveThePrice(Increments increments, long price, long unit, long expected) {
    assertThat(increments.above(price, unit)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} against {1}: price {2}")
  @CsvSource({
    // the loser's maximum plus the increment at it, never more than the winner's maximum
    "5000, 9000, 5500",
    "5000, 5300, 5300",
    "24800, 30000, 25300",
    "25000, 30000, 26000",
  })
  void tieredProxiesMeetAtTheSecondMaximumPlusItsIncrement(long second, long first, long price) {
    Prices prices = new Prices(1_000, 100, Increments.TIERED, 0, 100, 0);
    Terms terms = new Terms(7, 99, prices, 0, SoftClose.NONE, Fee.NONE, new ListingVersion(1, ""));
    Standing standing = new Standing(terms, Standings.END);
    standing.apply(Standings.proxy(Standings.MINA, 1_000, first));
    standing.apply(Standings.proxy(Standings.JOON, 2_000, second));

    assertThat(standing.price()).isEqualTo(price);
    assertThat(standing.leaderId()).isEqualTo(Standings.MINA);
  }
}
