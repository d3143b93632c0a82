package com.neighborbid.common.lane;

import com.neighborbid.common.lane.LaneRow.LastRecord;
import org.jspecify.annotations.Nullable;

/// What the owner of a lane remembers between batches.
final class LaneState {
  /// Life of a lane at one owner.
  enum Phase {
    /// Assigned to us, not ours yet: nothing is decided before it is taken.
    ASSIGNED,
    RUNNING,
    /// Stopped for a reason that only an operator can judge.
    STOPPED
  }

  final LaneKey key;
  Phase phase = Phase.ASSIGNED;
  long epoch = -1;
  long nextOffset;
  long logTimeMs;
  @Nullable LastRecord lastRecord;
  long outboxSeq;
  volatile long kafkaSent;
  boolean cursorsDirty;
  @Nullable String stopReason;

  LaneState(LaneKey key) {
    this.key = key;
  }

  void load(LaneRow row) {
    epoch = row.epoch();
    nextOffset = row.nextOffset();
    logTimeMs = row.logTimeMs();
    lastRecord = row.lastRecord();
    outboxSeq = row.outboxSeq();
    kafkaSent = row.kafkaSent();
  }
}
