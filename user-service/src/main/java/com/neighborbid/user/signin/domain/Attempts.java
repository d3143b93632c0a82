package com.neighborbid.user.signin.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The failed attempts of one account or address within a sliding window.
///
/// @param times oldest first
public record Attempts(List<Instant> times) {
  public static final Attempts NONE = new Attempts(List.of());

  public Attempts {
    times = List.copyOf(times);
  }

  /// How long to wait until the next attempt is allowed; empty where it is allowed now.
  public Optional<Duration> pause(Instant now, int limit, Duration window) {
    List<Instant> recent = recent(now, window);
    if (recent.size() < limit) {
      return Optional.empty();
    }
    Instant leaves = recent.get(recent.size() - limit).plus(window);
    return Optional.of(Duration.between(now, leaves));
  }

  /// With one more; those out of the window are forgotten.
  public Attempts plus(Instant now, Duration window) {
    List<Instant> more = new ArrayList<>(recent(now, window));
    more.add(now);
    return new Attempts(more);
  }

  /// Without one made at that time: it was no failure.
  public Attempts minus(Instant time) {
    List<Instant> fewer = new ArrayList<>(times);
    fewer.remove(time);
    return new Attempts(fewer);
  }

  private List<Instant> recent(Instant now, Duration window) {
    Instant start = now.minus(window);
    return times.stream().filter(time -> time.isAfter(start)).toList();
  }
}
