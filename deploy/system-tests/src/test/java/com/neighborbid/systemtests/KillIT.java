package com.neighborbid.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.local.ServiceProcess;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `kill -9` of an engine in the middle of bidding: nothing twice, nothing lost.
@ExtendWith(NeighborBid.Extension.class)
class KillIT {
  private static final int BIDS = 500;

  private final NeighborBid system;

  KillIT(NeighborBid system) {
    this.system = system;
  }

  @ParameterizedTest
  @ValueSource(strings = {"auction", "wallet"})
  void everyReceivedBidGetsItsOutcomeThoughTheEngineWasKilled(String name) throws Exception {
    ServiceProcess service = system.stack().service(name);
    try (Crowd crowd = new Crowd(system, 4, 10)) {
      crowd.bid(BIDS / 2);
      crowd.awaitReceived(BIDS / 8);
      service.kill();
      crowd.bid(BIDS / 2);
      service.start();
      crowd.awaitReceived(BIDS);
      crowd.everyReceivedBidHasAnOutcome();
      crowd.end();
      assertThat(crowd.received()).isEqualTo(crowd.bidsSent());
    }
    system.auditHolds();
  }
}
