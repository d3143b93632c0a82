package com.neighborbid.bench.micro;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs the microbenchmarks, each in a JVM of its own, before anything else runs.
public final class Micro {
  private static final int WARM_UPS = 5;
  private static final int MEASUREMENTS = 5;

  private Micro() {}

  /// The results as a Markdown table.
  ///
  /// @throws RunnerException if JMH cannot run them
  public static String run() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("com\\.neighborbid\\.bench\\.micro\\..*")
                    .forks(1)
                    .warmupIterations(WARM_UPS)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(MEASUREMENTS)
                    .measurementTime(TimeValue.seconds(1))
                    .build())
            .run();
    StringBuilder table = new StringBuilder("| what | ns | ± |\n|---|---|---|\n");
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
      String mix = result.getParams().getParam("mix");
      Result<?> score = result.getPrimaryResult();
      table.append(
          String.format(
              Locale.ROOT,
              "| %s%s | %.0f | %.0f |%n",
              name,
              mix == null ? "" : " " + mix.toLowerCase(Locale.ROOT),
              score.getScore(),
              score.getScoreError()));
    }
    return table.toString();
  }
}
