package com.neighborbid.bench.report;

import com.neighborbid.bench.measure.Cpu;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.measure.Medians;
import com.neighborbid.bench.measure.ReadSample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What readers got and how soon, and how that compares with the goals.
final class ReadTables {
  static final String REMARK =
      """
      Anonymous readers through the gateway, each on a connection that is kept, the next request as soon as \
      one is answered. `list` is the first page, `list-filtered` pages with filters, `auction` one auction of \
      some hundreds, a few of which most ask for. `-off`: the same where auction-service keeps no copies \
      (`NB_CACHE=off`), so before and after. `reference` answers 1 KB. `found` is the share of copies that \
      came from the process or from Redis; a page is a copy and each auction it shows. CPU microseconds are \
      for one answer, `all` with the driver.\
      """;

  static final String BROWSE_REMARK =
      """
      Straight from auction-service and without copies, so that each page is made by the database. Medians \
      over the rounds.\
      """;

  private final Findings findings;

  ReadTables(Findings findings) {
    this.findings = findings;
  }

  List<List<String>> measured() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "row",
            "answers/s",
            "mean ms",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "max ms",
            "bytes",
            "found",
            "all µs",
            "gateway µs",
            "auction µs",
            "postgres µs",
            "redis µs",
            "driver µs",
            "failed"));
    findings
        .reads()
        .forEach(
            (row, samples) -> {
              if (!row.startsWith(Findings.BROWSE)) {
                lines.add(measured(row, samples));
              }
            });
    return lines;
  }

  private static List<String> measured(String row, List<ReadSample> samples) {
    double found = median(samples, sample -> 100 * sample.copies().hitRate());
    return List.of(
        row,
        "%.0f".formatted(median(samples, sample -> sample.result().perSecond())),
        "%.1f".formatted(median(samples, sample -> sample.result().meanMilliseconds())),
        milliseconds(samples, 50),
        milliseconds(samples, 95),
        milliseconds(samples, 99),
        milliseconds(samples, 100),
        "%.0f".formatted(median(samples, sample -> sample.result().bytesEach())),
        Double.isNaN(found) ? "–" : "%.2f %%".formatted(found),
        "%.0f".formatted(median(samples, ReadSample::allMicros)),
        micros(samples, "gateway"),
        micros(samples, "auction"),
        micros(samples, "postgres"),
        micros(samples, "redis"),
        micros(samples, Cpu.DRIVER),
        failed(samples));
  }

  /// One line for each goal of each row that has a reference.
  List<List<String>> goals() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("goal", "ours", "reference", "aimed at", "met"));
    List<ReadSample> reference = samples(Findings.READS_REFERENCE);
    for (String row : findings.reads().keySet()) {
      boolean compared = !row.startsWith(Findings.BROWSE) && !row.endsWith(Findings.OFF);
      if (compared && !row.equals(Findings.READS_REFERENCE)) {
        goals(lines, row, reference);
      }
    }
    return lines;
  }

  private void goals(List<List<String>> lines, String row, List<ReadSample> reference) {
    List<ReadSample> ours = samples(row);
    double ratio = Medians.ratio(rates(ours), rates(reference));
    lines.add(
        List.of(
            row + ", answers/s",
            "%.0f".formatted(median(ours, sample -> sample.result().perSecond())),
            "%.0f".formatted(median(reference, sample -> sample.result().perSecond())),
            "%.2f of ≥ %.1f ×".formatted(ratio, Goals.READS),
            yesNo(ratio >= Goals.READS)));
    ToDoubleFunction<ReadSample> mean = sample -> sample.result().meanMilliseconds();
    lines.add(line(row + ", mean ms", mean, ours, reference, Goals.READS_MEAN_MS));
    lines.add(line(row + ", p95 ms", percentile(95), ours, reference, Goals.READS_P95_MS));
    lines.add(line(row + ", p99 ms", percentile(99), ours, reference, Goals.READS_P99_MS));
  }

  private static List<String> line(
      String name,
      ToDoubleFunction<ReadSample> what,
      List<ReadSample> ours,
      List<ReadSample> reference,
      double most) {
    double value = median(ours, what);
    return List.of(
        name,
        "%.1f".formatted(value),
        "%.1f".formatted(median(reference, what)),
        "≤ %.0f".formatted(most),
        yesNo(value <= most));
  }

  /// One line for each kind of query and each number of clients.
  List<List<String>> browsing() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "kind",
            "at a time",
            "pages/s",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "max ms",
            "postgres µs",
            "failed",
            "p95 ≤ %.0f".formatted(Goals.BROWSE_P95_MS)));
    findings
        .reads()
        .forEach(
            (row, samples) -> {
              if (row.startsWith(Findings.BROWSE)) {
                lines.add(browsing(row.substring(Findings.BROWSE.length()), samples));
              }
            });
    return lines;
  }

  private static List<String> browsing(String kindAndClients, List<ReadSample> samples) {
    return List.of(
        kindAndClients.substring(0, kindAndClients.lastIndexOf('-')),
        "" + samples.getFirst().inFlight(),
        "%.0f".formatted(median(samples, sample -> sample.result().perSecond())),
        milliseconds(samples, 50),
        milliseconds(samples, 95),
        milliseconds(samples, 99),
        milliseconds(samples, 100),
        micros(samples, "postgres"),
        failed(samples),
        yesNo(median(samples, percentile(95)) <= Goals.BROWSE_P95_MS));
  }

  private List<ReadSample> samples(String row) {
    return findings.reads().getOrDefault(row, List.of());
  }

  private static double[] rates(List<ReadSample> samples) {
    return samples.stream().mapToDouble(sample -> sample.result().perSecond()).toArray();
  }

  private static String failed(List<ReadSample> samples) {
    return "" + samples.stream().mapToLong(sample -> sample.result().failed()).sum();
  }

  private static String micros(List<ReadSample> samples, String part) {
    return "%.0f".formatted(median(samples, sample -> sample.micros(part)));
  }

  private static ToDoubleFunction<ReadSample> percentile(double percent) {
    return sample -> sample.result().milliseconds(percent);
  }

  private static String milliseconds(List<ReadSample> samples, double percent) {
    return "%.1f".formatted(median(samples, percentile(percent)));
  }

  private static double median(List<ReadSample> samples, ToDoubleFunction<ReadSample> what) {
    return Medians.of(samples.stream().mapToDouble(what).boxed().toList());
  }

  private static String yesNo(boolean met) {
    return met ? "yes" : "no";
  }
}
