package com.neighborbid.user.task.domain;

import java.time.Duration;

/// What there is to do.
public enum TaskKind {
  /// Written by the user himself.
  OWN(Duration.ZERO),
  /// The seller hands the item over or ships it.
  HAND_OVER(Duration.ofDays(3)),
  /// The buyer says that he has it: from then on the seller may be paid.
  CONFIRM_RECEIPT(Duration.ofDays(7)),
  /// The buyer says how it was.
  WRITE_REVIEW(Duration.ofDays(14));

  private final Duration time;

  TaskKind(Duration time) {
    this.time = time;
  }

  /// How long after the sale it is due.
  public Duration time() {
    return time;
  }
}
