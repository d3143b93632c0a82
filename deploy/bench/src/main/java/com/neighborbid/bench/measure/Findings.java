package com.neighborbid.bench.measure;

import com.neighborbid.bench.load.LoadResult;
import com.neighborbid.bench.load.ReadResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Everything that a run has measured so far, told line by line as it comes.
public final class Findings {
  /// Begins the name of a row that is one point of the sweep; the offered rate follows.
  public static final String SWEEP = "sweep-";

  /// Begins the name of a row that is one kind of page among many auctions.
  public static final String BROWSE = "browse-";

  /// The row of what readers are compared with.
  public static final String READS_REFERENCE = "reads-reference";

  /// Ends the name of a row that was measured without copies.
  public static final String OFF = "-off";

  private final SequencedMap<String, List<Sample>> samples = new LinkedHashMap<>();
  private final SequencedMap<String, List<Double>> references = new LinkedHashMap<>();
  private final SequencedMap<String, List<RoomSample>> rooms = new LinkedHashMap<>();
  private final SequencedMap<String, List<ReadSample>> reads = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private Map<String, Double> memoryMb = Map.of();

  /// Keeps one measurement of a row.
  public void add(Sample sample) {
    samples.computeIfAbsent(sample.row(), _ -> new ArrayList<>()).add(sample);
    LoadResult load = sample.load();
    System.out.printf(
        "  %-34s %8.0f bids/s  (%d: %d accepted, %d outbid, %d refused, %d failed, %d lost;"
            + " p50 %.1f ms, p99 %.1f ms)%n",
        sample.row(),
        load.perSecond(),
        load.answered(),
        load.accepted(),
        load.outbid(),
        load.refused(),
        load.failed(),
        load.lost(),
        load.latencyMicros().getValueAtPercentile(50) / 1e3,
        load.latencyMicros().getValueAtPercentile(99) / 1e3);
    System.out.println("      CPU µs per bid: " + Numbers.microsPerBid(sample));
  }

  /// Keeps one measurement of viewers.
  public void add(RoomSample sample) {
    rooms.computeIfAbsent(sample.row(), _ -> new ArrayList<>()).add(sample);
    System.out.printf(
        "  %-34s %8.0f steps/s delivered to %d (%.0f/s each; p50 %.1f ms, p99 %.1f ms, max %.1f ms;"
            + " %d missing, %d repeated, %d lost, %d skipped by %d snapshots, %d ended)%n",
        sample.row(),
        sample.perSecond(),
        sample.viewers(),
        sample.perSecond() / sample.viewers(),
        sample.milliseconds(50),
        sample.milliseconds(99),
        sample.milliseconds(100),
        sample.seen().missing(),
        sample.seen().repeated(),
        sample.lost(),
        sample.seen().skipped(),
        sample.seen().snapshots(),
        sample.seen().ended());
    System.out.println("      per delivery: " + Numbers.perDelivery(sample));
  }

  /// Keeps one measurement of readers.
  public void add(ReadSample sample) {
    reads.computeIfAbsent(sample.row(), _ -> new ArrayList<>()).add(sample);
    ReadResult result = sample.result();
    System.out.printf(
        "  %-34s %8.0f answers/s to %d at a time (mean %.1f ms, p50 %.1f ms, p95 %.1f ms,"
            + " p99 %.1f ms, max %.1f ms; %.0f bytes each, %d failed)%n",
        sample.row(),
        result.perSecond(),
        sample.inFlight(),
        result.meanMilliseconds(),
        result.milliseconds(50),
        result.milliseconds(95),
        result.milliseconds(99),
        result.milliseconds(100),
        result.bytesEach(),
        result.failed());
    System.out.println("      " + Numbers.perAnswer(sample));
  }

  /// Readers' measurements by row.
  public SequencedMap<String, List<ReadSample>> reads() {
    return reads;
  }

  /// Viewers' measurements by row.
  public SequencedMap<String, List<RoomSample>> rooms() {
    return rooms;
  }

  /// Keeps what the reference of a row did in the same round.
  public void addReference(String row, double perSecond, int clients) {
    references.computeIfAbsent(row, _ -> new ArrayList<>()).add(perSecond);
    System.out.printf("      row lock: %.0f bids/s with %d clients%n", perSecond, clients);
  }

  /// Keeps a sentence for the report.
  public void note(String note) {
    notes.add(note);
    System.out.println("  " + note);
  }

  public void memory(Map<String, Double> megabytes) {
    memoryMb = Map.copyOf(megabytes);
  }

  /// The median over the rounds of a row; NaN where it has none.
  public double medianPerSecond(String row) {
    return Medians.of(
        samples.getOrDefault(row, List.of()).stream()
            .map(sample -> sample.load().perSecond())
            .toList());
  }

  public SequencedMap<String, List<Sample>> samples() {
    return samples;
  }

  /// Bids per second of the reference by row, one for each round; empty where a row has none.
  public List<Double> references(String row) {
    return references.getOrDefault(row, List.of());
  }

  public List<String> notes() {
    return notes;
  }

  public Map<String, Double> memoryMb() {
    return memoryMb;
  }
}
