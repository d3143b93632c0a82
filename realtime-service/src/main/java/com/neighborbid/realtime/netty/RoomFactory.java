package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.metrics.RealtimeMetrics;
import com.neighborbid.realtime.room.Room;
import com.neighborbid.realtime.room.RoomSettings;
import com.neighborbid.realtime.room.RoomSource;
import com.neighborbid.realtime.room.Rooms;
import java.time.Clock;

/// Makes rooms whose executor is an event loop and whose viewers are sockets.
public final class RoomFactory {
  private final Loops loops;
  private final RealtimeMetrics metrics;

  public RoomFactory(Loops loops, RealtimeMetrics metrics) {
    this.loops = loops;
    this.metrics = metrics;
  }

  public Room room(
      long auctionId, Rooms rooms, RoomSource source, RoomSettings settings, Clock clock) {
    return new Room(
        auctionId,
        loops.forRoom(auctionId),
        source,
        new RoomAudience(metrics),
        settings,
        clock,
        rooms::closed);
  }
}
