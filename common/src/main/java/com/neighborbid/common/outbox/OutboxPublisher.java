package com.neighborbid.common.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/// The one that sends to one destination: of all instances, whoever holds its advisory lock.
///
/// Woken by each commit of its own process; what others wrote, or what failed, it finds by looking
/// once in a while. While the destination is away rows wait, and everything else goes on.
public final class OutboxPublisher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);
  private static final int BATCH = 500;
  private static final Duration CLEAN_EVERY = Duration.ofHours(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Destination destination;
  private final OutboxTable table;
  private final TransactionTemplate transactions;
  private final WakeUp wakeUp = new WakeUp();
  private final OutboxSettings settings;
  private final RowSender sender;
  private final Clock clock;
  private final Counter sent;
  private volatile @Nullable Thread thread;
  private boolean failing;
  private Instant cleanAt;

  public OutboxPublisher(
      Destination destination,
      RowSender sender,
      OutboxTable table,
      TransactionTemplate transactions,
      OutboxSettings settings,
      Clock clock,
      MeterRegistry metrics) {
    this.destination = destination;
    this.sender = sender;
    this.table = table;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
    this.sent = metrics.counter("neighborbid.outbox.sent", "to", destination.name());
    this.cleanAt = clock.instant().plus(Duration.ofMinutes(1));
  }

  /// There is something to send.
  void wake() {
    wakeUp.signal();
  }

  /// What one look at the outbox came to.
  private enum Round {
    NOTHING_LEFT,
    MORE,
    SOMEBODY_ELSE
  }

  @Override
  public void start() {
    // Unstarted first: the thread looks at the field, which must be set when it runs.
    Thread created =
        Thread.ofVirtual().name("outbox-to-" + destination.name()).unstarted(this::run);
    thread = created;
    created.start();
  }

  private void run() {
    try {
      while (isRunning()) {
        Duration pause = publishAll();
        if (failing) {
          // Not woken by every commit of an outage: each attempt takes seconds and a connection.
          Thread.sleep(pause);
        } else {
          wakeUp.await(pause);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      sender.close();
    }
  }

  /// Sends until nothing is left and answers how long to wait when nobody wakes us.
  private Duration publishAll() throws InterruptedException {
    try {
      Round round = round();
      while (round == Round.MORE) {
        round = round();
      }
      if (failing) {
        failing = false;
        log.info("The outbox reaches {} again", destination.name());
      }
      deleteOld();
      return round == Round.SOMEBODY_ELSE ? settings.lockPause() : settings.pollInterval();
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      noteFailure(e);
      return settings.failurePause();
    }
  }

  private Round round() throws InterruptedException {
    Round round = transactions.execute(_ -> sendBatch());
    return round == null ? Round.NOTHING_LEFT : round;
  }

  private Round sendBatch() {
    if (!table.lock(destination)) {
      return Round.SOMEBODY_ELSE;
    }
    sender.prepare();
    List<OutboxTable.Row> rows = table.unsent(destination, BATCH);
    if (rows.isEmpty()) {
      return Round.NOTHING_LEFT;
    }
    try {
      sender.send(rows);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while sending", e);
    }
    table.markSent(rows, clock.instant());
    sent.increment(rows.size());
    return rows.size() < BATCH ? Round.NOTHING_LEFT : Round.MORE;
  }

  private void deleteOld() {
    Instant now = clock.instant();
    if (now.isBefore(cleanAt)) {
      return;
    }
    cleanAt = now.plus(CLEAN_EVERY);
    int deleted = table.deleteSentBefore(now.minus(settings.keepSent()));
    log.debug("Deleted {} sent rows", deleted);
  }

  /// Once per outage: the reason does not change with every attempt.
  private void noteFailure(RuntimeException e) {
    if (failing) {
      log.debug("The outbox still waits for {}", destination.name(), e);
    } else {
      failing = true;
      log.warn("The outbox waits for {}: {}", destination.name(), e.toString());
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running == null) {
      return;
    }
    // First in peace: what is being sent should be acknowledged and marked.
    wakeUp.signal();
    try {
      if (!running.join(STOP_LIMIT)) {
        running.interrupt();
        boolean _ = running.join(STOP_LIMIT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Stops after the web server, so that the last requests' events still leave.
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
