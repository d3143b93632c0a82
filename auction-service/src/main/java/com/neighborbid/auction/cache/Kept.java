package com.neighborbid.auction.cache;

/// Something of which copies are kept.
public interface Kept {
  /// Rises with what it shows; 0 where it has no number. An older one never replaces a newer one.
  long version();

  Heat heat();

  /// The moment at which time alone makes it wrong, in milliseconds since the epoch;
  /// [Long#MAX_VALUE] where it never does.
  long untilMs();

  /// Whether other instances may have it from Redis.
  default boolean isShared() {
    return true;
  }

  /// How much memory it takes, roughly, in bytes.
  int bytes();
}
