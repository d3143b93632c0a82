package com.neighborbid.bench;

import com.neighborbid.bench.measure.Cpu;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.stack.Crowd;
import com.neighborbid.bench.stack.Target;
import java.nio.file.Path;

/// `make bench`: measures what it is asked for, writes the report and prints its short form. Slow
/// is not an error: it ends with 0 unless it could not measure.
public final class BenchMain {
  private static final int MANY = 1_000;

  private BenchMain() {}

  static void main() throws Exception {
    Options options = Options.of(System.getProperties());
    Findings findings = new Findings();
    try (Target target = target(options);
        Crowd crowd = Crowd.gather(target)) {
      BidRows bids = new BidRows(options, target, crowd, findings);
      if (options.has(Options.Part.HOT)) {
        bids.hot();
      }
      if (options.has(Options.Part.MANY)) {
        bids.many(MANY);
      }
      findings.memory(Cpu.memoryMb(target.processes()));
      System.out.println(findings.memoryMb());
    }
    System.exit(0);
  }

  private static Target target(Options options) {
    return options
        .url()
        .map(url -> Target.running(url, System.getenv()))
        .orElseGet(() -> Target.start(Path.of(""), options.report().resolveSibling("stack")));
  }
}
