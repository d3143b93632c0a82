package com.neighborbid.realtime.room;

import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomState;
import java.util.List;

/// What can be learned about an auction's room from outside.
public sealed interface Loaded {
  /// The last messages, in rising order, at least one.
  record Stored(List<RoomMessage> messages) implements Loaded {
    public Stored {
      messages = List.copyOf(messages);
    }
  }

  /// Nothing was published lately; this is how it stands.
  record Cold(RoomState state) implements Loaded {}

  /// There is no such auction, or it has no room.
  record Missing() implements Loaded {}

  /// Nobody who knows can be reached now.
  record Unavailable() implements Loaded {}
}
