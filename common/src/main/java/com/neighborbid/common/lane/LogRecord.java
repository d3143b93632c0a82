package com.neighborbid.common.lane;

import org.jspecify.annotations.Nullable;

/// A record as an engine sees it.
///
/// @param timeMs the engine's time in milliseconds: the highest stamp of the partition up to this
///   record
/// @param type the CloudEvents type; empty where the header is missing
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record LogRecord(
    int partition,
    long offset,
    long timeMs,
    String key,
    String type,
    byte[] value,
    @Nullable String requestId) {

  /// The key as the number that it is in our logs.
  ///
  /// @throws NumberFormatException if it is not a number, which makes the record poison
  public long numericKey() {
    return numericKey(key);
  }

  /// A key as the number that it is in our logs, in the one way that numbers are written there:
  /// `07` and `+7` lie in other partitions than `7`, where another lane would decide for the same
  /// auction or wallet.
  ///
  /// @throws NumberFormatException if it is not such a number
  public static long numericKey(String key) {
    long number = Long.parseLong(key);
    if (!Long.toString(number).equals(key)) {
      throw new NumberFormatException("not as numbers are written: " + key);
    }
    return number;
  }
}
