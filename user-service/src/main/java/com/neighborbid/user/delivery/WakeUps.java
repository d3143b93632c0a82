package com.neighborbid.user.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells the workers of this instance that there is something to send; those of others look for
/// themselves once in a while.
@Component
class WakeUps {
  private final List<Bell> bells = new CopyOnWriteArrayList<>();

  /// One worker's. Rings are not counted: one wakes for all.
  static final class Bell {
    private final Semaphore rings = new Semaphore(0);

    void ring() {
      rings.release();
    }

    void await(Duration limit) throws InterruptedException {
      boolean _ = rings.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
      int _ = rings.drainPermits();
    }
  }

  Bell add() {
    Bell bell = new Bell();
    bells.add(bell);
    return bell;
  }

  void ring() {
    bells.forEach(Bell::ring);
  }

  /// Rings when the running transaction has committed.
  void afterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            ring();
          }
        });
  }
}
