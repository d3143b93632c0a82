package com.neighborbid.wallet.config;

import com.neighborbid.common.lane.LaneGroup.LaneStatus;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/// DOWN while a lane is stopped: some users' money stands still until an operator acts.
@Component("lanes")
class LaneHealth implements HealthIndicator {
  private static final String STOPPED = "STOPPED";
  private final WalletLanes lanes;

  LaneHealth(WalletLanes lanes) {
    this.lanes = lanes;
  }

  @Override
  public Health health() {
    List<LaneStatus> status = lanes.status();
    boolean stopped = status.stream().anyMatch(lane -> lane.phase().equals(STOPPED));
    Health.Builder health = stopped || !lanes.alive() ? Health.down() : Health.up();
    for (LaneStatus lane : status) {
      String reason = lane.stopReason().isEmpty() ? "" : ": " + lane.stopReason();
      health.withDetail(lane.lane(), lane.phase() + " at " + lane.nextOffset() + reason);
    }
    return health.build();
  }
}
