package com.neighborbid.bench.report;

import com.neighborbid.bench.load.LoadResult;
import com.neighborbid.bench.measure.Cpu;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.measure.Medians;
import com.neighborbid.bench.measure.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// Writes what a run has found.
public final class Report {
  private static final String COMPARED =
      "Ours and the reference are medians over the rounds; a ratio is the median of the rounds' own"
          + " ratios. The reference decides the same share of refused bids.";
  private static final String OTHERS =
      "`others` is what the machine did besides, other people's work included; it is not in `all`.";

  private final Findings findings;
  private final Map<String, String> facts;
  private final String micro;
  private final List<String> audits;

  /// @param facts about the machine and the run
  /// @param micro table of the microbenchmarks; empty where they were not asked for
  /// @param audits what each audit said
  public Report(Findings findings, Map<String, String> facts, String micro, List<String> audits) {
    this.findings = findings;
    this.facts = facts;
    this.micro = micro;
    this.audits = List.copyOf(audits);
  }

  /// Writes `report.md` and, where there was a sweep, `sweep.png`.
  ///
  /// @return the report
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    boolean plotted = Plot.write(findings, folder.resolve(Plot.FILE));
    StringBuilder text = new StringBuilder("# Benchmarks\n\n");
    facts.forEach((name, value) -> text.append("- %s: %s\n".formatted(name, value)));
    findings.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    section(text, "Bids per second", throughput(), COMPARED);
    section(text, "Latency in milliseconds, from the moment a bid was to be sent", latencies(), "");
    if (plotted) {
      text.append("\n![Throughput against latency](").append(Plot.FILE).append(")\n");
    }
    RoomTables rooms = new RoomTables(findings);
    section(text, "Viewers", rooms.measured(), RoomTables.REMARK);
    section(text, "Viewers, beside their references", rooms.goals(), "");
    ReadTables reads = new ReadTables(findings);
    section(text, "Readers", reads.measured(), ReadTables.REMARK);
    section(text, "Readers, beside the reference", reads.goals(), "");
    section(text, "Pages among a million auctions", reads.browsing(), ReadTables.BROWSE_REMARK);
    section(text, "CPU microseconds per bid, by process", cpu(), OTHERS);
    section(text, "Memory in MB at the end", memory(), "");
    if (!micro.isEmpty()) {
      text.append("\n## The pure core and the codecs\n\n").append(micro);
    }
    for (String audit : audits) {
      text.append("\n## Audit\n\n```\n").append(audit).append("```\n");
    }
    Path file = folder.resolve("report.md");
    Files.writeString(file, text);
    return file;
  }

  private static void section(
      StringBuilder text, String title, List<List<String>> lines, String remark) {
    if (lines.size() > 1) {
      text.append("\n## ").append(title).append("\n\n").append(table(lines));
      text.append(remark.isEmpty() ? "" : "\n" + remark + "\n");
    }
  }

  /// The throughput and the latency at the fixed rate as lines for a terminal.
  public String summary() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : throughput()) {
      text.append("  %-24s %9s %9s %7s %6s %s\n".formatted(line.subList(0, 6).toArray()));
    }
    for (List<String> line : latencies()) {
      if (line.getFirst().startsWith("latency-") || line.getFirst().equals("row")) {
        text.append(
            "  %-24s %9s %9s %9s %9s %9s\n"
                .formatted(
                    line.get(0), line.get(2), line.get(3), line.get(4), line.get(5), line.get(6)));
      }
    }
    lines(text, new RoomTables(findings).goals(), "  %-44s %9s %9s %18s %s\n");
    ReadTables reads = new ReadTables(findings);
    lines(text, reads.goals(), "  %-44s %9s %9s %18s %s\n");
    lines(text, reads.browsing(), "  %-34s %9s %9s %9s %9s %9s %9s %9s %6s %s\n");
    return text.toString();
  }

  private static void lines(StringBuilder text, List<List<String>> lines, String format) {
    if (lines.size() > 1) {
      lines.forEach(line -> text.append(format.formatted(line.toArray())));
    }
  }

  private List<List<String>> throughput() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "row",
            "bids/s",
            "row lock",
            "ratio",
            "goal",
            "met",
            "rounds",
            "accepted",
            "outbid",
            "refused",
            "failed",
            "lost"));
    findings
        .samples()
        .forEach(
            (row, samples) -> {
              if (!row.startsWith("latency-") && !row.startsWith(Findings.SWEEP)) {
                lines.add(throughput(row, samples));
              }
            });
    return lines;
  }

  private List<String> throughput(String row, List<Sample> samples) {
    List<Double> references = findings.references(row);
    double ratio =
        Medians.ratio(
            samples.stream().mapToDouble(sample -> sample.load().perSecond()).toArray(),
            references.stream().mapToDouble(Double::doubleValue).toArray());
    double goal = Goals.ratio(row);
    return List.of(
        row,
        "%.0f".formatted(findings.medianPerSecond(row)),
        orDash("%.0f", Medians.of(references)),
        orDash("%.1f", ratio),
        orDash("%.0f", goal),
        Double.isNaN(goal) || Double.isNaN(ratio) ? "–" : ratio >= goal ? "yes" : "no",
        "" + samples.size(),
        "" + sum(samples, LoadResult::accepted),
        "" + sum(samples, LoadResult::outbid),
        "" + sum(samples, LoadResult::refused),
        "" + sum(samples, LoadResult::failed),
        "" + sum(samples, LoadResult::lost));
  }

  private List<List<String>> latencies() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("row", "answered/s", "p50", "p90", "p99", "p99.9", "max", "goal", "met"));
    findings
        .samples()
        .forEach(
            (row, samples) -> {
              if (samples.getFirst().load().latencyMicros().getTotalCount() > 0) {
                lines.add(latency(row, samples));
              }
            });
    return lines;
  }

  private List<String> latency(String row, List<Sample> samples) {
    boolean aimed = row.startsWith("latency-");
    double median = percentile(samples, 50);
    double p99 = percentile(samples, 99);
    boolean met = median <= Goals.MEDIAN_MS && p99 <= Goals.P99_MS;
    return List.of(
        row,
        "%.0f".formatted(findings.medianPerSecond(row)),
        "%.1f".formatted(median),
        "%.1f".formatted(percentile(samples, 90)),
        "%.1f".formatted(p99),
        "%.1f".formatted(percentile(samples, 99.9)),
        "%.1f".formatted(percentile(samples, 100)),
        aimed ? "p50 ≤ %.0f, p99 ≤ %.0f".formatted(Goals.MEDIAN_MS, Goals.P99_MS) : "–",
        aimed ? met ? "yes" : "no" : "–");
  }

  static double percentile(List<Sample> samples, double percent) {
    return Medians.of(
        samples.stream()
            .map(sample -> sample.load().latencyMicros().getValueAtPercentile(percent) / 1e3)
            .toList());
  }

  private List<List<String>> cpu() {
    Set<String> parts = new LinkedHashSet<>();
    findings.samples().values().forEach(s -> s.forEach(x -> parts.addAll(x.cpuSeconds().keySet())));
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("row", "all"));
    head.addAll(parts);
    lines.add(head);
    findings.samples().forEach((row, samples) -> lines.add(cpu(row, samples, parts)));
    return lines;
  }

  private static List<String> cpu(String row, List<Sample> samples, Set<String> parts) {
    List<String> line = new ArrayList<>();
    double all = 0;
    for (String part : parts) {
      double micros =
          Medians.of(
              samples.stream()
                  .map(
                      sample ->
                          sample.cpuSeconds().getOrDefault(part, 0.0)
                              / Math.max(1, sample.load().answered())
                              * 1e6)
                  .toList());
      line.add("%.0f".formatted(micros));
      all += part.equals(Cpu.OTHERS) ? 0 : micros;
    }
    line.addFirst("%.0f".formatted(all));
    line.addFirst(row);
    return line;
  }

  private List<List<String>> memory() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("process", "MB"));
    if (findings.memoryMb().isEmpty()) {
      return lines;
    }
    findings
        .memoryMb()
        .forEach((name, megabytes) -> lines.add(List.of(name, "%.0f".formatted(megabytes))));
    double system =
        findings.memoryMb().entrySet().stream()
            .filter(part -> !part.getKey().equals(Cpu.DRIVER))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    lines.add(List.of("all without the driver", "%.0f".formatted(system)));
    return lines;
  }

  private static long sum(List<Sample> samples, ToDoubleFunction<LoadResult> what) {
    return (long) samples.stream().mapToDouble(s -> what.applyAsDouble(s.load())).sum();
  }

  private static String orDash(String format, double value) {
    return Double.isNaN(value) ? "–" : format.formatted(value);
  }

  private static String table(List<List<String>> lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append("| ").append(String.join(" | ", lines.get(i))).append(" |\n");
      if (i == 0) {
        text.append("|---".repeat(lines.getFirst().size())).append("|\n");
      }
    }
    return text.toString();
  }
}
