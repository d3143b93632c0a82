package com.neighborbid.realtime.planted.room;

import com.neighborbid.realtime.planted.people.PlantedPerson;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.UUID;
import redis.clients.jedis.JedisPooled;

/// Breaks the rules on purpose: [com.neighborbid.realtime.ArchitectureTest] must notice.
public final class PlantedRoom {
  ByteBuf socket;
  JedisPooled redis;
  Instant now = Instant.now();
  UUID id = UUID.randomUUID();
  PlantedPerson cycle;
}
