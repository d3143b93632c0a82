package com.neighborbid.realtime.bids;

import com.neighborbid.realtime.bids.OutcomeSource.OutcomesUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks auction-service for the answers that did not come by themselves, many in one call.
public final class OutcomePoller implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutcomePoller.class);
  private static final int BIDS_AT_ONCE = 500;

  private final BidDesk desk;
  private final OutcomeSource source;
  private final BooleanSupplier answersDelivered;
  private final Duration pause;
  private final Thread thread;

  /// @param answersDelivered whether answers are expected to come by themselves
  public OutcomePoller(
      BidDesk desk, OutcomeSource source, BooleanSupplier answersDelivered, Duration pause) {
    this.desk = desk;
    this.source = source;
    this.answersDelivered = answersDelivered;
    this.pause = pause;
    this.thread = Thread.ofVirtual().name("outcome-poller").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(pause);
        try {
          ask();
        } catch (OutcomesUnavailableException e) {
          log.debug("auction-service cannot be asked for outcomes: {}", e.getMessage());
        } catch (RuntimeException e) {
          log.error("Asking for outcomes failed", e);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    List<UUID> due = desk.unanswered(System.nanoTime(), answersDelivered.getAsBoolean());
    for (int from = 0; from < due.size(); from += BIDS_AT_ONCE) {
      List<UUID> some = due.subList(from, Math.min(due.size(), from + BIDS_AT_ONCE));
      source.outcomes(some).forEach(desk::outcome);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
