package com.neighborbid.common.lane;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
  private static final Duration WATCH_PERIOD = Duration.ofSeconds(3);
  private static final Duration MAINTENANCE_PERIOD = Duration.ofHours(1);

  /// For operators; nothing else may depend on what else runs in this process.
  private static final Set<LaneGroup> RUNNING = ConcurrentHashMap.newKeySet();

  private final LaneSettings settings;
  private final LogIdentity identity;
  private final List<LaneWorker<?>> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<String> members = new ArrayList<>();
  private final LogWatch watch;
  private final LaneAdoption adoption;
  private final OutboxMaintenance maintenance;
  private final ScheduledExecutorService beside;

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
    this.watch = new LogWatch(identity, settings.topic());
    this.adoption = new LaneAdoption(settings, identity, watch, dataSource);
    this.maintenance = new OutboxMaintenance(dataSource);
    this.beside =
        Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name(settings.group() + "-beside-", 0).factory());
    LaneMetrics metrics = new LaneMetrics(registry, settings.group());
    for (int i = 0; i < settings.threads(); i++) {
      String member = settings.group() + "-" + settings.instance() + "-" + i;
      members.add(member);
      LaneWorker<I> worker =
          new LaneWorker<>(
              settings,
              LaneConsumers.create(settings, member),
              LaneProducer.to(settings.bootstrap(), settings.source(), member + "-outbox"),
              engines.get(),
              dataSource,
              identity,
              watch,
              side,
              metrics,
              clock,
              LaneTime.SYSTEM,
              onFenced);
      workers.add(worker);
      threads.add(Thread.ofPlatform().name(member).unstarted(worker));
    }
    metrics.watch(this::states);
  }

  public void start() {
    RUNNING.add(this);
    threads.forEach(Thread::start);
    var _ = beside.scheduleWithFixedDelay(watch, 0, WATCH_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    var _ =
        beside.scheduleWithFixedDelay(
            maintenance, 0, MAINTENANCE_PERIOD.toMinutes(), TimeUnit.MINUTES);
  }

  /// The groups that run in this process.
  public static Collection<LaneGroup> running() {
    return List.copyOf(RUNNING);
  }

  /// The consumer group that these lanes are.
  public String group() {
    return settings.group();
  }

  /// The lanes that this process owns now.
  public List<LaneStatus> status() {
    return states().stream()
        .map(
            lane ->
                new LaneStatus(
                    lane.key.toString(), lane.phase.name(), lane.nextOffset, lane.stopReason))
        .toList();
  }

  private List<LaneState> states() {
    return workers.stream().flatMap(worker -> worker.lanes().stream()).toList();
  }

  /// Makes the log that the broker has now the log of this partition, after a person has judged why
  /// it is another one: the lane goes on at `nextOffset`, and everything between is given up. Works
  /// from any instance, whichever owns the lane.
  ///
  /// @param nextOffset the first record to decide; absent for the most careful choice: where the
  ///   lane was in the same log, shortened where the log was, and the beginning of a recreated one
  /// @return the offset at which the lane goes on
  /// @throws LaneAdoptionException if the lane, the log or the offset does not exist
  public long adopt(int partition, OptionalLong nextOffset) {
    return adoption.adopt(partition, nextOffset);
  }

  /// Whether every lane thread is alive.
  public boolean alive() {
    return threads.stream().allMatch(Thread::isAlive);
  }

  /// Stops after the running batch and leaves the group at once, so that others need not wait for
  /// the session to time out.
  @Override
  public void close() {
    RUNNING.remove(this);
    beside.shutdownNow();
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
