package com.neighborbid.bench;

import com.neighborbid.bench.load.BidPort;
import com.neighborbid.bench.load.Load;
import com.neighborbid.bench.load.LoadResult;
import com.neighborbid.bench.load.Loop;
import com.neighborbid.bench.load.Mix;
import com.neighborbid.bench.load.RestPort;
import com.neighborbid.bench.load.Seat;
import com.neighborbid.bench.load.SocketPort;
import com.neighborbid.bench.measure.Compilers;
import com.neighborbid.bench.measure.Cpu;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.measure.Sample;
import com.neighborbid.bench.stack.Crowd;
import com.neighborbid.bench.stack.Target;
import com.neighborbid.local.Part;
import java.util.List;

/// How soon a bid is answered at a fixed rate, corrected for coordinated omission: every bid's time
/// counts from the moment it was to be sent.
final class RateRows {
  private static final int AUCTIONS = 100;
  private static final int SEATS = 2;
  private static final int CONNECTIONS = 256;
  private static final int RATE = 1_000;
  private static final List<Integer> SWEEP = List.of(250, 500, 1_000, 2_000, 3_000, 4_000, 6_000);
  private static final double SWEEP_SECONDS = 6;

  /// The sweep ends where less than this share of what is offered is answered in time.
  private static final double OVERLOAD = 0.85;

  private final Options options;
  private final Target target;
  private final Crowd crowd;
  private final Findings findings;

  RateRows(Options options, Target target, Crowd crowd, Findings findings) {
    this.options = options;
    this.target = target;
    this.crowd = crowd;
    this.findings = findings;
  }

  /// 1,000 bids per second over 100 auctions, over WebSocket and over REST.
  void latency() throws Exception {
    for (int round = 1; round <= options.rounds(); round++) {
      List<Seat> seats = crowd.seats(crowd.openAuctions(AUCTIONS), SEATS);
      try (Loop loop = new Loop();
          BidPort port = SocketPort.open(loop, target.direct(Part.REALTIME), seats)) {
        atRate("latency-ws", port, seats, round == 1);
      }
      seats = crowd.seats(crowd.openAuctions(AUCTIONS), SEATS);
      try (Loop loop = new Loop();
          BidPort port = RestPort.open(loop, target.direct(Part.AUCTION), seats, CONNECTIONS)) {
        atRate("latency-rest", port, seats, round == 1);
      }
    }
  }

  private void atRate(String row, BidPort port, List<Seat> seats, boolean first)
      throws InterruptedException {
    Load load = new Load(port, seats, AUCTIONS, Mix.ACCEPTED);
    // Slower to begin with: a service that is being compiled would start with a heap of work.
    var _ = load.fixedRate(RATE / 2.0, first ? options.warmUp() : 2);
    var _ = load.fixedRate(RATE, first ? options.warmUp() : 2);
    if (first) {
      untilCompiled(load);
    }
    findings.add(measured(row, load, RATE, options.seconds()));
  }

  /// Goes on until everything is compiled, or next to.
  private void untilCompiled(Load load) throws InterruptedException {
    Compilers compilers = new Compilers(target.processes());
    do {
      var _ = load.fixedRate(RATE, Compilers.STEP_SECONDS);
    } while (compilers.areBusy());
  }

  /// More and more bids per second, over WebSocket, until they are not answered any more as they
  /// come.
  void sweep() throws Exception {
    List<Seat> seats = crowd.seats(crowd.openAuctions(AUCTIONS), SEATS);
    try (Loop loop = new Loop();
        BidPort port = SocketPort.open(loop, target.direct(Part.REALTIME), seats)) {
      Load load = new Load(port, seats, AUCTIONS, Mix.ACCEPTED);
      var _ = load.fixedRate(RATE, options.warmUp());
      for (int rate : SWEEP) {
        for (int round = 1; round <= options.rounds(); round++) {
          findings.add(measured(sweepRow(rate), load, rate, SWEEP_SECONDS));
        }
        if (findings.medianPerSecond(sweepRow(rate)) < OVERLOAD * rate) {
          break;
        }
      }
    }
  }

  private static String sweepRow(int rate) {
    return "%s%05d".formatted(Findings.SWEEP, rate);
  }

  private Sample measured(String row, Load load, double rate, double seconds)
      throws InterruptedException {
    Cpu cpu = Cpu.start(target.processes());
    LoadResult result = load.fixedRate(rate, seconds);
    return new Sample(row, result, cpu.used());
  }
}
