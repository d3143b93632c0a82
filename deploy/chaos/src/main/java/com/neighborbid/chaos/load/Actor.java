package com.neighborbid.chaos.load;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/// Somebody who does one thing after the other until he is told to stop; he can be asked to pause.
abstract class Actor {
  private final String name;
  private final Random random;
  private final Duration pace;
  private final Thread thread;
  private volatile boolean leaving;
  private volatile boolean pausing;
  private volatile CountDownLatch resting = new CountDownLatch(1);

  /// @param pace the mean time between two things
  Actor(String name, long seed, Duration pace) {
    this.name = name;
    this.random = new Random(seed);
    this.pace = pace;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  /// Does the next thing.
  ///
  /// @throws InterruptedException if interrupted
  abstract void step() throws InterruptedException;

  /// Finishes what is under way.
  ///
  /// @throws InterruptedException if interrupted
  void settle() throws InterruptedException {
    // Most have nothing under way between two steps.
  }

  String name() {
    return name;
  }

  Random random() {
    return random;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!leaving) {
        if (pausing) {
          settle();
          resting.countDown();
          Thread.sleep(20);
        } else {
          step();
          Thread.sleep(random.nextLong(pace.toMillis() * 2) + 1);
        }
      }
      settle();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      resting.countDown();
    }
  }

  void askToPause() {
    resting = new CountDownLatch(1);
    pausing = true;
  }

  /// Returns when nothing of his is under way any more.
  void awaitRest() throws InterruptedException {
    resting.await();
  }

  void goOn() {
    pausing = false;
  }

  void leave() throws InterruptedException {
    leaving = true;
    if (thread.isAlive()) {
      thread.join();
    }
  }
}
