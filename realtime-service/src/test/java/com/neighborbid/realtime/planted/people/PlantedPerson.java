package com.neighborbid.realtime.planted.people;

import com.neighborbid.realtime.planted.room.PlantedRoom;
import org.springframework.core.env.Environment;

/// Breaks the rules on purpose: [com.neighborbid.realtime.ArchitectureTest] must notice.
public final class PlantedPerson {
  Environment spring;
  PlantedRoom cycle;
}
