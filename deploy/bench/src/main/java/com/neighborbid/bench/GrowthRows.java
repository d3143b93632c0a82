package com.neighborbid.bench;

import com.neighborbid.bench.load.LogBids;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.stack.Crowd;
import com.neighborbid.bench.stack.Target;
import com.neighborbid.local.LocalStack;
import com.neighborbid.local.ServiceProcess;
import java.util.List;

/// What more open auctions cost: bids on one auction while others are open, and bids through the
/// log spread over all that are open.
final class GrowthRows {
  private static final List<Integer> OPEN = List.of(1, 100, 10_000);
  private static final int BIDS = 20_000;

  private final Options options;
  private final Target target;
  private final Crowd crowd;
  private final Findings findings;

  GrowthRows(Options options, Target target, Crowd crowd, Findings findings) {
    this.options = options;
    this.target = target;
    this.crowd = crowd;
    this.findings = findings;
  }

  /// In a system without other auctions.
  void run(LocalStack stack) throws Exception {
    BidRows bids = new BidRows(options, target, crowd, findings);
    EngineRows engine = new EngineRows(options, target, crowd, findings);
    ServiceProcess auction = stack.service("auction");
    LogBids first = new LogBids(crowd.openAuctions(1), crowd.bidderIds());
    int open = 1;
    var _ = bids.hotAlone("warm-up", options.warmUp());
    var _ = engine.drain("warm-up", auction, first, BIDS);
    for (int count : OPEN) {
      List<Long> more = crowd.openAuctions(count - open);
      open = count;
      // On the new ones, whose price is still the start price.
      LogBids spread = count == 1 ? first : new LogBids(more, crowd.bidderIds());
      for (int round = 1; round <= options.rounds(); round++) {
        String row = "growth-hot-%d-open".formatted(count);
        findings.add(bids.hotAlone(row, options.seconds()));
        row = "growth-engine-%d-open".formatted(count);
        findings.add(engine.drain(row, auction, spread, BIDS));
      }
    }
  }
}
