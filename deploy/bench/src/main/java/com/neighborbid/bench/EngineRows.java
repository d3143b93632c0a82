package com.neighborbid.bench;

import com.neighborbid.bench.load.LoadResult;
import com.neighborbid.bench.load.LogBids;
import com.neighborbid.bench.load.LogLoad;
import com.neighborbid.bench.measure.Cpu;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.measure.Memory;
import com.neighborbid.bench.measure.Sample;
import com.neighborbid.bench.reference.RowLock;
import com.neighborbid.bench.stack.Crowd;
import com.neighborbid.bench.stack.Decisions;
import com.neighborbid.bench.stack.Target;
import com.neighborbid.local.LocalStack;
import com.neighborbid.local.Part;
import com.neighborbid.local.Service;
import com.neighborbid.local.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The engine alone: how fast a full log is decided and committed, the wallet beside it. No edge
/// and no client takes part, nobody waits for an answer.
final class EngineRows {
  private static final int BIDS = 50_000;
  private static final int BACKLOG = 100_000;
  private static final int WARM_UP_BIDS = 20_000;
  private static final double TRY_SECONDS = 2;
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Options options;
  private final Target target;
  private final Crowd crowd;
  private final Findings findings;

  EngineRows(Options options, Target target, Crowd crowd, Findings findings) {
    this.options = options;
    this.target = target;
    this.crowd = crowd;
    this.findings = findings;
  }

  /// On one auction and on a thousand. The auction service is frozen while the log fills, so that
  /// it is warm when it wakes; once it is also stopped and started, which is how a backlog comes
  /// about.
  void run(LocalStack stack) throws Exception {
    rows(stack, "engine-hot", 1);
    rows(stack, "engine-many", 1_000);
    restarted(stack);
  }

  private void rows(LocalStack stack, String row, int auctions) throws Exception {
    ServiceProcess auction = stack.service("auction");
    try (RowLock reference = new RowLock(target.port(Part.POSTGRES), auctions)) {
      LogBids warm = bids(auctions);
      var _ = drain(row, auction, warm, WARM_UP_BIDS);
      var _ = drain(row, auction, warm, BIDS);
      int clients = reference.best(0, TRY_SECONDS).clients();
      for (int round = 1; round <= options.rounds(); round++) {
        findings.add(drain(row, auction, bids(auctions), BIDS));
        RowLock.Result result = reference.run(clients, 0, options.seconds());
        findings.addReference(row, result.perSecond(), clients);
      }
    }
  }

  private LogBids bids(int auctions) throws InterruptedException {
    return new LogBids(crowd.openAuctions(auctions), crowd.bidderIds());
  }

  /// One measurement, from waking to the last decision.
  Sample drain(String row, ServiceProcess auction, LogBids bids, int count) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = bids.next(count);
    try (LogLoad log = new LogLoad(target.kafka());
        Decisions decisions = new Decisions(target)) {
      Map<String, Long> before = decisions.outcomes(bids.auctions());
      Map<Integer, Long> ends;
      auction.freeze();
      try {
        // Short enough for the group not to miss a member.
        ends = log.append(records);
      } finally {
        auction.resume();
      }
      Waiting waiting = new Waiting(decisions, System.nanoTime(), ends, count);
      return waiting.measured(row, bids.auctions(), before);
    }
  }

  /// Cold: from the first bid after a start.
  private void restarted(LocalStack stack) throws Exception {
    LogBids bids = bids(1);
    List<ProducerRecord<byte[], byte[]>> records = bids.next(BACKLOG);
    ServiceProcess auction = stack.service("auction");
    try (LogLoad log = new LogLoad(target.kafka());
        Decisions decisions = new Decisions(target)) {
      auction.stop();
      Map<Integer, Long> ends = log.append(records);
      long before = decisions.progress();
      auction.launch();
      long looked = System.nanoTime();
      while (decisions.progress() == before) {
        looked = System.nanoTime();
        Thread.sleep(PAUSE);
      }
      Waiting waiting = new Waiting(decisions, looked, ends, BACKLOG);
      findings.add(waiting.measured("engine-restarted", bids.auctions(), Map.of()));
      findings.note(
          "Draining %,d bids after a restart, auction-service took at most %,d MB, of a heap of at most %d MB"
              .formatted(BACKLOG, Memory.peakMb(auction.pid()), Service.AUCTION.heapMb()));
      auction.awaitReady();
    }
  }

  /// Waits for the last decision.
  private final class Waiting {
    private final Decisions decisions;
    private final long began;
    private final Map<Integer, Long> ends;
    private final int expected;

    Waiting(Decisions decisions, long began, Map<Integer, Long> ends, int expected) {
      this.decisions = decisions;
      this.began = began;
      this.ends = ends;
      this.expected = expected;
    }

    Sample measured(String row, List<Long> auctions, Map<String, Long> before) throws Exception {
      Cpu cpu = Cpu.start(target.processes());
      while (!decisions.areComplete(ends) && System.nanoTime() - began < LIMIT.toNanos()) {
        Thread.sleep(PAUSE);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      Map<String, Double> used = cpu.used();
      Map<String, Long> now = decisions.outcomes(auctions);
      long accepted = of(now, before, "ACCEPTED");
      long outbid = of(now, before, "OUTBID");
      long refused = of(now, before, "REJECTED");
      long decided = accepted + outbid + refused;
      return new Sample(
          row,
          new LoadResult(
              decided, seconds, accepted, outbid, refused, 0, expected - decided, new Histogram(3)),
          used);
    }

    private static long of(Map<String, Long> now, Map<String, Long> before, String status) {
      return now.getOrDefault(status, 0L) - before.getOrDefault(status, 0L);
    }
  }
}
