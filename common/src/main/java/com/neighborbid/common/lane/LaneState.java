package com.neighborbid.common.lane;

import com.neighborbid.common.lane.LaneRow.LastRecord;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the owner of a lane remembers between batches. Changed by the lane's thread alone; what is
/// volatile is read by others.
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
  volatile Phase phase = Phase.ASSIGNED;
  volatile long epoch = -1;
  volatile long nextOffset;
  long logTimeMs;
  @Nullable LastRecord lastRecord;
  volatile long outboxSeq;
  volatile long kafkaSent;
  boolean cursorsDirty;

  /// The Redis cursor that the row holds at least.
  long redisSaved;

  volatile String stopReason = "";

  /// The log that the lane decides; absent until its row is known.
  LogIdentity.@Nullable Log topicLog;

  /// Records behind the next offset that are waiting in the log, as far as the consumer knows.
  volatile long lag;

  /// Not taken before this moment: somebody else has just shown to be the owner.
  long takeNotBeforeNanos;

  /// Offsets of records that cannot be decided, with the reason, found by an earlier attempt.
  final Map<Long, String> poison = new HashMap<>();

  /// Records in a row that the database refused.
  int dataFailures;

  /// Times in a row that the log went on above the next offset.
  int gaps;

  LaneState(LaneKey key, long nowNanos) {
    this.key = key;
    this.takeNotBeforeNanos = nowNanos;
  }

  void load(LaneRow row) {
    epoch = row.epoch();
    nextOffset = row.nextOffset();
    logTimeMs = row.logTimeMs();
    lastRecord = row.lastRecord();
    outboxSeq = row.outboxSeq();
    kafkaSent = row.kafkaSent();
    redisSaved = row.redisSent();
    topicLog = row.log();
  }

  boolean runs() {
    return phase == Phase.RUNNING;
  }
}
