package com.neighborbid.bench;

import com.neighborbid.bench.load.Loop;
import com.neighborbid.bench.load.PageKind;
import com.neighborbid.bench.load.ReadResult;
import com.neighborbid.bench.load.Readers;
import com.neighborbid.bench.measure.CopyReads;
import com.neighborbid.bench.measure.Cpu;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.measure.ReadSample;
import com.neighborbid.bench.stack.ManyAuctions;
import com.neighborbid.bench.stack.Target;
import com.neighborbid.local.Part;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// How long a page takes among a million auctions, by what is asked for. Straight from
/// auction-service, which keeps no copies: each page is looked up.
final class BrowsePages {
  private static final List<Integer> IN_FLIGHT = List.of(1, 8);

  private final Options options;
  private final Target target;
  private final Findings findings;

  BrowsePages(Options options, Target target, Findings findings) {
    this.options = options;
    this.target = target;
    this.findings = findings;
  }

  /// In a system of the benchmark's own, which is of no other use from then on.
  void run() throws Exception {
    findings.note(ManyAuctions.make(target, options.auctions()));
    PageKind.Among among =
        new PageKind.Among(
            ManyAuctions.FIRST,
            options.auctions(),
            ManyAuctions.FIRST_PERSON,
            ManyAuctions.SELLERS);
    URI service = target.direct(Part.AUCTION);
    warmUp(service, among);
    for (int round = 1; round <= options.rounds(); round++) {
      for (PageKind kind : PageKind.values()) {
        for (int inFlight : IN_FLIGHT) {
          measure(service, kind, among, inFlight);
        }
      }
    }
  }

  private void warmUp(URI service, PageKind.Among among) throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (PageKind kind : PageKind.values()) {
      all.addAll(kind.paths(among));
    }
    read(service, all, IN_FLIGHT.getLast(), options.warmUp());
  }

  private void measure(URI service, PageKind kind, PageKind.Among among, int inFlight)
      throws InterruptedException {
    Cpu cpu = Cpu.start(target.processes());
    ReadResult result = read(service, kind.paths(among), inFlight, options.seconds());
    Map<String, Double> used = cpu.used();
    String row = Findings.BROWSE + kind.label() + "-" + inFlight;
    findings.add(new ReadSample(row, inFlight, result, used, CopyReads.NONE));
  }

  private static ReadResult read(URI service, List<String> paths, int inFlight, double seconds)
      throws InterruptedException {
    SplittableRandom random = new SplittableRandom(1);
    try (Loop loop = new Loop();
        Readers readers = Readers.open(loop, service, inFlight)) {
      return readers.read(paths, () -> random.nextInt(paths.size()), seconds);
    }
  }
}
