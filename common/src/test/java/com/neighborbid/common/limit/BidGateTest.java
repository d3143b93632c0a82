package com.neighborbid.common.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class BidGateTest {
  private static final Duration AIM = Duration.ofMillis(60);
  private static final long MS = 1_000_000;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private long now = 1_000 * MS;
  private final BidGate gate = new BidGate(true, AIM, registry, () -> now);

  /// When each bid that waits was let in.
  private final Deque<Long> queue = new ArrayDeque<>();

  private int taken;
  private int refused;
  private long longestMs;

  /// Time goes by: so many bids are offered each millisecond, and so many decided.
  private void run(int millis, int offered, int decided) {
    for (int ms = 0; ms < millis; ms++) {
      now += MS;
      for (int i = 0; i < offered; i++) {
        if (gate.enter()) {
          queue.add(now);
          taken++;
        } else {
          refused++;
        }
      }
      for (int i = 0; i < decided && !queue.isEmpty(); i++) {
        long took = now - queue.remove();
        longestMs = Math.max(longestMs, took / MS);
        gate.answered(took);
      }
    }
  }

  private void forget() {
    taken = 0;
    refused = 0;
    longestMs = 0;
  }

  @Test
  void letsEverybodyInWhileTheEnginesKeepUp() {
    run(10_000, 4, 5);
    assertThat(refused).isZero();
    assertThat(taken).isEqualTo(40_000);
  }

  @Test
  void refusesWhatIsBeyondAndAnswersTheOthersInTime() {
    run(2_000, 10, 5);
    forget();
    run(60_000, 10, 5);
    assertThat(longestMs).isLessThan(150);
    assertThat(taken).isBetween(299_000, 301_000);
    assertThat(refused).isBetween(299_000, 301_000);
    assertThat(registry.counter("neighborbid.bids.shed").count()).isGreaterThan(299_000);
  }

  @Test
  void letsEverybodyInAgainSoonAfterTheLoad() {
    run(60_000, 10, 5);
    run(2_000, 4, 5);
    forget();
    run(5_000, 4, 5);
    assertThat(refused).isZero();
    assertThat(longestMs).isLessThan(5);
  }

  @Test
  void takesBidsWhileTheEnginesAreAwayUpToABound() {
    run(1_000, 1, 5);
    forget();
    run(60_000, 1, 0);
    assertThat(gate.waiting()).isEqualTo(BidGate.MOST);
    assertThat(taken).isEqualTo(BidGate.MOST);
  }

  @Test
  void answersNewBidsInTimeSoonAfterTheEnginesAreBack() {
    run(1_000, 1, 5);
    run(20_000, 1, 0);
    run(8_000, 3, 5);
    forget();
    run(5_000, 3, 5);
    assertThat(longestMs).isLessThan(150);
  }

  @Test
  void alwaysTakesAFew() {
    run(30_000, 1, 0);
    for (int i = 0; i < 20_000 && !queue.isEmpty(); i++) {
      now += MS;
      gate.answered(now - queue.remove());
    }
    assertThat(gate.limit()).isGreaterThanOrEqualTo(BidGate.LEAST);
  }

  @Test
  void forgetsWhoGaveUp() {
    assertThat(gate.enter()).isTrue();
    gate.givenUp();
    assertThat(gate.waiting()).isZero();
  }

  @Test
  void letsEverybodyInWhereThereAreNoLimits() {
    BidGate open = new BidGate(false, AIM, registry, () -> now);
    for (int i = 0; i < 2 * BidGate.MOST; i++) {
      assertThat(open.enter()).isTrue();
    }
  }
}
