package com.neighborbid.auction.bidding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The same inputs give the same effects and the same state: that is how any outcome can be proved
/// later.
class ReplayTest {
  @Test
  void theSameInputsGiveTheSameEffectsAndState() {
    for (long seed = 50_000; seed < 50_300; seed++) {
      SimWorld once = new SimRun(seed, true).play();
      SimWorld again = new SimRun(seed, true).play();

      assertThat(again.told()).as("effects of seed %d", seed).isEqualTo(once.told());
      assertThat(again.auction().snapshot()).isEqualTo(once.auction().snapshot());
    }
  }

  /// How the log was cut into batches is no input: it decides when money is asked for, not what
  /// counts.
  @Test
  void theLogAloneTellsWhatCounts() {
    for (long seed = 50_000; seed < 50_300; seed++) {
      SimWorld live = new SimRun(seed, true).play();

      assertThat(live.replayOneByOne()).as("seed %d", seed).isEqualTo(live.auction().snapshot());
    }
  }
}
