package com.neighborbid.bench;

import com.neighborbid.bench.load.Load;
import com.neighborbid.bench.load.LoadResult;
import com.neighborbid.bench.load.Loop;
import com.neighborbid.bench.load.Mix;
import com.neighborbid.bench.load.Seat;
import com.neighborbid.bench.load.SocketPort;
import com.neighborbid.bench.measure.Cpu;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.measure.Numbers;
import com.neighborbid.bench.measure.Sample;
import com.neighborbid.bench.reference.RowLock;
import com.neighborbid.bench.stack.Crowd;
import com.neighborbid.bench.stack.Target;
import com.neighborbid.local.Part;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Bids per second over WebSocket, on one auction and on many, beside the row-lock way with the
/// same share of refused bids.
final class BidRows {
  private static final int HOT_SEATS = 8;
  private static final int MANY_SEATS = 2;
  private static final int IN_FLIGHT = 2048;
  private static final double TRY_SECONDS = 2;
  private static final int IDLE_SECONDS = 5;

  private final Options options;
  private final Target target;
  private final Crowd crowd;
  private final Findings findings;

  BidRows(Options options, Target target, Crowd crowd, Findings findings) {
    this.options = options;
    this.target = target;
    this.crowd = crowd;
    this.findings = findings;
  }

  /// One auction, eight bidders with one socket each.
  void hot() throws Exception {
    rows("hot", 1, HOT_SEATS, options.window());
  }

  /// A thousand auctions, each with two of the eight bidders in its room.
  void many(int auctions) throws Exception {
    rows("many", auctions, MANY_SEATS, Math.max(1, IN_FLIGHT / (auctions * MANY_SEATS)));
  }

  private void rows(String name, int auctions, int seatsEach, int window) throws Exception {
    Map<Mix, Integer> bestClients = new EnumMap<>(Mix.class);
    try (RowLock reference = new RowLock(target.port(Part.POSTGRES), auctions)) {
      for (int round = 1; round <= options.rounds(); round++) {
        for (Mix mix : Mix.values()) {
          String row = name + "-" + mix.name().toLowerCase(Locale.ROOT);
          LoadResult ours = ours(row, auctions, seatsEach, window, mix, round == 1);
          compare(row, mix, ours.refusedShare(), reference, bestClients);
        }
      }
    }
  }

  private LoadResult ours(
      String row, int auctions, int seatsEach, int window, Mix mix, boolean first)
      throws Exception {
    List<Seat> seats = crowd.seats(crowd.openAuctions(auctions), seatsEach);
    try (Loop loop = new Loop();
        SocketPort port = SocketPort.open(loop, target.direct(Part.REALTIME), seats)) {
      Load load = new Load(port, seats, auctions, mix);
      if (first && mix == Mix.ACCEPTED) {
        idle(seats.size(), auctions);
      }
      var _ = load.fullWindows(window, first ? options.warmUp() : 2);
      Sample sample = measured(row, load, window, options.seconds());
      findings.add(sample);
      return sample.load();
    }
  }

  /// What open rooms cost while nobody bids.
  private void idle(int sockets, int auctions) throws InterruptedException {
    Cpu cpu = Cpu.start(target.processes());
    Thread.sleep(Duration.ofSeconds(IDLE_SECONDS));
    findings.note(
        "CPU of one processor with %,d idle sockets in %,d rooms: %s"
            .formatted(sockets, auctions, Numbers.idle(cpu.used(), IDLE_SECONDS)));
  }

  private Sample measured(String row, Load load, int window, double seconds)
      throws InterruptedException {
    Cpu cpu = Cpu.start(target.processes());
    LoadResult result = load.fullWindows(window, seconds);
    return new Sample(row, result, cpu.used());
  }

  /// Raising bids on one more auction, without the reference.
  Sample hotAlone(String row, double seconds) throws Exception {
    List<Seat> seats = crowd.seats(crowd.openAuctions(1), HOT_SEATS);
    try (Loop loop = new Loop();
        SocketPort port = SocketPort.open(loop, target.direct(Part.REALTIME), seats)) {
      Load load = new Load(port, seats, 1, Mix.ACCEPTED);
      var _ = load.fullWindows(options.window(), 2);
      return measured(row, load, options.window(), seconds);
    }
  }

  /// The number of clients that is best is looked for once for each mix.
  private void compare(
      String row, Mix mix, double lowShare, RowLock reference, Map<Mix, Integer> bestClients)
      throws InterruptedException {
    Integer known = bestClients.get(mix);
    int clients = known != null ? known : reference.best(lowShare, TRY_SECONDS).clients();
    bestClients.put(mix, clients);
    RowLock.Result result = reference.run(clients, lowShare, options.seconds());
    findings.addReference(row, result.perSecond(), clients);
  }
}
