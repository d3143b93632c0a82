package com.neighborbid.auction.bidding.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A random run of the simulated world, and its shortening where it fails. Everything follows from
/// the seed.
final class SimRun {
  private static final int MOST_STEPS = 3_000;
  private static final int FAULTY_STEPS = 300;

  /// Stands for an input that is made up only when it is chosen.
  private static final SimAct NEW_INPUT =
      new SimAct.Append(new SimInput.Wanted(0, new Command.Close(0), 0));

  private final Random random;
  private final SimWorld.Start start;
  private final boolean moneyMoves;
  private final boolean restores;
  private final boolean commands;
  private final SimWorld world;
  private final List<SimAct> acts = new ArrayList<>();
  private final List<SimInput.Placed> placed = new ArrayList<>();

  /// How likely each lane moves: some are slow in some runs.
  private final Map<Long, Integer> pace = new TreeMap<>();

  private final int auctionPace;
  private final int sendPace;
  private int steps;
  private int inputsLeft;
  private long clock;
  private long highestAmount;
  private int wantedSoFar;

  /// @param restores whether the auction is restored and batches are lost at random. It draws its
  ///   randomness apart, so that everything else of the run is the same with and without
  SimRun(long seed, boolean restores) {
    this.random = new Random(seed);
    this.restores = restores;
    this.moneyMoves = random.nextInt(3) == 0;
    this.commands = random.nextInt(3) > 0;
    this.start = start(random);
    this.world = new SimWorld(start);
    this.inputsLeft = 3 + random.nextInt(12);
    this.auctionPace = pick(1, 3, 6);
    this.sendPace = pick(1, 3, 6);
    for (long user : world.users()) {
      pace.put(user, pick(1, 1, 3, 6));
    }
  }

  /// Plays a seed with everything that can go wrong.
  ///
  /// @throws AssertionError with seed and shortened history where something does not hold
  static void play(long seed) {
    SimRun run = new SimRun(seed, true);
    try {
      run.play();
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("seed " + seed + " fails: " + run.shortest(failure), failure);
    }
  }

  SimWorld play() {
    Random faults = new Random(random.nextLong());
    List<SimAct> possible = possible();
    for (; !possible.isEmpty() && steps < MOST_STEPS; steps++) {
      if (restores && faults.nextInt(12) == 0) {
        SimAct lost = new SimAct.LoseBatch(1 + faults.nextInt(4));
        act(faults.nextBoolean() ? new SimAct.Restore() : lost);
      }
      SimAct chosen = possible.get(random.nextInt(possible.size()));
      act(chosen == NEW_INPUT ? new SimAct.Append(newInput()) : chosen);
      possible = possible();
    }
    world.comeToRest(!moneyMoves);
    return world;
  }

  private void act(SimAct act) {
    acts.add(act);
    world.act(act);
  }

  private static SimWorld.Start start(Random random) {
    long unit = random.nextInt(3) == 0 ? 2 : 1;
    long instant = random.nextInt(3) == 0 ? 16 : 0;
    long reserve = random.nextInt(3) == 0 ? 2L * (2 + random.nextInt(6)) : 0;
    long softClose = random.nextBoolean() ? 3 : 0;
    long startPrice = unit * (1 + random.nextInt(3));
    long[] ends = {8, 14, 1_000};
    Map<Long, Long> funds = new TreeMap<>();
    long bidders = 2 + random.nextInt(3);
    for (long user = 1; user <= bidders; user++) {
      funds.put(user, new long[] {3, 5, 8, 12, 30}[random.nextInt(5)]);
    }
    long endsAt = ends[random.nextInt(3)];
    Increments increments = random.nextInt(8) == 0 ? Increments.TIERED : Increments.FIXED;
    int percent = new int[] {100, 100, 100, 0, 50}[random.nextInt(5)];
    long latestEnd = random.nextInt(3) == 0 ? endsAt + 4 : 0;
    Terms terms =
        new Terms(
            1,
            SimWorld.SELLER,
            new Prices(startPrice, unit, increments, instant, percent, reserve),
            0,
            new SoftClose(softClose, latestEnd),
            Fee.NONE,
            new ListingVersion(1, ""));
    return new SimWorld.Start(terms, endsAt, funds);
  }

  private List<SimAct> possible() {
    List<SimAct> possible = new ArrayList<>();
    if (inputsLeft > 0) {
      add(possible, 2, NEW_INPUT);
    }
    if (world.unreadInputs() > 0) {
      add(possible, auctionPace, new SimAct.DecideBatch(1 + random.nextInt(4)));
    }
    if (world.unsentCommands() > 0) {
      add(possible, sendPace, new SimAct.SendCommand());
    }
    for (long user : world.users()) {
      if (world.hasUnread(user)) {
        add(possible, pace.get(user), new SimAct.WalletDecides(user));
      }
      if (world.hasUnsent(user)) {
        add(possible, pace.get(user), new SimAct.WalletSends(user));
      }
    }
    if (!possible.isEmpty() && steps < FAULTY_STEPS) {
      addFaults(possible);
    }
    return possible;
  }

  private void addFaults(List<SimAct> possible) {
    int sent = world.sentCommands();
    if (sent > 0 && random.nextInt(5) == 0) {
      add(possible, 1, new SimAct.ResendCommands(1 + random.nextInt(sent)));
    }
    if (sent > 0 && random.nextInt(5) == 0) {
      add(possible, 1, new SimAct.AskAgain(random.nextInt(sent)));
    }
    long user = 1 + random.nextInt(start.funds().size());
    if (random.nextInt(8) == 0) {
      add(possible, 1, new SimAct.WalletResends(user, 1 + random.nextInt(4)));
    }
    if (moneyMoves && random.nextInt(4) == 0) {
      add(possible, 1, new SimAct.Money(user, pick(1, 3, 8) * (random.nextBoolean() ? 1 : -1)));
    }
  }

  private static void add(List<SimAct> possible, int weight, SimAct act) {
    for (int i = 0; i < weight; i++) {
      possible.add(act);
    }
  }

  private SimInput newInput() {
    inputsLeft--;
    clock += random.nextInt(3);
    long time = clock;
    int kind = random.nextInt(100);
    if (kind < 6 || inputsLeft == 0 && kind < 60) {
      boolean bySeller = random.nextInt(10) < 6;
      return wanted(new Command.Close(bySeller ? SimWorld.SELLER : 0), time);
    }
    if (kind < 12 && !placed.isEmpty()) {
      SimInput.Placed again = placed.get(random.nextInt(placed.size()));
      return new SimInput.Placed(
          again.number(), again.kind(), again.bidderId(), again.amount(), again.max(), time);
    }
    if (commands && kind < 30) {
      return wanted(command(time), time);
    }
    return newBid(time);
  }

  private SimInput.Wanted wanted(Command command, long time) {
    return new SimInput.Wanted(++wantedSoFar, command, time);
  }

  private Command command(long time) {
    Command.PauseCause cause =
        random.nextBoolean() ? Command.PauseCause.SUSPENDED : Command.PauseCause.MAINTENANCE;
    return switch (random.nextInt(10)) {
      case 0 -> new Command.Cancel(SimWorld.SELLER, false);
      case 1 -> new Command.Cancel(5, random.nextInt(4) == 0);
      case 2, 3 -> new Command.Edit(SimWorld.SELLER, change(time));
      case 4, 5 -> new Command.Pause(cause);
      case 6, 7, 8 -> new Command.Resume(cause);
      default -> new Command.SuspendBidder(1 + random.nextInt(start.funds().size()));
    };
  }

  private TermsChange change(long time) {
    long unit = start.terms().prices().unit();
    Long startPrice = random.nextBoolean() ? unit * (1 + random.nextInt(6)) : null;
    Long endsAt = random.nextBoolean() ? start.endsAtMs() + random.nextInt(5) : null;
    return new TermsChange(
        startPrice,
        null,
        null,
        null,
        null,
        null,
        null,
        endsAt,
        null,
        null,
        new ListingVersion(1 + (int) time, "x"));
  }

  private SimInput.Placed newBid(long time) {
    Terms terms = start.terms();
    long unit = terms.prices().unit();
    highestAmount = Math.max(highestAmount, world.auction().snapshot().price());
    long amount = highestAmount / unit * unit + unit * (pick(-1, 0, 1, 1, 1, 2, 3));
    amount = Math.max(unit, amount);
    if (random.nextInt(40) == 0 && terms.prices().instant() > 0) {
      amount = terms.prices().instant();
    }
    long max = amount + unit * pick(0, 0, 0, 2, 5);
    boolean buysNow = random.nextInt(30) == 0 && terms.prices().instant() > 0;
    amount = buysNow ? terms.prices().instant() : amount;
    boolean purchase = terms.prices().instant() > 0 && amount >= terms.prices().instant();
    max = buysNow ? amount : Math.max(max, amount);
    if (terms.prices().instant() > 0 && !purchase && max >= terms.prices().instant()) {
      max = terms.prices().instant() - unit;
    }
    if (random.nextInt(10) < 7) {
      highestAmount = Math.max(highestAmount, amount);
    }
    long bidder = 1 + random.nextInt(start.funds().size());
    SimInput.Placed bid =
        new SimInput.Placed(
            placed.size() + 1,
            buysNow ? Bid.Kind.BUY_NOW : Bid.Kind.BID,
            bidder,
            amount,
            max,
            time);
    placed.add(bid);
    return bid;
  }

  private int pick(int... values) {
    return values[random.nextInt(values.length)];
  }

  /// Leaves out as many acts as it can while the run still fails.
  private String shortest(Throwable failure) {
    List<SimAct> shortest = new ArrayList<>(acts);
    Throwable last = failure;
    for (int length = Math.max(1, shortest.size() / 2); length > 0; length /= 2) {
      for (int from = 0; from + length <= shortest.size(); ) {
        List<SimAct> shorter = new ArrayList<>(shortest);
        shorter.subList(from, from + length).clear();
        Throwable still = failure(new SimWorld(start), shorter);
        if (still == null) {
          from += length;
        } else {
          shortest = shorter;
          last = still;
        }
      }
    }
    SimWorld retold = new SimWorld(start);
    failure(retold, shortest);
    return last.getMessage() + "\n" + retold.story();
  }

  private @Nullable Throwable failure(SimWorld again, List<SimAct> shorter) {
    try {
      shorter.forEach(again::act);
      again.comeToRest(!moneyMoves);
      return null;
    } catch (AssertionError | RuntimeException failure) {
      return failure;
    }
  }
}
