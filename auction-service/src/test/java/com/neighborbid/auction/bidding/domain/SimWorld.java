package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.SimWallet.Command;
import com.neighborbid.auction.bidding.domain.SimWallet.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// The auction under test, its bidders' wallets, the two logs between them, and what a database
/// keeps. Messages leave in order and at least once; everything else may happen at any time.
final class SimWorld {
  static final long SELLER = 99;

  /// Where a run begins.
  record Start(Terms terms, long endsAtMs, Map<Long, Long> funds) {}

  private final Start start;
  private final List<Effect> effects = new ArrayList<>();
  private final KeptAuction kept;
  private final SimChecks checks;
  private Auction auction;

  private final List<SimInput> auctionLog = new ArrayList<>();
  private int nextInput;
  private final Set<UUID> knownBids = new HashSet<>();
  private final List<Effect> commands = new ArrayList<>();
  private int nextCommand;
  private final Map<Long, SimWallet> wallets = new TreeMap<>();
  private final Map<Long, List<Command>> walletLogs = new HashMap<>();
  private final Map<Long, Integer> nextOfWallet = new HashMap<>();
  private final Map<Long, Integer> nextMessage = new HashMap<>();

  /// Acts and effects, turned into text only where somebody wants to read it.
  private final List<Object> story = new ArrayList<>();

  SimWorld(Start start) {
    this.start = start;
    auction = Auction.open(start.terms(), start.endsAtMs(), 0, 0, effects::add);
    kept = new KeptAuction(auction);
    start.funds().forEach((user, funds) -> wallets.put(user, new SimWallet(user, funds)));
    wallets.put(SELLER, new SimWallet(SELLER, 0));
    for (long user : wallets.keySet()) {
      walletLogs.put(user, new ArrayList<>());
      nextOfWallet.put(user, 0);
      nextMessage.put(user, 0);
    }
    checks = new SimChecks(start, wallets);
    tellOpening();
  }

  private void tellOpening() {
    effects.forEach(checks::told);
    effects.clear();
  }

  /// Does what is possible, and checks what must hold after every step.
  ///
  /// @return false where the act is impossible now
  boolean act(SimAct act) {
    story.add(act);
    boolean done =
        switch (act) {
          case SimAct.Append append -> auctionLog.add(append.input());
          case SimAct.DecideBatch batch -> decideBatch(batch.records());
          case SimAct.LoseBatch batch -> loseBatch(batch.records());
          case SimAct.Restore _ -> restore();
          case SimAct.SendCommand _ -> sendCommand();
          case SimAct.ResendCommands resend -> {
            nextCommand = Math.max(0, nextCommand - resend.back());
            yield true;
          }
          case SimAct.AskAgain again ->
              again.index() < nextCommand && deliver(commands.get(again.index()));
          case SimAct.WalletDecides wallet -> walletDecides(wallet.userId());
          case SimAct.WalletSends wallet -> walletSends(wallet.userId());
          case SimAct.WalletResends resend -> {
            nextMessage.merge(
                resend.userId(), -resend.back(), (now, back) -> Math.max(0, now + back));
            yield true;
          }
          case SimAct.Money money ->
              walletLogs.get(money.userId()).add(new Command.Money(money.change()));
        };
    if (done) {
      checks.afterStep(auction);
    } else {
      story.removeLast();
    }
    return done;
  }

  private boolean decideBatch(int records) {
    if (nextInput == auctionLog.size()) {
      return false;
    }
    decide(records);
    nextInput = Math.min(auctionLog.size(), nextInput + records);
    for (Effect effect : effects) {
      story.add(effect);
      checks.told(effect);
      if (effect instanceof Effect.SetHold hold) {
        commands.add(hold);
      } else if (effect instanceof Effect.Capture capture) {
        commands.add(capture);
      }
    }
    effects.clear();
    kept.keep(auction, auction.takeChangedPositions());
    checks.afterBatch(auction);
    return true;
  }

  private boolean loseBatch(int records) {
    if (nextInput == auctionLog.size()) {
      return false;
    }
    Set<UUID> known = Set.copyOf(knownBids);
    decide(records);
    knownBids.retainAll(known);
    return restore();
  }

  private boolean restore() {
    effects.clear();
    auction = kept.restore(effects::add);
    return true;
  }

  private void decide(int records) {
    int end = Math.min(auctionLog.size(), nextInput + records);
    for (int i = nextInput; i < end; i++) {
      int offset = i;
      switch (auctionLog.get(i)) {
        case SimInput.Answer answer ->
            auction.answered(
                answer.bidderId(), answer.commandSeq(), answer.placed(), answer.timeMs());
        case SimInput.Wanted wanted ->
            auction.command(
                new QueuedCommand(wanted.id(), wanted.command(), wanted.timeMs(), offset));
        case SimInput.Placed bid -> {
          if (knownBids.add(bid.id())) {
            kept.restorePosition(auction, bid.bidderId());
            checks.arrives(bid, auction);
            auction.place(
                new Bid(
                    bid.id(),
                    bid.kind(),
                    bid.bidderId(),
                    bid.amount(),
                    bid.max(),
                    bid.timeMs(),
                    offset),
                null);
          }
        }
      }
    }
  }

  private boolean sendCommand() {
    return nextCommand < commands.size() && deliver(commands.get(nextCommand++));
  }

  private boolean deliver(Effect command) {
    return switch (command) {
      case Effect.SetHold hold ->
          walletLogs
              .get(hold.bidderId())
              .add(new Command.SetHold(hold.to(), hold.commandSeq(), hold.asking()));
      case Effect.Capture capture ->
          walletLogs
              .get(capture.winnerId())
              .add(new Command.Capture(capture.price(), capture.commandSeq()));
      default -> throw new AssertionError("no command: " + command);
    };
  }

  private boolean walletDecides(long user) {
    List<Command> log = walletLogs.get(user);
    int next = nextOfWallet.get(user);
    if (next == log.size()) {
      return false;
    }
    nextOfWallet.put(user, next + 1);
    wallets.get(user).decide(log.get(next));
    return true;
  }

  private boolean walletSends(long user) {
    List<Message> sent = wallets.get(user).sent();
    int next = nextMessage.get(user);
    if (next == sent.size()) {
      return false;
    }
    nextMessage.put(user, next + 1);
    return switch (sent.get(next)) {
      case Message.Answer answer ->
          auctionLog.add(new SimInput.Answer(user, answer.commandSeq(), answer.placed(), now()));
      case Message.Credit credit -> walletLogs.get(SELLER).add(new Command.Credit(credit.amount()));
    };
  }

  /// Log time: never before the last record.
  private long now() {
    return auctionLog.isEmpty() ? 0 : auctionLog.getLast().timeMs();
  }

  /// Lets everything that is under way arrive, then compares with the oracle.
  void comeToRest(boolean sameMoneyAsOracle) {
    boolean moved = true;
    while (moved) {
      moved = act(new SimAct.DecideBatch(3)) | act(new SimAct.SendCommand());
      for (long user : wallets.keySet()) {
        moved |= act(new SimAct.WalletDecides(user)) | act(new SimAct.WalletSends(user));
      }
    }
    checks.atRest(auction);
    if (sameMoneyAsOracle) {
      checks.asOracle(auction, auctionLog);
    }
  }

  /// What a second auction makes of the same log, each record a batch of its own.
  AuctionSnapshot replayOneByOne() {
    SimWorld second = new SimWorld(start);
    for (SimInput input : auctionLog) {
      second.auctionLog.add(input);
      second.decideBatch(1);
    }
    return second.auction.snapshot();
  }

  Auction auction() {
    return auction;
  }

  int unreadInputs() {
    return auctionLog.size() - nextInput;
  }

  int unsentCommands() {
    return commands.size() - nextCommand;
  }

  int sentCommands() {
    return nextCommand;
  }

  boolean hasUnread(long user) {
    return nextOfWallet.get(user) < walletLogs.get(user).size();
  }

  boolean hasUnsent(long user) {
    return nextMessage.get(user) < wallets.get(user).sent().size();
  }

  Set<Long> users() {
    return wallets.keySet();
  }

  /// What happened, one line per act and effect.
  String story() {
    StringBuilder text = new StringBuilder(start.toString()).append('\n');
    for (Object entry : story) {
      text.append(entry instanceof Effect effect ? "    -> " + line(effect) : entry).append('\n');
    }
    return text.toString();
  }

  /// Every effect told, in order, as text.
  List<String> told() {
    return checks.toldSoFar().stream().map(SimWorld::line).toList();
  }

  static String line(Effect effect) {
    return effect instanceof Effect.BidDecided decided
        ? decided.toString().replaceFirst("bid=[^,]*", "bid=" + decided.bid().bid().id())
        : effect.toString();
  }
}
