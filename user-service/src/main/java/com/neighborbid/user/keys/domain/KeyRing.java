package com.neighborbid.user.keys.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All keys of the service at one moment.
public record KeyRing(List<KeyLife> keys) {
  public KeyRing {
    keys = List.copyOf(keys);
  }

  /// The life of a key: published when it is made, it signs from `signsFrom` until it is retired,
  /// and counts until `verifyUntil`.
  public record KeyLife(
      String keyId, Instant signsFrom, Optional<Instant> retiredAt, Optional<Instant> verifyUntil) {
    boolean signsAt(Instant now) {
      return !now.isBefore(signsFrom)
          && retiredAt.filter(end -> !now.isBefore(end)).isEmpty()
          && countsAt(now);
    }

    /// Whether tokens signed with it are still accepted.
    public boolean countsAt(Instant now) {
      return verifyUntil.filter(end -> !now.isBefore(end)).isEmpty();
    }
  }

  /// The newest key that is not retired.
  public Optional<String> signer(Instant now) {
    return keys.stream()
        .filter(key -> key.signsAt(now))
        .max(Comparator.comparing(KeyLife::signsFrom).thenComparing(KeyLife::keyId))
        .map(KeyLife::keyId);
  }

  /// Whether a key waits for its time: then no other is made.
  public boolean hasNext(Instant now) {
    return keys.stream().anyMatch(key -> now.isBefore(key.signsFrom()));
  }

  /// Whether the key that signs now has done so for that long.
  public boolean isDue(Instant now, Duration every) {
    Optional<Instant> since =
        signer(now)
            .flatMap(id -> keys.stream().filter(key -> key.keyId().equals(id)).findFirst())
            .map(KeyLife::signsFrom);
    return since.filter(start -> now.isBefore(start.plus(every))).isEmpty();
  }

  /// Every key that may still verify a token.
  public List<String> counting(Instant now) {
    return keys.stream().filter(key -> key.countsAt(now)).map(KeyLife::keyId).toList();
  }
}
