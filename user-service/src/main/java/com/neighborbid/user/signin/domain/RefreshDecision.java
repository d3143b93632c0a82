package com.neighborbid.user.signin.domain;

import java.time.Instant;
import java.util.Optional;

/// What becomes of a presented refresh token.
public enum RefreshDecision {
  /// Good: it is used up and another takes its place.
  ROTATE,
  /// Used before: somebody else has a copy, so the whole family ends.
  END_FAMILY,
  /// Expired, or of a family that has ended.
  REFUSE;

  /// A refresh token as it is stored.
  public record TokenState(
      Instant expiresAt, Optional<Instant> usedAt, Optional<Instant> familyEndedAt) {}

  /// In this order: an ended family stays ended, a reuse counts even after the expiry.
  public static RefreshDecision of(TokenState token, Instant now) {
    if (token.familyEndedAt().isPresent()) {
      return REFUSE;
    }
    if (token.usedAt().isPresent()) {
      return END_FAMILY;
    }
    return now.isBefore(token.expiresAt()) ? ROTATE : REFUSE;
  }
}
