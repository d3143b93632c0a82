package com.neighborbid.common.contract.room.v1;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One step of an auction on the Redis channel `auction:{id}`: exactly one message per `seq`. Every
/// message carries the whole state, so that a reader that missed some can show a snapshot instead.
public sealed interface RoomMessage {
  /// The state after the step.
  RoomState state();

  /// Log time of the step.
  Instant at();

  /// A bid counted: the price or the leader changed.
  record Updated(RoomState state, UUID bidId, Instant at) implements RoomMessage {}

  /// The auction is over.
  ///
  /// @param soldOut true where the instant price was paid
  /// @param winnerId absent when unsold
  record Ended(
      RoomState state,
      boolean soldOut,
      @Nullable Long winnerId,
      @Nullable String winnerNickname,
      Instant at)
      implements RoomMessage {}

  /// The seller withdrew it.
  record Cancelled(RoomState state, Instant at) implements RoomMessage {}

  /// Opened, edited or suspended.
  record Changed(RoomState state, Instant at) implements RoomMessage {}
}
