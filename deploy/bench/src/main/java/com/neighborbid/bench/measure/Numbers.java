package com.neighborbid.bench.measure;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Figures as people read them.
public final class Numbers {
  private Numbers() {}

  /// What a system costs that has nothing to do, as parts of one processor.
  public static String idle(Map<String, Double> cpuSeconds, double seconds) {
    return cpuSeconds.entrySet().stream()
        .map(
            part ->
                String.format(
                    Locale.ROOT, "%s %.1f %%", part.getKey(), part.getValue() / seconds * 100))
        .collect(Collectors.joining(", "));
  }

  /// CPU seconds by part, of those that used any to speak of.
  public static String seconds(Map<String, Double> cpuSeconds) {
    return cpuSeconds.entrySet().stream()
        .filter(part -> part.getValue() >= 0.05)
        .map(part -> "%s %.1f".formatted(part.getKey(), part.getValue()))
        .collect(Collectors.joining(", "));
  }

  /// CPU by part divided by deliveries, and what was allocated for each.
  public static String perDelivery(RoomSample sample) {
    return sample.cpuSeconds().keySet().stream()
            .filter(part -> sample.microsPerDelivery(part) >= 0.005)
            .map(part -> "%s %.2f µs".formatted(part, sample.microsPerDelivery(part)))
            .collect(Collectors.joining(", "))
        + (Double.isNaN(sample.allocated())
            ? ""
            : "; %.1f bytes allocated".formatted(sample.bytesPerDelivery()));
  }

  /// CPU by part divided by answers, and how many copies were found.
  public static String perAnswer(ReadSample sample) {
    double hits = sample.copies().hitRate();
    return "CPU µs per answer: %.0f in all = ".formatted(sample.allMicros())
        + sample.cpuSeconds().keySet().stream()
            .filter(part -> sample.micros(part) >= 0.5)
            .map(part -> String.format(Locale.ROOT, "%s %.0f", part, sample.micros(part)))
            .collect(Collectors.joining(", "))
        + (Double.isNaN(hits) ? "" : "; %.2f %% of the copies found".formatted(100 * hits));
  }

  /// CPU by part divided by bids, the whole first.
  public static String microsPerBid(Sample sample) {
    double bids = Math.max(1, sample.load().answered());
    double system =
        sample.cpuSeconds().entrySet().stream()
            .filter(part -> !part.getKey().equals(Cpu.OTHERS))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    return "%.0f in all = ".formatted(system / bids * 1e6)
        + sample.cpuSeconds().entrySet().stream()
            .map(
                part ->
                    String.format(
                        Locale.ROOT, "%s %.0f", part.getKey(), part.getValue() / bids * 1e6))
            .collect(Collectors.joining(", "));
  }
}
