package com.neighborbid.servers.wire;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// A case that is being played, or has been.
///
/// @param name unlike that of every other case
/// @param expected what has to come back
public record Played(String name, List<String> expected, CompletableFuture<List<String>> coming) {
  /// Services wait a second or two for the goodbye of somebody who broke the protocol, so cases
  /// share that time; fewer than a service's backlog of connections.
  private static final Semaphore AT_ONCE = new Semaphore(100);

  public Played {
    expected = List.copyOf(expected);
  }

  /// Plays on a thread of its own.
  static Played start(String name, List<String> expected, Supplier<List<String>> conversation) {
    CompletableFuture<List<String>> coming = new CompletableFuture<>();
    var _ =
        Thread.startVirtualThread(
            () -> {
              AT_ONCE.acquireUninterruptibly();
              try {
                coming.complete(conversation.get());
              } catch (RuntimeException e) {
                coming.completeExceptionally(e);
              } finally {
                AT_ONCE.release();
              }
            });
    return new Played(name, expected, coming);
  }

  /// What came back; waited for.
  public List<String> transcript() {
    return coming.join();
  }
}
