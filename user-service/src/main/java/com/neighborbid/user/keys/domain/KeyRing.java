package com.neighborbid.user.keys.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All keys of the service at one moment.
public record KeyRing(List<KeyLife> keys) {
  public KeyRing {
    keys = List.copyOf(keys);
  }

  /// The life of a key: it signs until it is retired, and counts until `verifyUntil`.
  public record KeyLife(
      String keyId, Instant createdAt, Optional<Instant> retiredAt, Optional<Instant> verifyUntil) {
    boolean signsAt(Instant now) {
      return retiredAt.filter(end -> !now.isBefore(end)).isEmpty() && countsAt(now);
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
        .max(Comparator.comparing(KeyLife::createdAt).thenComparing(KeyLife::keyId))
        .map(KeyLife::keyId);
  }

  /// Every key that may still verify a token.
  public List<String> counting(Instant now) {
    return keys.stream().filter(key -> key.countsAt(now)).map(KeyLife::keyId).toList();
  }
}
