package com.neighborbid.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.bench.load.ReadResult;
import com.neighborbid.bench.measure.CopyReads;
import com.neighborbid.bench.measure.Findings;
import com.neighborbid.bench.measure.ReadSample;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReadTablesTest {
  private final Findings findings = new Findings();
  private final ReadTables tables = new ReadTables(findings);

  private void measured(String row, int answers, int milliseconds, CopyReads copies) {
    Histogram latency = new Histogram(3);
    latency.recordValueWithCount(milliseconds * 1_000L, answers);
    ReadResult result = new ReadResult(0, 1_024L * answers, 1, latency);
    findings.add(new ReadSample(row, 8, result, Map.of("auction", 0.5), copies));
  }

  @Test
  void comparesEachRowWithTheReferenceOfItsRound() {
    measured("reads-reference", 1_000, 1, CopyReads.NONE);
    measured("list", 600, 120, new CopyReads(90, 9, 1));
    measured("list-off", 60, 120, new CopyReads(0, 0, 100));
    measured("reads-reference", 2_000, 1, CopyReads.NONE);
    measured("list", 800, 120, new CopyReads(90, 9, 1));

    List<List<String>> goals = tables.goals();

    assertThat(goals).hasSize(5);
    assertThat(goals.get(1)).contains("list, answers/s", "0.50 of ≥ 0.5 ×", "yes");
    assertThat(goals.get(2)).contains("list, mean ms", "≤ 100", "no");
    assertThat(goals.get(3)).contains("list, p95 ms", "≤ 200", "yes");
    assertThat(goals.get(4)).contains("list, p99 ms", "≤ 500", "yes");
  }

  @Test
  void tellsTheShareOfCopiesThatWereFound() {
    measured("list", 100, 1, new CopyReads(90, 5, 5));
    measured("reads-reference", 100, 1, CopyReads.NONE);

    List<List<String>> rows = tables.measured();

    assertThat(rows.get(1)).startsWith("list", "100").contains("95.00 %", "5000");
    assertThat(rows.get(2)).startsWith("reads-reference").contains("–");
  }

  @Test
  void judgesKindsOfPagesByThemselves() {
    measured("browse-text-ko-8", 100, 51, CopyReads.NONE);
    measured("browse-seller-8", 100, 49, CopyReads.NONE);

    List<List<String>> kinds = tables.browsing();

    assertThat(kinds.get(1)).startsWith("text-ko", "8").endsWith("no");
    assertThat(kinds.get(2)).startsWith("seller", "8").endsWith("yes");
    assertThat(tables.goals()).hasSize(1);
    assertThat(tables.measured()).hasSize(1);
  }
}
