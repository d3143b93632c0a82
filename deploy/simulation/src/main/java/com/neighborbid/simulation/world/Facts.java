package com.neighborbid.simulation.world;

import com.neighborbid.common.lane.LaneTurns;
import com.neighborbid.simulation.log.Broker;
import com.neighborbid.simulation.log.Logged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a lane can find out about its log.
record Facts(Broker broker, String topic) implements LaneTurns.Log {
  @Override
  public int partitions() {
    return broker.partitions();
  }

  @Override
  public LaneTurns.@Nullable Stamped at(int partition, long offset) {
    List<Logged> log = broker.log(topic, partition);
    if (offset >= log.size()) {
      return null;
    }
    Logged record = log.get(Math.toIntExact(offset));
    return new LaneTurns.Stamped(record.key(), record.value(), broker.stampOf(record));
  }
}
