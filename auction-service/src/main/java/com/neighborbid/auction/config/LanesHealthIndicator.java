package com.neighborbid.auction.config;

import com.neighborbid.common.lane.LaneGroup.LaneStatus;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/// Down where a lane has stopped: somebody must look.
@Component("lanes")
class LanesHealthIndicator implements HealthIndicator {
  private final EngineLifecycle engine;

  LanesHealthIndicator(EngineLifecycle engine) {
    this.engine = engine;
  }

  @Override
  public Health health() {
    List<LaneStatus> lanes = engine.lanes();
    boolean stopped = lanes.stream().anyMatch(lane -> lane.phase().equals("STOPPED"));
    return (stopped ? Health.down() : Health.up())
        .withDetail("alive", engine.alive())
        .withDetail("lanes", lanes)
        .build();
  }
}
