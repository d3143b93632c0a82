package com.neighborbid.simulation.check;

import org.jspecify.annotations.Nullable;

/// Keeps the first thing that did not hold.
public final class Findings {
  private @Nullable String first;

  /// Something does not hold.
  ///
  /// @param what in general, the same for every case of it
  /// @param detail this case
  public void broken(String what, Object detail) {
    if (first == null) {
      first = what + ": " + detail;
    }
  }

  public void require(boolean holds, String what, Object detail) {
    if (!holds) {
      broken(what, detail);
    }
  }

  /// What was found first; null as long as everything holds.
  public @Nullable String first() {
    return first;
  }
}
