package com.neighborbid.common.lane;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All lane threads of one engine in this process: started together, stopped together, watched
/// together.
public final class LaneGroup implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LaneGroup.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final LaneSettings settings;
  private final LogIdentity identity;
  private final List<LaneWorker<?>> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<String> members = new ArrayList<>();

  /// How a lane is doing, for health checks and operators.
  ///
  /// @param phase `ASSIGNED`, `RUNNING` or `STOPPED`
  /// @param stopReason empty unless stopped
  public record LaneStatus(String lane, String phase, long nextOffset, String stopReason) {}

  /// @param engines makes one engine per thread: an engine is never shared between threads
  /// @param dataSource pool of the lanes alone, auto-commit off, at least one connection per thread
  /// @param onFenced called when another process runs under our instance name; should end the
  ///   process
  public <I> LaneGroup(
      LaneSettings settings,
      Supplier<LaneEngine<I>> engines,
      DataSource dataSource,
      SidePublisher side,
      MeterRegistry registry,
      Clock clock,
      Runnable onFenced) {
    this.settings = settings;
    this.identity = new LogIdentity(settings.bootstrap(), settings.instance());
    LaneMetrics metrics = new LaneMetrics(registry, settings.group());
    for (int i = 0; i < settings.threads(); i++) {
      String member = settings.group() + "-" + settings.instance() + "-" + i;
      members.add(member);
      LaneWorker<I> worker =
          new LaneWorker<>(
              settings,
              member,
              engines.get(),
              dataSource,
              identity,
              side,
              metrics,
              clock,
              onFenced);
      workers.add(worker);
      threads.add(Thread.ofPlatform().name(member).unstarted(worker));
    }
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  /// The lanes that this process owns now.
  public List<LaneStatus> status() {
    List<LaneStatus> result = new ArrayList<>();
    for (LaneWorker<?> worker : workers) {
      for (LaneState lane : worker.lanes()) {
        String reason = lane.stopReason;
        result.add(
            new LaneStatus(
                lane.key.toString(),
                lane.phase.name(),
                lane.nextOffset,
                reason == null ? "" : reason));
      }
    }
    return result;
  }

  /// Whether every lane thread is alive.
  public boolean alive() {
    return threads.stream().allMatch(Thread::isAlive);
  }

  /// Stops after the running batch and leaves the group at once, so that others need not wait for
  /// the session to time out.
  @Override
  public void close() {
    workers.forEach(LaneWorker::stop);
    try {
      for (Thread thread : threads) {
        if (thread.isAlive() && !thread.join(STOP_LIMIT)) {
          thread.interrupt();
        }
      }
      leave();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    identity.close();
  }

  private void leave() throws InterruptedException {
    try {
      identity
          .admin()
          .removeMembersFromConsumerGroup(
              settings.group(),
              new RemoveMembersFromConsumerGroupOptions(
                  members.stream().map(MemberToRemove::new).toList()))
          .all()
          .get(2, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.info("{} leaves by session timeout: {}", settings.group(), e.toString());
    }
  }
}
