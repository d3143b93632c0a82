package com.neighborbid.realtime.planted.protocol;

import com.neighborbid.realtime.planted.room.PlantedRoom;

/// Breaks the rules on purpose: [com.neighborbid.realtime.ArchitectureTest] must notice.
public final class PlantedMessage {
  PlantedRoom room;
}
