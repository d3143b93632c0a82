package com.neighborbid.auction.bidding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One table for each rule that is a small function of its own.
class SmallRulesTest {
  @ParameterizedTest(name = "{0} bp, at least {1}, of {2}: {3}")
  @CsvSource({
    "0,    0,    15000,         0",
    "250,  0,    15000,         375",
    "250,  0,    15001,         375", // rounded down
    "1,    0,    9999,          0",
    "250,  1000, 15000,         1000",
    "250,  1000, 100000,        2500",
    "250,  1000, 600,           600", // never more than the price
    "10000, 0,   15000,         15000",
    "10000, 0,   1000000000000, 1000000000000",
  })
  void fee(int basisPoints, long minimum, long price, long expected) {
    assertThat(new Fee(basisPoints, minimum).of(price)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "window {0}, latest {1}, bid at {2}: end {3}")
  @CsvSource({
    "0,     0,     59999, 60000", // fixed
    "10000, 0,     49999, 60000", // too early
    "10000, 0,     50000, 60000", // exactly at the edge moves it by nothing
    "10000, 0,     50001, 60001",
    "10000, 0,     59999, 69999",
    "10000, 65000, 59999, 65000", // no further than the limit
    "10000, 60000, 59999, 60000", // no room at all
    "10000, 65000, 52000, 62000",
  })
  void softClose(long window, long latest, long bidTime, long end) {
    assertThat(new SoftClose(window, latest).endAfter(bidTime, 60_000)).isEqualTo(end);
  }

  @ParameterizedTest(name = "instant {0} until {1} %, price {2}, bids {3}: {4}")
  @CsvSource({
    "0,    100, 0,    0, false",
    "5000, 100, 0,    0, true",
    "5000, 100, 4900, 9, true",
    "5000, 100, 5000, 9, false",
    "5000, 0,   0,    0, true",
    "5000, 0,   1000, 1, false", // only before the first bid
    "5000, 50,  2500, 3, true",
    "5000, 50,  2600, 3, false", // the price has passed the share
    "5000, 1,   0,    0, true",
  })
  void instantPriceIsOpen(long instant, int percent, long price, long bids, boolean open) {
    Prices prices = new Prices(1_000, 100, Increments.FIXED, instant, percent, 0);
    assertThat(prices.isInstantOpen(price, bids)).isEqualTo(open);
  }

  @ParameterizedTest(name = "reserve {0}, price {1}, maximum {2}: {3}")
  @CsvSource({
    "0,    1000, 9000, 1000",
    "5000, 1000, 4900, 1000",
    "5000, 1000, 5000, 5000",
    "5000, 6000, 9000, 6000",
  })
  void reserveLiftsThePrice(long reserve, long price, long max, long expected) {
    Prices prices = new Prices(1_000, 100, Increments.FIXED, 0, 100, reserve);
    assertThat(prices.liftedToReserve(price, max)).isEqualTo(expected);
  }

  @Test
  void anEntrysHashCoversEveryPartAndTheEntryBefore() {
    LedgerEntry entry =
        new LedgerEntry(
            7, 2, LedgerEntry.Kind.BID, 1_000, 5, 1_500, 1_500, 1, 1, 60_000, "", null, "00");
    // echo -n 'neighborbid-ledger-1|7|2|BID|1970-01-01T00:00:01Z|5|1500|1500|1|1|…' | sha256sum
    assertThat(entry.hash())
        .isEqualTo("f9b7c0813f47989165116c90b32234446e221e72e14d5cb8bb77ad46663d4576");
  }
}
