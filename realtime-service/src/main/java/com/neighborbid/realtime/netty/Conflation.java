package com.neighborbid.realtime.netty;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Prices for a viewer who wants the newest only (`?conflate=true`): at most one within a pause,
/// and always the last. Lives on the loop.
final class Conflation {
  /// Ten prices a second are more than anybody reads.
  static final Duration PAUSE = Duration.ofMillis(100);

  private final Outgoing out;
  private final Loop loop;
  private @Nullable ByteBuf newest;
  private boolean waiting;

  Conflation(Outgoing out, Loop loop) {
    this.out = out;
    this.loop = loop;
  }

  /// A new price: told at once after a quiet time, else kept in the place of the one before.
  ///
  /// @return whether it was written, or may be later
  boolean offer(ByteBuf shared) {
    if (!waiting) {
      waitForNext();
      return out.offer(shared);
    }
    drop();
    newest = shared.retain();
    return true;
  }

  /// Tells what is kept, because something comes that must not overtake it.
  void tellNow() {
    ByteBuf kept = newest;
    newest = null;
    if (kept != null) {
      try {
        var _ = out.offer(kept);
      } finally {
        kept.release();
      }
    }
  }

  /// Forgets what is kept: something newer has been told, or nobody is there any more.
  void drop() {
    ByteBuf kept = newest;
    newest = null;
    if (kept != null) {
      kept.release();
    }
  }

  private void waitForNext() {
    waiting = true;
    loop.schedule(
        () -> {
          waiting = false;
          if (newest != null) {
            waitForNext();
            tellNow();
          }
        },
        PAUSE);
  }
}
