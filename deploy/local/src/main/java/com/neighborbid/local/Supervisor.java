package com.neighborbid.local;

import com.neighborbid.servers.ManagedProcess;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// Starts again what ends by itself, as Docker does with `restart: unless-stopped`.
final class Supervisor {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /// Who ran for so long has no trouble with starting.
  private static final Duration STEADY = Duration.ofMinutes(1);

  private static final int LOG_LINES = 15;

  private final Progress progress;

  Supervisor(Progress progress) {
    this.progress = progress;
  }

  /// @param process the one that runs; a restart may make another
  /// @param start starts it and returns when it is ready
  record Watched(String name, Supplier<ManagedProcess> process, Runnable start) {}

  /// Watches a part until this thread is interrupted.
  void watch(Watched part) {
    try {
      Duration pause = FIRST_PAUSE;
      while (true) {
        long began = System.nanoTime();
        ManagedProcess process = part.process().get();
        Object _ = process.onExit().get();
        if (System.nanoTime() - began > STEADY.toNanos()) {
          pause = FIRST_PAUSE;
        }
        progress.say(
            "%s has ended unexpectedly and is started again. The end of its log:\n%s"
                .formatted(part.name(), String.join("\n", process.logTail(LOG_LINES))));
        Thread.sleep(pause);
        pause = longer(pause);
        restart(part);
      }
    } catch (InterruptedException | ExecutionException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void restart(Watched part) throws InterruptedException {
    long began = System.nanoTime();
    try {
      part.start().run();
      progress.done(part.name(), began, "again");
    } catch (RuntimeException e) {
      // Whatever it was, such as a full disk, may be over the next time.
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      progress.say(part.name() + " could not be started: " + e.getMessage());
    }
  }
}
