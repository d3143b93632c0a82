package com.neighborbid.bench.report;

import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.measure.Medians;
import com.neighborbid.bench.measure.RoomSample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What viewers of rooms saw, and how that compares with the goals.
final class RoomTables {
  static final String REMARK =
      """
      `bare` is a bare Netty room: no log, no database, no Redis, one write for each message and viewer. \
      `viewers` and `crowd`: real bids over two sockets, latency from the moment a bid was to be sent until \
      each viewer saw it. `saturation`: steps published on the room's Redis path by the engine's script, \
      so many always on their way; the bare room gets bids in the same way. `overload`: twice that rate, \
      whether the room keeps up or not; viewers who fall behind get the newest state instead of steps \
      (skipped). `lost` is what nobody accounts for. CPU and bytes are for one delivery: of the service or \
      the bare room, the gateway, the driver.\
      """;

  private static final String BARE = "-bare";
  private static final String GATEWAY = "-gateway";

  private final Findings findings;

  RoomTables(Findings findings) {
    this.findings = findings;
  }

  List<List<String>> measured() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "row",
            "viewers",
            "delivered/s",
            "p50 ms",
            "p99 ms",
            "max ms",
            "room µs",
            "gateway µs",
            "driver µs",
            "bytes",
            "skipped",
            "lost"));
    findings.rooms().forEach((row, samples) -> lines.add(measured(row, samples)));
    return lines;
  }

  private static List<String> measured(String row, List<RoomSample> samples) {
    boolean timed = samples.getFirst().seen().latencyMicros().getTotalCount() > 0;
    return List.of(
        row,
        "" + samples.getFirst().viewers(),
        "%.0f".formatted(median(samples, RoomSample::perSecond)),
        timed ? milliseconds(samples, 50) : "–",
        timed ? milliseconds(samples, 99) : "–",
        timed ? milliseconds(samples, 100) : "–",
        "%.2f"
            .formatted(
                median(
                    samples, s -> s.microsPerDelivery("realtime") + s.microsPerDelivery("bare"))),
        "%.2f".formatted(median(samples, s -> s.microsPerDelivery("gateway"))),
        "%.2f".formatted(median(samples, s -> s.microsPerDelivery("driver"))),
        row.endsWith(BARE) ? "–" : "%.1f".formatted(median(samples, RoomSample::bytesPerDelivery)),
        "" + samples.stream().mapToLong(s -> s.seen().skipped()).sum(),
        ""
            + samples.stream()
                .mapToLong(s -> s.lost() + s.seen().missing() + s.seen().repeated())
                .sum());
  }

  /// One line for each goal that was measured.
  List<List<String>> goals() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("goal", "ours", "reference", "aimed at", "met"));
    for (String row : findings.rooms().keySet()) {
      if (row.endsWith(GATEWAY)) {
        throughGateway(lines, row, row.substring(0, row.length() - GATEWAY.length()));
      } else if (row.equals("crowd")) {
        crowd(lines);
      } else if (findings.rooms().containsKey(row + BARE)) {
        besideBare(lines, row);
      }
    }
    return lines;
  }

  private void besideBare(List<List<String>> lines, String row) {
    if (row.startsWith("saturation")) {
      ratio(lines, row, row + BARE, Goals.SATURATION, "delivered/s of " + row);
      return;
    }
    double p50 = latency(row, 50);
    double p99 = latency(row, 99);
    double bare50 = latency(row + BARE, 50);
    double bare99 = latency(row + BARE, 99);
    double most99 = Math.max(Goals.P99_MS, Goals.VIEWERS_P99_TIMES * bare99);
    lines.add(
        line(
            row + ", p50 ms",
            p50,
            bare50,
            "≤ %.1f".formatted(bare50 + Goals.VIEWERS_MORE_MS),
            p50 <= bare50 + Goals.VIEWERS_MORE_MS));
    lines.add(line(row + ", p99 ms", p99, bare99, "≤ %.1f".formatted(most99), p99 <= most99));
  }

  private void throughGateway(List<List<String>> lines, String row, String direct) {
    if (row.startsWith("saturation")) {
      ratio(lines, row, direct, Goals.GATEWAY, "delivered/s of " + row);
      return;
    }
    for (double percent : new double[] {50, 99}) {
      double ours = latency(row, percent);
      double most = Goals.GATEWAY_TIMES * latency(direct, percent);
      lines.add(
          line(
              "%s, p%.0f ms".formatted(row, percent),
              ours,
              latency(direct, percent),
              "≤ %.1f".formatted(most),
              ours <= most));
    }
  }

  private void crowd(List<List<String>> lines) {
    double p99 = latency("crowd", 99);
    lines.add(
        List.of(
            "crowd, p99 ms",
            "%.1f".formatted(p99),
            "–",
            "≤ %.0f".formatted(Goals.CROWD_P99_MS),
            yesNo(p99 <= Goals.CROWD_P99_MS)));
  }

  private void ratio(
      List<List<String>> lines, String row, String reference, double goal, String name) {
    double ratio = Medians.ratio(perSecond(row), perSecond(reference));
    lines.add(
        List.of(
            name,
            "%.0f".formatted(Medians.of(rates(row))),
            "%.0f".formatted(Medians.of(rates(reference))),
            "%.2f of ≥ %.1f ×".formatted(ratio, goal),
            yesNo(ratio >= goal)));
  }

  private static List<String> line(
      String name, double ours, double reference, String goal, boolean met) {
    return List.of(name, "%.1f".formatted(ours), "%.1f".formatted(reference), goal, yesNo(met));
  }

  private static String yesNo(boolean met) {
    return met ? "yes" : "no";
  }

  private List<Double> rates(String row) {
    return samples(row).stream().map(RoomSample::perSecond).toList();
  }

  private double[] perSecond(String row) {
    return samples(row).stream().mapToDouble(RoomSample::perSecond).toArray();
  }

  private double latency(String row, double percent) {
    return median(samples(row), sample -> sample.milliseconds(percent));
  }

  private List<RoomSample> samples(String row) {
    return findings.rooms().getOrDefault(row, List.of());
  }

  private static String milliseconds(List<RoomSample> samples, double percent) {
    return "%.1f".formatted(median(samples, sample -> sample.milliseconds(percent)));
  }

  private static double median(List<RoomSample> samples, ToDoubleFunction<RoomSample> what) {
    return Medians.of(samples.stream().mapToDouble(what).boxed().toList());
  }
}
