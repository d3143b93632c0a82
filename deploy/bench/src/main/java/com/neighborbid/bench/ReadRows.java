package com.neighborbid.bench;

import com.neighborbid.bench.load.Loop;
import com.neighborbid.bench.load.Popular;
import com.neighborbid.bench.load.ReadResult;
import com.neighborbid.bench.load.Readers;
import com.neighborbid.bench.measure.CopyReads;
import com.neighborbid.bench.measure.Cpu;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.measure.ReadSample;
import com.neighborbid.bench.reference.Reference;
import com.neighborbid.bench.stack.Counters;
import com.neighborbid.bench.stack.Crowd;
import com.neighborbid.bench.stack.Target;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Lists and auctions read by people without an account, through the gateway, as many as it takes.
final class ReadRows {
  private static final int READERS = 64;
  private static final int AUCTIONS = 300;
  private static final List<String> FIRST_PAGE = List.of("/api/auctions");

  /// As the page of the gateway asks, the first most often.
  private static final List<String> FILTERED =
      List.of(
          "/api/auctions?category=sports",
          "/api/auctions?sort=end_soon",
          "/api/auctions?category=sports&region=seoul",
          "/api/auctions?sort=price_asc&status=ACTIVE",
          "/api/auctions?q=bicycle",
          "/api/auctions?minPrice=1000&maxPrice=1000000&reach=NATIONAL");

  private final Options options;
  private final Target target;
  private final Crowd crowd;
  private final Findings findings;
  private final Counters counters;

  ReadRows(Options options, Target target, Crowd crowd, Findings findings) {
    this.options = options;
    this.target = target;
    this.crowd = crowd;
    this.findings = findings;
    this.counters = new Counters(target);
  }

  /// As the system is, beside the reference.
  void run() throws Exception {
    List<Long> auctions = crowd.openAuctions(AUCTIONS);
    try (Reference reference = Reference.start(options.report())) {
      findings.note("Readers are compared with " + reference.name());
      for (int round = 1; round <= options.rounds(); round++) {
        boolean first = round == 1;
        reference(reference, first);
        ours("", auctions, first);
      }
    }
  }

  /// Where auction-service keeps no copies.
  void withoutCopies() throws Exception {
    List<Long> auctions = crowd.openAuctions(AUCTIONS);
    for (int round = 1; round <= options.rounds(); round++) {
      ours(Findings.OFF, auctions, round == 1);
    }
  }

  private void reference(Reference reference, boolean first) throws InterruptedException {
    read(
        Findings.READS_REFERENCE,
        reference.address(),
        List.of("/"),
        Map.of("reference", reference.port()),
        first);
  }

  private void ours(String suffix, List<Long> auctions, boolean first) throws InterruptedException {
    List<String> each = auctions.stream().map(id -> "/api/auctions/" + id).toList();
    read("list" + suffix, target.gateway(), FIRST_PAGE, target.processes(), first);
    read("list-filtered" + suffix, target.gateway(), FILTERED, target.processes(), first);
    read("auction" + suffix, target.gateway(), each, target.processes(), first);
  }

  private void read(
      String row, URI address, List<String> paths, Map<String, Integer> processes, boolean first)
      throws InterruptedException {
    boolean ours = address.equals(target.gateway());
    Popular popular = new Popular(paths.size(), 1);
    try (Loop loop = new Loop();
        Readers readers = Readers.open(loop, address, READERS)) {
      var _ = readers.read(paths, popular, first ? options.warmUp() : 2);
      CopyReads before = ours ? counters.copies() : CopyReads.NONE;
      Cpu cpu = Cpu.start(processes);
      ReadResult result = readers.read(paths, popular, options.seconds());
      Map<String, Double> used = cpu.used();
      CopyReads copies = ours ? counters.copies().minus(before) : CopyReads.NONE;
      findings.add(new ReadSample(row, READERS, result, used, copies));
    }
  }
}
