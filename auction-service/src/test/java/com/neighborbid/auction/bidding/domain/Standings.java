package com.neighborbid.auction.bidding.domain;

import java.util.UUID;

/// Standings and bids for the tables of rules. Start price 1,000, unit 100, from 0 ms to 60,000 ms,
/// unless a name says otherwise.
final class Standings {
  static final long MINA = 1;
  static final long JOON = 2;
  static final long END = 60_000;
  static final long INSTANT = 5_000;

  private Standings() {}

  static Standing standing(long instant, long reserve, long softCloseMs) {
    return new Standing(Terms.fixed(7, 99, 1_000, 100, instant, reserve, 0, softCloseMs), END);
  }

  static Standing fresh() {
    return standing(0, 0, 0);
  }

  static Standing startingAt(long startsAtMs) {
    return new Standing(Terms.fixed(7, 99, 1_000, 100, 0, 0, startsAtMs, 0), END);
  }

  static Standing instant() {
    return standing(INSTANT, 0, 0);
  }

  static Standing instantNearlyReached() {
    return with(instant(), proxy(MINA, 4_900, 4_900));
  }

  static Standing bought() {
    return with(instant(), bid(MINA, INSTANT));
  }

  static Standing reserve(long reserve) {
    return standing(0, reserve, 0);
  }

  static Standing softClose(long ms) {
    return standing(0, 0, ms);
  }

  static Standing softCloseMoved() {
    return with(softClose(10_000), bidAt(MINA, END - 4_000, 1_000));
  }

  static Standing softCloseLedByMax() {
    return with(softClose(10_000), proxy(MINA, 2_000, 3_000));
  }

  static Standing softCloseInstant() {
    return standing(INSTANT, 0, 10_000);
  }

  static Standing ledBy(long price, long max) {
    return with(fresh(), proxy(MINA, price, max));
  }

  static Standing ended() {
    Standing standing = ledBy(2_000, 2_000);
    standing.end();
    return standing;
  }

  static Standing with(Standing standing, Bid... bids) {
    for (Bid bid : bids) {
      standing.apply(bid);
    }
    return standing;
  }

  static Bid bid(long bidder, long amount) {
    return proxy(bidder, amount, amount);
  }

  static Bid proxy(long bidder, long amount, long max) {
    return new Bid(new UUID(0, amount), bidder, amount, max, 1_000, amount);
  }

  static Bid bidAt(long timeMs) {
    return bidAt(timeMs, 2_000);
  }

  static Bid bidAt(long timeMs, long amount) {
    return bidAt(JOON, timeMs, amount);
  }

  static Bid bidAt(long bidder, long timeMs, long amount) {
    return new Bid(new UUID(0, amount), bidder, amount, amount, timeMs, timeMs);
  }
}
