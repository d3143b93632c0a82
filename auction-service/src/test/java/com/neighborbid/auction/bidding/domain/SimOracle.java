package com.neighborbid.auction.bidding.domain;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Decides a log one input after the other, knowing at once what everybody owns: no queue, no
/// asking. What the auction decides must be the same. Written from the rules a second time, on
/// purpose.
final class SimOracle {
  private final Terms terms;
  private final Map<Long, Long> funds;
  private final Set<Integer> seen = new HashSet<>();
  final Map<Integer, String> outcomes = new TreeMap<>();
  long price;
  long leaderId;
  long leaderMax;
  long endsAtMs;
  long bidCount;
  boolean ended;
  boolean sold;

  SimOracle(Terms terms, long endsAtMs, Map<Long, Long> funds) {
    this.terms = terms;
    this.endsAtMs = endsAtMs;
    this.funds = funds;
  }

  void decide(SimInput input) {
    switch (input) {
      case SimInput.Answer _ -> {}
      case SimInput.Close close -> {
        if (!ended && (close.bySeller() || close.timeMs() >= endsAtMs)) {
          end();
        }
      }
      case SimInput.Placed bid -> {
        if (seen.add(bid.number())) {
          outcomes.put(bid.number(), outcome(bid));
        }
      }
    }
  }

  private String outcome(SimInput.Placed bid) {
    if (ended || bid.timeMs() >= endsAtMs) {
      return "REFUSED";
    }
    boolean buys = terms.prices().instant() > 0 && bid.amount() >= terms.prices().instant();
    boolean own = bid.bidderId() == leaderId;
    long least = bidCount == 0 ? terms.prices().start() : price + terms.prices().unit();
    if (!buys && (bid.amount() < least || own && bid.max() <= leaderMax)) {
      return "REFUSED";
    }
    long need = buys ? terms.prices().instant() : bid.max();
    if (need > funds.getOrDefault(bid.bidderId(), 0L)) {
      return "UNFUNDED";
    }
    if (buys) {
      price = leaderMax = terms.prices().instant();
      leaderId = bid.bidderId();
      bidCount++;
      end();
      sold = true;
      return "WON " + price;
    }
    if (own) {
      leaderMax = bid.max();
      return "RAISED " + price;
    }
    bidCount++;
    String word = compete(bid);
    if (leaderMax >= terms.prices().reserve() && price < terms.prices().reserve()) {
      price = terms.prices().reserve();
    }
    if (terms.softClose().windowMs() > 0
        && bid.timeMs() >= endsAtMs - terms.softClose().windowMs()) {
      endsAtMs = Math.max(endsAtMs, bid.timeMs() + terms.softClose().windowMs());
    }
    return word + " " + price;
  }

  private String compete(SimInput.Placed bid) {
    if (leaderId != 0 && bid.max() <= leaderMax) {
      price = Math.min(leaderMax, bid.max() + terms.prices().unit());
      return "OUTBID";
    }
    long forced = leaderId == 0 ? 0 : Math.min(bid.max(), leaderMax + terms.prices().unit());
    price = Math.max(bid.amount(), forced);
    leaderId = bid.bidderId();
    leaderMax = bid.max();
    return "LEADS";
  }

  private void end() {
    ended = true;
    if (leaderMax >= terms.prices().reserve() && price < terms.prices().reserve()) {
      price = terms.prices().reserve();
    }
    sold = leaderId != 0 && price >= terms.prices().reserve();
  }
}
