package com.neighborbid.chaos.load;

import java.util.Locale;

/// What a client knows about what it asked for.
public enum Certainty {
  /// It was done, the system said so.
  DONE,
  /// It was refused, the system said so.
  REFUSED,
  /// No answer, or one that leaves it open: it may have been done, may be done later, or never.
  UNKNOWN;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
