package com.neighborbid.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs things side by side, and gives up all of them when one fails.
final class Parallel {
  private static final long STOP_LIMIT_SECONDS = 30;

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("stack-", 0).factory());

  /// Runs all and returns when all are done, or throws what the first that fails throws; the others
  /// are then interrupted.
  void run(Runnable... tasks) {
    CompletableFuture<Void> firstFailure = new CompletableFuture<>();
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (Runnable task : tasks) {
      running.add(
          CompletableFuture.runAsync(task, threads)
              .whenComplete(
                  (_, failure) -> {
                    if (failure != null) {
                      firstFailure.completeExceptionally(failure);
                    }
                  }));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new));
    try {
      CompletableFuture.anyOf(all, firstFailure).get();
    } catch (ExecutionException e) {
      throw asStackException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", e);
    }
  }

  /// Runs it beside everything else until it ends or [#stop()].
  void start(Runnable task) {
    threads.execute(task);
  }

  /// Interrupts what still runs and waits for it to end.
  void stop() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new StackException("a part of the start does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException asStackException(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return switch (cause) {
      case Error error -> throw error;
      case RuntimeException known -> known;
      case null, default -> new StackException("failed: " + cause);
    };
  }
}
