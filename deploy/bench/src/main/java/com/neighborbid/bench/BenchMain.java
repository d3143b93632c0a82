package com.neighborbid.bench;

import com.neighborbid.bench.Options.Part;
import com.neighborbid.bench.measure.Cpu;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.micro.Micro;
import com.neighborbid.bench.report.Report;
import com.neighborbid.bench.stack.Crowd;
import com.neighborbid.bench.stack.Target;
import com.neighborbid.local.LocalStack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `make bench`: measures what it is asked for, writes the report and prints its short form. Slow
/// is not an error: it ends with 0 unless it could not measure.
public final class BenchMain {
  private static final int MANY = 1_000;
  private static final Map<String, String> WITHOUT_COPIES = Map.of("NB_CACHE", "off");
  private static final String NEEDS_OWN = "Not measured on a system that runs already: %s";

  private final Options options;
  private final Findings findings = new Findings();
  private final List<String> audits = new ArrayList<>();

  private BenchMain(Options options) {
    this.options = options;
  }

  static void main() throws Exception {
    Options options;
    try {
      options = Options.of(System.getProperties());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    new BenchMain(options).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Machine machine = Machine.now();
    String micro = options.has(Part.MICRO) ? Micro.run() : "";
    try {
      Map<String, String> asItIs = Map.of();
      if (options.hasAny(Part.HOT, Part.LATENCY, Part.SWEEP, Part.ENGINE, Part.MANY)) {
        onOneSystem(asItIs, this::mainRows);
      }
      if (options.hasRooms()) {
        onOneSystem(asItIs, this::roomRows);
      }
      if (options.has(Part.GROWTH)) {
        onOneSystem(asItIs, this::growthRows);
      }
      if (options.has(Part.READS)) {
        onOneSystem(asItIs, (target, crowd) -> readRows(target, crowd).run());
      }
      if (isOwn(Part.READS)) {
        onOneSystem(WITHOUT_COPIES, (target, crowd) -> readRows(target, crowd).withoutCopies());
      }
      if (isOwn(Part.BROWSE)) {
        browse();
      }
    } finally {
      Report report = new Report(findings, machine.facts(options), micro, audits);
      Path file = report.write(options.report());
      System.out.println("\n" + report.summary());
      System.out.println("Report: " + file);
    }
  }

  private interface Rows {
    void measure(Target target, Crowd crowd) throws Exception;
  }

  private void onOneSystem(Map<String, String> variables, Rows rows) throws Exception {
    try (Target target = target(variables);
        Crowd crowd = Crowd.gather(target)) {
      rows.measure(target, crowd);
      findings.memory(Cpu.memoryMb(target.processes()));
      String audit = Audits.of(target);
      System.out.print(audit);
      audits.add(audit);
    }
  }

  private void mainRows(Target target, Crowd crowd) throws Exception {
    BidRows bids = new BidRows(options, target, crowd, findings);
    RateRows rates = new RateRows(options, target, crowd, findings);
    if (options.has(Part.HOT)) {
      bids.hot();
    }
    if (options.has(Part.LATENCY)) {
      rates.latency();
    }
    if (options.has(Part.SWEEP)) {
      rates.sweep();
    }
    Optional<LocalStack> stack = ownStack(target, Part.ENGINE);
    if (stack.isPresent()) {
      new EngineRows(options, target, crowd, findings).run(stack.get());
    }
    if (options.has(Part.MANY)) {
      bids.many(MANY);
    }
  }

  private void roomRows(Target target, Crowd crowd) throws Exception {
    new RoomRows(options, target, crowd, findings).run();
    new ConnectionRows(options, target, crowd, findings).run();
  }

  private void growthRows(Target target, Crowd crowd) throws Exception {
    Optional<LocalStack> stack = ownStack(target, Part.GROWTH);
    if (stack.isPresent()) {
      new GrowthRows(options, target, crowd, findings).run(stack.get());
    }
  }

  private ReadRows readRows(Target target, Crowd crowd) {
    return new ReadRows(options, target, crowd, findings);
  }

  /// Without an audit: the log knows nothing of these auctions.
  private void browse() throws Exception {
    try (Target target = target(WITHOUT_COPIES)) {
      new BrowsePages(options, target, findings).run();
    }
  }

  /// Whether the part is wanted and possible: it needs a system with settings of its own.
  private boolean isOwn(Part part) {
    boolean wanted = options.has(part);
    if (wanted && options.url().isPresent()) {
      findings.note(NEEDS_OWN.formatted(part));
    }
    return wanted && options.url().isEmpty();
  }

  /// The stack where the part is wanted and possible: it freezes and stops the auction service.
  private Optional<LocalStack> ownStack(Target target, Part part) {
    if (!options.has(part)) {
      return Optional.empty();
    }
    if (target.own().isEmpty()) {
      findings.note(NEEDS_OWN.formatted(part));
    }
    return target.own();
  }

  private Target target(Map<String, String> variables) {
    return options
        .url()
        .map(url -> Target.running(url, System.getenv()))
        .orElseGet(
            () -> Target.start(Path.of(""), options.report().resolveSibling("stack"), variables));
  }
}
