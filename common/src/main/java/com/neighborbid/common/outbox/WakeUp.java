package com.neighborbid.common.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Tells a publisher that there is something to send. Signals are not counted: one wakes for all.
class WakeUp {
  private final Semaphore signals = new Semaphore(0);

  void signal() {
    signals.release();
  }

  /// Waits for a signal, at most that long, and takes all there are.
  void await(Duration limit) throws InterruptedException {
    boolean _ = signals.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
    int _ = signals.drainPermits();
  }
}
