package com.neighborbid.local;

import java.util.Locale;
import java.util.function.Consumer;

/// Tells a person what is going on: one line per part, with the time it took.
final class Progress {
  private final Consumer<String> output;
  private long beganNanos = System.nanoTime();

  Progress(Consumer<String> output) {
    this.output = output;
  }

  void begin(String what) {
    beganNanos = System.nanoTime();
    output.accept(what);
  }

  void end(String what) {
    output.accept("%s after %s".formatted(what, seconds(beganNanos)));
  }

  void say(String line) {
    output.accept(line);
  }

  /// The task that starts a part, followed by its line.
  Runnable timed(Part part, StackOptions options, Runnable start) {
    return () -> {
      long began = System.nanoTime();
      start.run();
      done(part.label(), began, "port " + options.port(part));
    };
  }

  /// The line of something that began at `beganNanos` and is done.
  void done(String what, long beganNanos, String detail) {
    output.accept("  %-11s ready in %6s   %s".formatted(what, seconds(beganNanos), detail));
  }

  private static String seconds(long sinceNanos) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - sinceNanos) / 1e9);
  }
}
