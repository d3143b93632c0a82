package com.neighborbid.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.local.ServiceProcess;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An engine frozen past its session's time while another takes over, then woken: it must not
/// decide or send anything that is no longer its own.
@ExtendWith(NeighborBid.Extension.class)
class FreezeIT {
  private static final int BIDS = 120;

  private final NeighborBid system;

  FreezeIT(NeighborBid system) {
    this.system = system;
  }

  @ParameterizedTest
  @ValueSource(strings = {"auction", "wallet"})
  void aFrozenEngineThatWakesUpDoesNothingTwice(String name) throws Exception {
    ServiceProcess first = system.stack().service(name);
    ServiceProcess second = system.stack().startAnother(name);
    try (Crowd crowd = new Crowd(system, 8, 5)) {
      crowd.bid(BIDS);
      crowd.awaitReceived(BIDS / 4);
      first.freeze();
      crowd.bid(BIDS);
      crowd.awaitReceived(2 * BIDS);
      // The frozen one is thrown out of the group, and the second decides what was its own.
      crowd.everyReceivedBidHasAnOutcome();
      first.resume();
      crowd.bid(BIDS);
      crowd.awaitReceived(3 * BIDS);
      crowd.everyReceivedBidHasAnOutcome();
      if (!first.isAlive()) {
        first.start();
      }
      second.stop();
      crowd.bid(BIDS);
      crowd.awaitReceived(4 * BIDS);
      crowd.everyReceivedBidHasAnOutcome();
      crowd.end();
      assertThat(crowd.received()).isEqualTo(crowd.bidsSent());
    } finally {
      first.resume();
      second.stop();
    }
    system.auditHolds();
  }
}
