package com.neighborbid.realtime.netty;

/// How many messages one socket may send within a period. Lives on the loop.
final class MessageLimit {
  private final int most;
  private final long periodNanos;
  private long periodStartNanos;
  private int count;

  /// @param most 0 = no limit
  MessageLimit(int most, long periodNanos, long nowNanos) {
    this.most = most;
    this.periodNanos = periodNanos;
    this.periodStartNanos = nowNanos;
  }

  /// Counts a message.
  ///
  /// @return whether it is one too many
  boolean exceeded(long nowNanos) {
    if (most == 0) {
      return false;
    }
    if (nowNanos - periodStartNanos >= periodNanos) {
      periodStartNanos = nowNanos;
      count = 0;
    }
    return ++count > most;
  }
}
