package com.neighborbid.common.lane;

import org.jspecify.annotations.Nullable;

/// What a batch says to the outside; kept in the lane's outbox row until it is sent.
public sealed interface Outgoing {
  /// A record for Kafka. Its `ce_id` comes from the record of the log that it follows from, so that
  /// a repeat is known even if the log was cut into other batches when it was said first.
  ///
  /// @param offset of that record; [#UNPLACED] until the lane has put the message into its output
  /// @param index among the messages for Kafka that follow from that record
  @SuppressWarnings("ArrayRecordComponent") // encoded once, never compared
  record ToKafka(
      String topic,
      String key,
      String type,
      byte[] value,
      long timeMs,
      @Nullable String requestId,
      long offset,
      int index)
      implements Outgoing {
    static final long UNPLACED = -1;

    /// A message as an engine makes it.
    public ToKafka(
        String topic,
        String key,
        String type,
        byte[] value,
        long timeMs,
        @Nullable String requestId) {
      this(topic, key, type, value, timeMs, requestId, UNPLACED, 0);
    }

    ToKafka at(long newOffset, int newIndex) {
      return new ToKafka(topic, key, type, value, timeMs, requestId, newOffset, newIndex);
    }

    boolean isPlaced() {
      return offset != UNPLACED;
    }
  }

  /// The one room message of step `seq` of an auction.
  @SuppressWarnings("ArrayRecordComponent") // encoded once, never compared
  record ToRoom(long auctionId, long seq, byte[] payload) implements Outgoing {}

  /// A message on a plain Redis channel: to one user, or to an instance that waits for an answer.
  @SuppressWarnings("ArrayRecordComponent") // encoded once, never compared
  record ToChannel(String channel, byte[] payload) implements Outgoing {}
}
