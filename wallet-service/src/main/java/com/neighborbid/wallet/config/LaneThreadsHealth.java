package com.neighborbid.wallet.config;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/// Part of readiness: DOWN when a lane thread has died.
@Component("laneThreads")
class LaneThreadsHealth implements HealthIndicator {
  private final WalletLanes lanes;

  LaneThreadsHealth(WalletLanes lanes) {
    this.lanes = lanes;
  }

  @Override
  public Health health() {
    return lanes.alive() ? Health.up().build() : Health.down().build();
  }
}
