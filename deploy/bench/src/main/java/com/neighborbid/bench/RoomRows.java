package com.neighborbid.bench;

import com.neighborbid.bench.Options.Part;
import com.neighborbid.bench.load.Loop;
import com.neighborbid.bench.load.Offers;
import com.neighborbid.bench.load.Seat;
import com.neighborbid.bench.load.SocketPort;
import com.neighborbid.bench.measure.Compilers;
import com.neighborbid.bench.measure.Cpu;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.measure.RoomSample;
import com.neighborbid.bench.reference.BareProcess;
import com.neighborbid.bench.stack.Counters;
import com.neighborbid.bench.stack.Crowd;
import com.neighborbid.bench.stack.Target;
import com.neighborbid.bench.viewers.Pace;
import com.neighborbid.bench.viewers.RedisSteps;
import com.neighborbid.bench.viewers.Seen;
import com.neighborbid.bench.viewers.Sent;
import com.neighborbid.bench.viewers.SteadyBids;
import com.neighborbid.bench.viewers.Steps;
import com.neighborbid.bench.viewers.Viewers;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One auction with many viewers: how soon all of them see a bid, and how much can be delivered,
/// beside a bare Netty room and through the gateway.
final class RoomRows {
  static final int VIEWERS = 1_000;

  private static final int CROWD = 10_000;
  private static final int CROWD_RATE = 5;
  private static final int RATE = 50;
  private static final List<Integer> SATURATED = List.of(1_000, 5_000);

  /// Steps on their way to the average viewer. Less than what makes a viewer count as slow.
  private static final int WINDOW = 256;

  private static final double OVERLOAD = 2;
  private static final Duration OPEN_LIMIT = Duration.ofMinutes(2);
  private static final String BARE = "bare";

  private final Options options;
  private final Target target;
  private final Crowd crowd;
  private final Findings findings;
  private final Counters counters;

  RoomRows(Options options, Target target, Crowd crowd, Findings findings) {
    this.options = options;
    this.target = target;
    this.crowd = crowd;
    this.findings = findings;
    this.counters = new Counters(target);
  }

  void run() throws Exception {
    for (int round = 1; round <= options.rounds(); round++) {
      boolean first = round == 1;
      if (options.hasAny(Part.VIEWERS, Part.GATEWAY)) {
        viewers(first);
      }
      if (options.hasAny(Part.SATURATION, Part.GATEWAY)) {
        for (int viewers : SATURATED) {
          saturation(viewers, first);
        }
      }
      if (options.has(Part.CROWD)) {
        long auction = crowd.openAuctions(1).getFirst();
        seen(
            "crowd",
            target.direct(com.neighborbid.local.Part.REALTIME),
            auction,
            CROWD,
            CROWD_RATE,
            first);
      }
    }
  }

  private void viewers(boolean first) throws Exception {
    if (options.has(Part.VIEWERS)) {
      try (BareProcess bare = BareProcess.room()) {
        bareSeen(bare, first);
      }
    }
    List<Long> auctions = crowd.openAuctions(2);
    seen("viewers", direct(), auctions.getFirst(), VIEWERS, RATE, first);
    if (options.has(Part.GATEWAY)) {
      seen("viewers-gateway", target.gateway(), auctions.getLast(), VIEWERS, RATE, first);
    }
  }

  private URI direct() {
    return target.direct(com.neighborbid.local.Part.REALTIME);
  }

  /// The bids come over two sockets straight to the service, also where the viewers do not.
  private void seen(String row, URI address, long auction, int viewers, int rate, boolean first)
      throws Exception {
    List<Seat> seats = crowd.seats(List.of(auction), 2);
    try (Loop loop = new Loop();
        SocketPort port = SocketPort.open(loop, direct(), seats);
        Viewers looking = Viewers.open(Viewers.Plan.of(address, auction, viewers), OPEN_LIMIT)) {
      bids(row, looking, port, rate, target.processes(), first);
    }
  }

  private void bareSeen(BareProcess bare, boolean first) throws Exception {
    List<Seat> seats = List.of(new Seat(0, 1, BARE), new Seat(0, 1, BARE));
    try (Loop loop = new Loop();
        SocketPort port = SocketPort.open(loop, bare.address(), seats);
        Viewers looking = Viewers.open(Viewers.Plan.of(bare.address(), 1, VIEWERS), OPEN_LIMIT)) {
      bids("viewers-bare", looking, port, RATE, Map.of(BARE, bare.port()), first);
    }
  }

  private void bids(
      String row,
      Viewers looking,
      SocketPort port,
      int rate,
      Map<String, Integer> processes,
      boolean first)
      throws Exception {
    boolean answered = !processes.containsKey(BARE);
    long price = Offers.START_PRICE;
    Compilers compilers = new Compilers(processes);
    int warmUp = rate * (first ? options.warmUp() : 2);
    do {
      Sent sent = new Sent(price, warmUp);
      looking.reset(sent);
      var _ = new SteadyBids(port, 2, price, sent, answered).run(looking, rate, warmUp);
      price += warmUp;
      warmUp = rate * Compilers.STEP_SECONDS;
    } while (first && answered && compilers.areBusy());
    int count = rate * options.seconds();
    Sent sent = new Sent(price, count);
    SteadyBids bids = new SteadyBids(port, 2, price, sent, answered);
    measured(row, looking, sent, processes, () -> bids.run(looking, rate, count));
  }

  private void saturation(int viewers, boolean first) throws Exception {
    if (options.has(Part.SATURATION)) {
      bareSaturation(viewers, first);
    }
    String row = "saturation-" + viewers;
    saturation(row, direct(), viewers, first, options.has(Part.SATURATION));
    if (options.has(Part.GATEWAY)) {
      saturation(row + "-gateway", target.gateway(), viewers, first, false);
    }
  }

  private void saturation(String row, URI address, int viewers, boolean first, boolean overload)
      throws Exception {
    long auction = crowd.openAuctions(1).getFirst();
    try (RedisSteps steps = new RedisSteps(target.port(com.neighborbid.local.Part.REDIS), auction);
        Viewers looking = Viewers.open(Viewers.Plan.of(address, auction, viewers), OPEN_LIMIT)) {
      double each = saturate(row, looking, steps, target.processes(), first) / viewers;
      if (overload) {
        measured(
            row.replace("saturation", "overload"),
            looking,
            null,
            target.processes(),
            () -> Pace.fixed(looking, steps, OVERLOAD * each, options.seconds()));
      }
    }
  }

  private void bareSaturation(int viewers, boolean first) throws Exception {
    try (BareProcess bare = BareProcess.room();
        Loop loop = new Loop();
        SocketPort port = SocketPort.open(loop, bare.address(), List.of(new Seat(0, 1, BARE)));
        Viewers looking = Viewers.open(Viewers.Plan.of(bare.address(), 1, viewers), OPEN_LIMIT)) {
      saturate(
          "saturation-" + viewers + "-bare",
          looking,
          new BareSteps(port),
          Map.of(BARE, bare.port()),
          first);
    }
  }

  private double saturate(
      String row, Viewers looking, Steps steps, Map<String, Integer> processes, boolean first)
      throws InterruptedException {
    looking.reset(null);
    var _ = Pace.full(looking, steps, WINDOW, first ? options.warmUp() : 2);
    return measured(
            row,
            looking,
            null,
            processes,
            () -> Pace.full(looking, steps, WINDOW, options.seconds()))
        .perSecond();
  }

  private interface Measured {
    Pace.Run run() throws InterruptedException;
  }

  private RoomSample measured(
      String row,
      Viewers looking,
      @Nullable Sent sent,
      Map<String, Integer> processes,
      Measured what)
      throws InterruptedException {
    boolean ours = !processes.containsKey(BARE);
    looking.reset(sent);
    double allocated = ours ? counters.allocated() : Double.NaN;
    Cpu cpu = Cpu.start(processes);
    Pace.Run run = what.run();
    Map<String, Double> used = new LinkedHashMap<>(cpu.used());
    Seen seen = looking.result();
    RoomSample sample =
        new RoomSample(
            row,
            looking.count(),
            run.steps(),
            seen,
            run.seconds(),
            used,
            ours ? counters.allocated() - allocated : Double.NaN);
    findings.add(sample);
    return sample;
  }

  /// Bids sent to the bare room as fast as it likes.
  private static final class BareSteps implements Steps {
    private final SocketPort port;
    private long amount = Offers.START_PRICE;

    BareSteps(SocketPort port) {
      this.port = port;
    }

    @Override
    public void offer(int count) {
      long from = amount;
      amount += count;
      port.loop()
          .execute(
              () -> {
                for (long bid = from; bid < from + count; bid++) {
                  port.send(0, bid, bid, 0);
                }
                port.flush(0);
              });
    }
  }
}
