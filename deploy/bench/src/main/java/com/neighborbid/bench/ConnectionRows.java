package com.neighborbid.bench;

import com.neighborbid.bench.Options.Part;
import com.neighborbid.bench.load.Loop;
import com.neighborbid.bench.load.Offers;
import com.neighborbid.bench.load.Seat;
import com.neighborbid.bench.load.SocketPort;
import com.neighborbid.bench.measure.Cpu;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.measure.Numbers;
import com.neighborbid.bench.report.Goals;
import com.neighborbid.bench.stack.Counters;
import com.neighborbid.bench.stack.Crowd;
import com.neighborbid.bench.stack.FileLimits;
import com.neighborbid.bench.stack.Target;
import com.neighborbid.bench.viewers.Seen;
import com.neighborbid.bench.viewers.Sent;
import com.neighborbid.bench.viewers.SteadyBids;
import com.neighborbid.bench.viewers.Viewers;
import com.neighborbid.local.LocalStack;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What many connections cost while nothing happens, and what it takes to have them all come back.
final class ConnectionRows {
  private static final int IDLE = 100_000;
  private static final int ROOMS = 100;

  /// Longer than a connection may be silent before the service asks for a sign of life.
  private static final Duration IDLE_TIME = Duration.ofSeconds(40);

  private static final int STORM = 10_000;
  private static final int STEPS = 10;
  private static final int MISSED = 5;
  private static final int RATE = 10;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Options options;
  private final Target target;
  private final Crowd crowd;
  private final Findings findings;
  private final Counters counters;

  ConnectionRows(Options options, Target target, Crowd crowd, Findings findings) {
    this.options = options;
    this.target = target;
    this.crowd = crowd;
    this.findings = findings;
    this.counters = new Counters(target);
  }

  void run() throws Exception {
    if (options.has(Part.STORM)) {
      storms();
    }
    if (options.has(Part.IDLE)) {
      idle();
    }
  }

  private URI direct() {
    return target.direct(com.neighborbid.local.Part.REALTIME);
  }

  // ---- idle connections

  private void idle() throws Exception {
    int count = (int) Math.min(IDLE, FileLimits.connections(target));
    if (count < IDLE) {
      findings.note(
          "Idle: %,d connections instead of %,d, because this machine allows a process no more open files"
              .formatted(count, IDLE));
    }
    List<Long> auctions = crowd.openAuctions(ROOMS);
    // Rooms, threads and code that a service has once, however many come.
    Viewers.open(new Viewers.Plan(direct(), auctions, ROOMS, -1, 0), LIMIT).close();
    double before = memoryMb();
    long began = System.nanoTime();
    try (Viewers viewers =
        Viewers.open(new Viewers.Plan(direct(), auctions, count, -1, 0), LIMIT)) {
      double opening = (System.nanoTime() - began) / 1e9;
      viewers.reset(null);
      Cpu cpu = Cpu.start(target.processes());
      Thread.sleep(IDLE_TIME);
      Map<String, Double> used = cpu.used();
      Seen seen = viewers.result();
      double kilobytes = (memoryMb() - before) * 1024 / count;
      findings.note(
          "Idle: %,d connections opened in %.1f s; %.1f KB of process memory each (goal ≤ %.0f: %s); %,d heartbeats and %d lost in %d s; CPU of one processor: %s"
              .formatted(
                  count,
                  opening,
                  kilobytes,
                  Goals.IDLE_KB,
                  Goals.met(kilobytes <= Goals.IDLE_KB),
                  seen.pings(),
                  seen.ended(),
                  IDLE_TIME.toSeconds(),
                  Numbers.idle(used, (double) IDLE_TIME.toSeconds())));
    }
  }

  /// Everything that the realtime process holds, Java's heap and native memory.
  private double memoryMb() {
    String name = com.neighborbid.local.Part.REALTIME.name().toLowerCase(Locale.ROOT);
    return Cpu.memoryMb(Map.of(name, target.port(com.neighborbid.local.Part.REALTIME)))
        .getOrDefault(name, Double.NaN);
  }

  // ---- reconnects

  /// Viewers who have seen all but the last steps come back all at once: to the instance they were
  /// on, and to one that has just started.
  private void storms() throws Exception {
    for (int round = 1; round <= options.rounds(); round++) {
      long auction = crowd.openAuctions(1).getFirst();
      long seq = steps(auction);
      storm("storm", auction, seq);
    }
    LocalStack stack = target.own().orElse(null);
    if (stack == null) {
      findings.note("Not measured on a system that runs already: a storm after a restart");
      return;
    }
    for (int round = 1; round <= options.rounds(); round++) {
      long auction = crowd.openAuctions(1).getFirst();
      long seq = steps(auction);
      stack.service("realtime").kill();
      stack.service("realtime").start();
      storm("storm-restarted", auction, seq);
    }
  }

  /// Some bids on an auction.
  ///
  /// @return the position of its room after them
  private long steps(long auction) throws Exception {
    List<Seat> seats = crowd.seats(List.of(auction), 2);
    try (Loop loop = new Loop();
        SocketPort port = SocketPort.open(loop, direct(), seats);
        Viewers one = Viewers.open(Viewers.Plan.of(direct(), auction, 1), LIMIT)) {
      Sent sent = new Sent(Offers.START_PRICE, STEPS);
      one.reset(sent);
      var _ = new SteadyBids(port, 2, Offers.START_PRICE, sent, true).run(one, RATE, STEPS);
      return one.position();
    }
  }

  private void storm(String row, long auction, long seq) throws Exception {
    Thread.sleep(Duration.ofSeconds(2));
    double quiet = transactionsIn(Duration.ofSeconds(5));
    double requests = counters.auctionRequests();
    long transactions = counters.transactions();
    Cpu cpu = Cpu.start(target.processes());
    long began = System.nanoTime();
    Viewers.Plan plan = new Viewers.Plan(direct(), List.of(auction), STORM, seq - MISSED, seq);
    try (Viewers viewers = Viewers.storm(plan, LIMIT)) {
      double seconds = (System.nanoTime() - began) / 1e9;
      Map<String, Double> used = cpu.used();
      double more = counters.transactions() - transactions;
      double asked = counters.auctionRequests() - requests;
      Seen seen = viewers.result();
      findings.note(
          "%s: %,d viewers back and served with the %d steps they had missed in %.1f s (goal ≤ %.0f: %s); %d missing, %d repeated, %d lost; %.0f requests to auction-service; %.0f database transactions a second, %.0f without the storm; CPU seconds: %s"
              .formatted(
                  row,
                  STORM,
                  MISSED,
                  seconds,
                  Goals.STORM_SECONDS,
                  Goals.met(
                      seconds <= Goals.STORM_SECONDS && seen.updates() == (long) MISSED * STORM),
                  seen.missing(),
                  seen.repeated(),
                  seen.ended(),
                  asked,
                  more / seconds,
                  quiet,
                  Numbers.seconds(used)));
    }
  }

  private double transactionsIn(Duration time) throws Exception {
    long before = counters.transactions();
    Thread.sleep(time);
    return (counters.transactions() - before) / (double) time.toSeconds();
  }
}
