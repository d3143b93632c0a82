package com.neighborbid.realtime.room;

import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomState;
import java.util.List;

/// What somebody who knew an earlier position has to be given, so that he misses nothing: exactly
/// one of three, never a part.
public sealed interface Recovery {
  /// He knows everything.
  record Nothing() implements Recovery {}

  /// Every message after his position, in order, without a hole.
  record Tail(List<RoomMessage> messages) implements Recovery {
    public Tail {
      messages = List.copyOf(messages);
    }
  }

  /// The state as it is now, because the messages in between are no longer known.
  record Snapshot(RoomState state) implements Recovery {}
}
