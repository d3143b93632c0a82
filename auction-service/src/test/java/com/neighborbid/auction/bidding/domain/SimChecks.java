package com.neighborbid.auction.bidding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What must hold in the simulated world: after every step, after every batch, and at rest.
final class SimChecks {
  private final SimWorld.Start start;
  private final Map<Long, SimWallet> wallets;
  private final List<Effect> told = new ArrayList<>();
  private final Map<Integer, String> outcomes = new TreeMap<>();
  private final Map<Integer, Boolean> reachedMinimum = new HashMap<>();
  private final Map<Long, Long> commandSeqs = new HashMap<>();
  private final Set<Long> captured = new HashSet<>();
  private long seq = 1;
  private int index;
  private boolean ended;
  private long entries;
  private String ledgerHash = LedgerEntry.FIRST;

  SimChecks(SimWorld.Start start, Map<Long, SimWallet> wallets) {
    this.start = start;
    this.wallets = wallets;
  }

  void arrives(SimInput.Placed bid, Auction auction) {
    AuctionSnapshot now = auction.snapshot();
    boolean withinOwn = now.leaderId() == bid.bidderId() && bid.max() <= now.leaderMax();
    boolean buys =
        auction.terms().prices().isInstantOpen(now.price(), now.bidCount())
            && bid.amount() >= auction.terms().prices().instant();
    reachedMinimum.put(bid.number(), buys || (bid.amount() >= auction.minNextBid() && !withinOwn));
  }

  void told(Effect effect) {
    told.add(effect);
    switch (effect) {
      case Effect.SetHold hold -> command(hold.bidderId(), hold.commandSeq());
      case Effect.Capture capture -> {
        command(capture.winnerId(), capture.commandSeq());
        captured.add(capture.winnerId());
      }
      case Effect.BidDecided decided -> decided(decided);
      case Effect.Extended extended -> numbered(extended.seq(), extended.eventIndex(), false);
      case Effect.Started started ->
          numbered(started.moment().seq(), started.moment().eventIndex(), true);
      case Effect.Ended end -> {
        numbered(end.moment().seq(), end.moment().eventIndex(), isOwnStep(end));
        ended = true;
      }
      case Effect.Changed changed -> numbered(changed.moment());
      case Effect.Cancelled cancelled -> {
        numbered(cancelled.moment());
        ended = true;
      }
      case Effect.Recorded recorded -> recorded(recorded);
      case Effect.CommandDecided command ->
          require(command.refusal() != CommandRefusal.INTERNAL, "INTERNAL: " + command);
      case Effect.Offered offered -> require(ended, "an offer before the end: " + offered);
      case Effect.LostLead lost -> require(lost.bidderId() != 0, "nobody lost the lead");
    }
  }

  private static boolean isOwnStep(Effect.Ended end) {
    return switch (end.by()) {
      case TIME, SELLER -> true;
      case BUY_NOW, SECOND_CHANCE -> false;
    };
  }

  /// The public ledger has one entry for every step, each chained to the one before.
  private void recorded(Effect.Recorded recorded) {
    LedgerEntry entry = recorded.entry();
    require(entry.seq() == entries + 1, "ledger entry " + entry.seq() + " after " + entries);
    require(entry.previous().equals(ledgerHash), "the ledger's chain is broken");
    require(recorded.hash().equals(entry.hash()), "another hash than the entry's");
    entries = entry.seq();
    ledgerHash = recorded.hash();
  }

  private void numbered(Effect.Moment moment) {
    numbered(moment.seq(), moment.eventIndex(), true);
    require(moment.ledgerHash().equals(ledgerHash), "a step told before its entry");
  }

  private void command(long bidder, long commandSeq) {
    require(!captured.contains(bidder), "a command after the capture");
    require(
        commandSeq == commandSeqs.merge(bidder, 1L, Long::sum), "command_seq has a gap or repeat");
  }

  private void decided(Effect.BidDecided decided) {
    int number = (int) decided.bid().bid().id().getLeastSignificantBits();
    boolean counts = decided.refusal() == null;
    require(!(counts && ended), "a bid counts after the end");
    boolean moved = counts && decided.step() != 0;
    if (moved || !counts) {
      numbered(decided.seq(), decided.eventIndex(), moved);
    }
    if (decided.refusal() == Refusal.OUTBID_MEANWHILE) {
      require(reachedMinimum.get(number), "OUTBID_MEANWHILE, but too low on arrival");
    } else if (decided.refusal() == Refusal.BELOW_MINIMUM) {
      require(!reachedMinimum.get(number), "BELOW_MINIMUM, but high enough on arrival");
    }
    require(decided.refusal() != Refusal.INTERNAL, "INTERNAL");
    String word = word(decided) + (counts ? " " + decided.price() : "");
    require(outcomes.put(number, word) == null, "bid " + number + " decided twice");
  }

  private static String word(Effect.BidDecided decided) {
    if (decided.refusal() != null) {
      return decided.refusal() == Refusal.INSUFFICIENT_FUNDS ? "UNFUNDED" : "REFUSED";
    }
    if (decided.won()) {
      return "WON";
    }
    if (decided.outbidAtOnce()) {
      return "OUTBID";
    }
    return decided.step() == 0 ? "RAISED" : "LEADS";
  }

  /// Every step has the next number, every event in between the next index.
  private void numbered(long newSeq, int newIndex, boolean step) {
    seq += step ? 1 : 0;
    index = step ? 0 : index + 1;
    require(newSeq == seq && newIndex == index, "numbered " + newSeq + "/" + newIndex);
  }

  /// Nobody leads without the money.
  void afterStep(Auction auction) {
    AuctionSnapshot now = auction.snapshot();
    if (now.leaderId() != 0 && !now.ended()) {
      long held = wallets.get(now.leaderId()).level();
      require(held >= now.leaderMax(), "leader " + now.leaderId() + " holds only " + held);
    }
  }

  /// The level that was sent last is the level that is needed, for everybody (1.5).
  void afterBatch(Auction auction) {
    AuctionSnapshot now = auction.snapshot();
    for (long user : commandSeqs.keySet()) {
      if (!auction.knowsPositionOf(user)) {
        continue; // kept elsewhere, and nothing has changed it since
      }
      long lead = now.leaderId() == user && !now.ended() ? now.leaderMax() : 0;
      long asked =
          auction.undecided().stream()
              .filter(QueuedBid.class::isInstance)
              .map(QueuedBid.class::cast)
              .filter(bid -> bid.bid().bidderId() == user)
              .filter(bid -> bid.answer() != QueuedBid.Answer.DECLINED)
              .mapToLong(QueuedBid::asked)
              .max()
              .orElse(0);
      PositionSnapshot position = auction.position(user);
      long sent = position.levelSent();
      require(
          position.captured() || sent == Math.max(lead, asked),
          "level sent for " + user + " is " + sent + ", needed " + lead + " or " + asked);
    }
  }

  void atRest(Auction auction) {
    AuctionSnapshot now = auction.snapshot();
    require(auction.undecided().isEmpty(), "stuck: " + auction.undecidedCount());
    require(now.seq() == entries, "steps without an entry in the ledger");
    require(now.ledgerHash().equals(ledgerHash), "the ledger's head is another");
    long total = 0;
    long started = 0;
    for (Map.Entry<Long, SimWallet> entry : wallets.entrySet()) {
      SimWallet wallet = entry.getValue();
      total += wallet.available() + wallet.level() + wallet.outside();
      started += start.funds().getOrDefault(entry.getKey(), 0L);
      boolean leads = now.leaderId() == entry.getKey() && !now.ended();
      long needed = leads ? now.leaderMax() : 0;
      require(wallet.level() == needed, entry.getKey() + " holds " + wallet.level());
      boolean won = now.winnerId() == entry.getKey();
      require(wallet.paid() == (won ? now.price() : 0), entry.getKey() + " paid wrongly");
    }
    require(total == started, "money made or lost: " + (total - started));
    long earned = now.winnerId() == 0 ? 0 : now.price();
    SimWallet seller = wallets.get(SimWorld.SELLER);
    require(seller.available() + seller.outside() == earned, "the seller earned wrongly");
    require(ended == now.ended(), "the end was not told");
  }

  void asOracle(Auction auction, List<SimInput> log) {
    SimOracle oracle = new SimOracle(start);
    log.forEach(oracle::decide);
    assertThat(outcomes).as("outcomes by bid").isEqualTo(oracle.outcomes);
    AuctionSnapshot now = auction.snapshot();
    assertThat(
            List.of(now.price(), now.leaderId(), now.leaderMax(), now.endsAtMs(), now.bidCount()))
        .as("price, leader, maximum, end, bids")
        .isEqualTo(
            List.of(
                oracle.price, oracle.leaderId, oracle.leaderMax, oracle.endsAtMs, oracle.bidCount));
    assertThat(now.ended()).as("ended").isEqualTo(oracle.ended);
    assertThat(now.cancelled()).as("cancelled").isEqualTo(oracle.cancelled);
    assertThat(now.suspended()).as("suspended").isEqualTo(oracle.suspended);
    assertThat(now.winnerId()).as("winner").isEqualTo(oracle.sold ? oracle.leaderId : 0);
  }

  List<Effect> toldSoFar() {
    return told;
  }

  private static void require(boolean holds, String broken) {
    if (!holds) {
      throw new AssertionError(broken);
    }
  }
}
