package com.neighborbid.bench.report;

import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.measure.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/// Throughput against latency as a picture.
final class Plot {
  static final String FILE = "sweep.png";

  private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9);

  private Plot() {}

  /// @return false where no sweep was measured
  static boolean write(Findings findings, Path file) throws IOException {
    List<Map.Entry<String, List<Sample>>> points =
        findings.samples().entrySet().stream()
            .filter(row -> row.getKey().startsWith(Findings.SWEEP))
            .toList();
    if (points.isEmpty()) {
      return false;
    }
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(600)
            .title("Latency of a bid over WebSocket, 100 auctions")
            .xAxisTitle("bids answered per second")
            .yAxisTitle("milliseconds")
            .build();
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(1.0);
    for (double percentile : PERCENTILES) {
      List<Double> perSecond = new ArrayList<>();
      List<Double> milliseconds = new ArrayList<>();
      for (Map.Entry<String, List<Sample>> point : points) {
        perSecond.add(findings.medianPerSecond(point.getKey()));
        milliseconds.add(Math.max(1, Report.percentile(point.getValue(), percentile)));
      }
      chart.addSeries(
          "p" + (percentile % 1 == 0 ? "%.0f" : "%.1f").formatted(percentile),
          perSecond,
          milliseconds);
    }
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    return true;
  }
}
