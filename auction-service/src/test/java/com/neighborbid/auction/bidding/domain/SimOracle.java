package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.Command.PauseCause;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Decides a log one input after the other, knowing at once what everybody owns: no queue, no
/// asking. What the auction decides must be the same. Written from the rules a second time, on
/// purpose.
final class SimOracle {
  private final Map<Long, Long> funds;
  private final Increments increments;
  private final long unit;
  private final int instantUntilPercent;
  private final long softCloseMs;
  private final Set<Integer> seen = new HashSet<>();
  private final Set<PauseCause> pauses = EnumSet.noneOf(PauseCause.class);
  private long pausedSince;
  private long startPrice;
  private final long instant;
  private final long reserve;
  private long latestEnd;
  final Map<Integer, String> outcomes = new TreeMap<>();
  final Set<Long> suspended = new HashSet<>();
  long price;
  long leaderId;
  long leaderMax;
  long endsAtMs;
  long bidCount;
  boolean ended;
  boolean cancelled;
  boolean sold;

  SimOracle(SimWorld.Start start) {
    Prices prices = start.terms().prices();
    this.funds = start.funds();
    this.endsAtMs = start.endsAtMs();
    this.startPrice = prices.start();
    this.unit = prices.unit();
    this.increments = prices.increments();
    this.instant = prices.instant();
    this.instantUntilPercent = prices.instantUntilPercent();
    this.reserve = prices.reserve();
    this.softCloseMs = start.terms().softClose().windowMs();
    this.latestEnd = start.terms().softClose().latestEndMs();
  }

  void decide(SimInput input) {
    switch (input) {
      case SimInput.Answer _ -> {}
      case SimInput.Wanted wanted -> decide(wanted.command(), wanted.timeMs());
      case SimInput.Placed bid -> {
        if (seen.add(bid.number())) {
          outcomes.put(bid.number(), outcome(bid));
        }
      }
    }
  }

  private void decide(Command command, long time) {
    boolean paused = !pauses.isEmpty();
    boolean over = ended || (!paused && time >= endsAtMs);
    switch (command) {
      case Command.Close close -> {
        if (!ended && (close.bySeller() ? !paused : over)) {
          end();
        }
      }
      case Command.Cancel cancel -> {
        if (!ended && (cancel.byAdmin() || (sellers(cancel) && !over && bidCount == 0))) {
          ended = true;
          cancelled = true;
        }
      }
      case Command.Edit edit -> {
        if (!over && bidCount == 0) {
          edit(edit.change());
        }
      }
      case Command.Pause pause -> {
        if (!over) {
          pausedSince = paused ? pausedSince : time;
          pauses.add(pause.cause());
        }
      }
      case Command.Resume resume -> {
        if (pauses.remove(resume.cause()) && pauses.isEmpty() && !ended) {
          endsAtMs += time - pausedSince;
          latestEnd += latestEnd == 0 ? 0 : time - pausedSince;
        }
      }
      case Command.SuspendBidder suspension -> {
        if (!ended) {
          suspended.add(suspension.bidderId());
          if (leaderId == suspension.bidderId()) {
            leaderId = 0;
            leaderMax = price;
          }
        }
      }
      case Command.Offer _ -> throw new AssertionError("no offers here");
    }
  }

  private static boolean sellers(Command.Cancel cancel) {
    return cancel.requestedBy() == SimWorld.SELLER;
  }

  private void edit(TermsChange change) {
    Long newStart = change.startPrice();
    Long newEnd = change.endsAtMs();
    boolean sound =
        (newEnd == null || newEnd >= endsAtMs)
            && (newStart == null || instant == 0 || newStart <= instant);
    if (sound) {
      startPrice = newStart == null ? startPrice : newStart;
      if (newEnd != null) {
        latestEnd += latestEnd == 0 ? 0 : newEnd - endsAtMs;
        endsAtMs = newEnd;
      }
    }
  }

  private boolean buysAt(long amount) {
    boolean open =
        instantUntilPercent == 0 ? bidCount == 0 : price * 100 <= instant * instantUntilPercent;
    return instant > 0 && amount >= instant && price < instant && open;
  }

  private String outcome(SimInput.Placed bid) {
    boolean standsStill = !pauses.isEmpty();
    if (ended || standsStill || bid.timeMs() >= endsAtMs || suspended.contains(bid.bidderId())) {
      return "REFUSED";
    }
    boolean buys = buysAt(bid.amount());
    if (bid.kind() == Bid.Kind.BUY_NOW && !(buys && bid.amount() == instant)) {
      return "REFUSED";
    }
    boolean own = bid.bidderId() == leaderId;
    long least = bidCount == 0 ? startPrice : price + increments.above(price, unit);
    if (!buys && (bid.amount() < least || own && bid.max() <= leaderMax)) {
      return "REFUSED";
    }
    long need = buys ? instant : bid.max();
    if (need > funds.getOrDefault(bid.bidderId(), 0L)) {
      return "UNFUNDED";
    }
    if (buys) {
      price = leaderMax = instant;
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
    liftToReserve();
    extend(bid.timeMs());
    return word + " " + price;
  }

  private String compete(SimInput.Placed bid) {
    if (leaderId != 0 && bid.max() <= leaderMax) {
      price = Math.min(leaderMax, bid.max() + increments.above(bid.max(), unit));
      return "OUTBID";
    }
    long forced =
        leaderId == 0 ? 0 : Math.min(bid.max(), leaderMax + increments.above(leaderMax, unit));
    price = Math.max(bid.amount(), forced);
    leaderId = bid.bidderId();
    leaderMax = bid.max();
    return "LEADS";
  }

  private void extend(long time) {
    if (softCloseMs > 0 && time >= endsAtMs - softCloseMs) {
      long wanted = time + softCloseMs;
      long allowed = latestEnd == 0 ? wanted : Math.min(wanted, latestEnd);
      endsAtMs = Math.max(endsAtMs, allowed);
    }
  }

  private void liftToReserve() {
    if (leaderMax >= reserve && price < reserve) {
      price = reserve;
    }
  }

  private void end() {
    ended = true;
    liftToReserve();
    boolean bought = instant > 0 && price >= instant;
    sold = leaderId != 0 && (price >= reserve || bought);
  }
}
