package com.neighborbid.realtime.room;

import com.neighborbid.common.contract.room.v1.RoomMessage;
import java.util.ArrayList;
import java.util.List;

/// What arrived for a room while it was loading. Lives on the room's executor.
final class Backlog {
  /// Enough for minutes of the busiest auction; above it the load shows the newest state anyway.
  private static final int MOST_MESSAGES = 4096;

  private final List<RoomMessage> messages = new ArrayList<>();

  void keep(RoomMessage message) {
    if (messages.size() == MOST_MESSAGES) {
      messages.clear();
    }
    messages.add(message);
  }

  /// Tells what is new after a load. What does not even connect to what was loaded is shown as the
  /// newest state.
  void mergeInto(History history, Attendance attendance) {
    for (RoomMessage message : messages) {
      switch (history.offer(message)) {
        case OLD -> {}
        case NEXT -> attendance.tell(message);
        case GAP -> attendance.tell(history.jump(messages.getLast().state()));
      }
    }
    messages.clear();
  }
}
