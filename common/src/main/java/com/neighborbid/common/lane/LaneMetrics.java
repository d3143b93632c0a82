package com.neighborbid.common.lane;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/// Figures of a group of lanes, tagged with the group.
final class LaneMetrics {
  private final Timer batchTime;
  private final DistributionSummary batchSize;
  private final Counter failures;
  private final Counter fenced;
  private final Counter stopped;

  LaneMetrics(MeterRegistry registry, String group) {
    batchTime = Timer.builder("lane.batch").tag("group", group).register(registry);
    batchSize =
        DistributionSummary.builder("lane.batch.size").tag("group", group).register(registry);
    failures = Counter.builder("lane.failures").tag("group", group).register(registry);
    fenced = Counter.builder("lane.fenced").tag("group", group).register(registry);
    stopped = Counter.builder("lane.stopped").tag("group", group).register(registry);
  }

  /// Times a batch until it is closed.
  Running batch(int size) {
    batchSize.record(size);
    long start = System.nanoTime();
    return () ->
        batchTime.record(System.nanoTime() - start, java.util.concurrent.TimeUnit.NANOSECONDS);
  }

  void failure() {
    failures.increment();
  }

  void fenced() {
    fenced.increment();
  }

  void stopped() {
    stopped.increment();
  }

  /// A batch that is being timed.
  interface Running extends AutoCloseable {
    @Override
    void close();
  }
}
