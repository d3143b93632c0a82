package com.neighborbid.common.lane;

import org.jspecify.annotations.Nullable;

/// What a batch says to the outside; kept in the lane's outbox row until it is sent.
public sealed interface Outgoing {
  /// A record for Kafka. Its `ce_id` comes from its place in the outbox, so that a repeat is known.
  @SuppressWarnings("ArrayRecordComponent") // encoded once, never compared
  record ToKafka(
      String topic, String key, String type, byte[] value, long timeMs, @Nullable String requestId)
      implements Outgoing {}

  /// The one room message of step `seq` of an auction.
  @SuppressWarnings("ArrayRecordComponent") // encoded once, never compared
  record ToRoom(long auctionId, long seq, byte[] payload) implements Outgoing {}

  /// A message on a plain Redis channel: to one user, or to an instance that waits for an answer.
  @SuppressWarnings("ArrayRecordComponent") // encoded once, never compared
  record ToChannel(String channel, byte[] payload) implements Outgoing {}
}
