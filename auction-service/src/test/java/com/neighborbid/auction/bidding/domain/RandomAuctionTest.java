package com.neighborbid.auction.bidding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The auction against wallets in any interleaving, with repeats, re-asks, lost batches and
/// restores, must decide as if every input had been decided alone, one after the other.
class RandomAuctionTest {
  private static final int RUNS = 12_000;

  @Test
  void decidesAsTheSequentialOracleInEveryInterleaving() {
    for (long seed = 0; seed < RUNS; seed++) {
      SimRun.play(seed);
    }
  }

  @Test
  void restoringChangesNoEffect() {
    for (long seed = 0; seed < 1_500; seed++) {
      assertThat(new SimRun(seed, true).play().told())
          .as("effects of seed %d", seed)
          .isEqualTo(new SimRun(seed, false).play().told());
    }
  }
}
