package com.neighborbid.common.lane;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Figures of a group of lanes, tagged with the group.
final class LaneMetrics {
  private final MeterRegistry registry;
  private final String group;
  private final Timer batchTime;
  private final DistributionSummary batchSize;
  private final Counter failures;
  private final Counter fenced;
  private final Counter skipped;
  private final Counter stops;

  LaneMetrics(MeterRegistry registry, String group) {
    this.registry = registry;
    this.group = group;
    batchTime = Timer.builder("lane.batch").tag("group", group).register(registry);
    batchSize =
        DistributionSummary.builder("lane.batch.size").tag("group", group).register(registry);
    failures = counter("lane.failures", "batches undone, for whatever reason");
    fenced = counter("lane.fenced", "batches not decided because another owner had the lane");
    skipped = counter("lane.skipped", "records skipped as poison");
    stops = counter("lane.stops", "lanes stopped until an operator acts");
  }

  /// Shows how the lanes of this process are: how many are stopped, how far they are behind.
  void watch(Supplier<Collection<LaneState>> lanes) {
    gauge("lane.stopped", lanes, lane -> lane.phase == LaneState.Phase.STOPPED ? 1 : 0);
    gauge("lane.running", lanes, lane -> lane.runs() ? 1 : 0);
    gauge("lane.lag", lanes, lane -> lane.lag);
    gauge("lane.unsent", lanes, lane -> lane.runs() ? lane.outboxSeq - lane.kafkaSent : 0);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).tag("group", group).register(registry);
  }

  private void gauge(
      String name, Supplier<Collection<LaneState>> lanes, ToLongFunction<LaneState> figure) {
    Gauge.builder(name, lanes, all -> all.get().stream().mapToLong(figure).sum())
        .tag("group", group)
        .strongReference(true)
        .register(registry);
  }

  /// Times a batch until it is closed.
  Running batch(int size) {
    batchSize.record(size);
    long start = System.nanoTime();
    return () -> batchTime.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  void failure() {
    failures.increment();
  }

  void fenced() {
    fenced.increment();
  }

  void skipped(int count) {
    skipped.increment(count);
  }

  void stop() {
    stops.increment();
  }

  /// A batch that is being timed.
  interface Running extends AutoCloseable {
    @Override
    void close();
  }
}
