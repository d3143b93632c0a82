package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.metrics.RealtimeMetrics;
import com.neighborbid.realtime.room.ChatSource;
import com.neighborbid.realtime.room.Room;
import com.neighborbid.realtime.room.RoomSettings;
import com.neighborbid.realtime.room.RoomSource;
import com.neighborbid.realtime.room.Rooms;
import java.time.Clock;

/// Makes rooms whose executor is an event loop and whose viewers are sockets.
public final class RoomFactory {
  private final Loops loops;
  private final ChatSource chat;
  private final RealtimeMetrics metrics;

  public RoomFactory(Loops loops, ChatSource chat, RealtimeMetrics metrics) {
    this.loops = loops;
    this.chat = chat;
    this.metrics = metrics;
  }

  public Room room(
      long auctionId, Rooms rooms, RoomSource source, RoomSettings settings, Clock clock) {
    return new Room(
        auctionId,
        loops.forRoom(auctionId),
        source,
        chat,
        new RoomAudience(metrics),
        settings,
        clock,
        rooms::closed);
  }
}
