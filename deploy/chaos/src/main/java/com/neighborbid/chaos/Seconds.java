package com.neighborbid.chaos;

import java.time.Duration;
import java.util.Optional;

/// Times as people read them.
public final class Seconds {
  private Seconds() {}

  /// Seconds with one digit.
  public static String of(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }

  /// The same, or that there was no end.
  public static String of(Optional<Duration> duration) {
    return duration.map(Seconds::of).orElse("never");
  }
}
