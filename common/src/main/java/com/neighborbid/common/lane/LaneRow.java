package com.neighborbid.common.lane;

import org.jspecify.annotations.Nullable;

/// A lane's row as read from the database.
record LaneRow(
    int partition,
    LogIdentity.Log log,
    long epoch,
    long nextOffset,
    long logTimeMs,
    @Nullable LastRecord lastRecord,
    long outboxSeq,
    long kafkaSent,
    long redisSent) {

  /// The last decided record: enough to notice that the log holds another one at its place.
  ///
  /// @param leaderEpoch -1 where the broker did not say
  /// @param crc CRC32C of key, value and stamp
  record LastRecord(long offset, int leaderEpoch, long crc) {}
}
