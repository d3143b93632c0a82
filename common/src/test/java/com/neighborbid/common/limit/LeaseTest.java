package com.neighborbid.common.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What one instance does with the tokens that it was given.
class LeaseTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final FakeLessor lessor = new FakeLessor();
  private final Lease lease = new Lease("k", new Rate(10, 5), lessor, 0);
  private long now;

  /// Answers when the test says so.
  private static final class FakeLessor implements Lessor {
    private final List<Integer> asked = new ArrayList<>();
    private boolean answering = true;

    @Override
    public boolean ask(Lease asking, int wanted) {
      if (answering) {
        asked.add(wanted);
      }
      return answering;
    }

    @Override
    public boolean isAnswering() {
      return answering;
    }
  }

  private int takeAll() {
    int taken = 0;
    while (lease.take(now) == Lease.TAKEN) {
      taken++;
    }
    return taken;
  }

  @Test
  void asksOnceAndTellsWhoWaits() {
    assertThat(lease.take(now)).isEqualTo(Lease.UNKNOWN);
    assertThat(lease.take(now)).isEqualTo(Lease.UNKNOWN);
    assertThat(lessor.asked).hasSize(1);
    CompletableFuture<Void> known = lease.known();
    assertThat(known).isNotDone();
    lease.granted(new Grant(4, 0), now);
    assertThat(known).isDone();
    assertThat(lease.take(now)).isEqualTo(Lease.TAKEN);
  }

  @Test
  void asksForMoreBeforeTheLastIsSpentAndForTwiceAsMany() {
    lease.prepare(now);
    lease.granted(new Grant(8, 0), now);
    for (int i = 0; i < 5; i++) {
      assertThat(lease.take(now)).isEqualTo(Lease.TAKEN);
    }
    assertThat(lessor.asked).containsExactly(8, 16);
    lease.granted(new Grant(16, 0), now);
    assertThat(takeAll()).isEqualTo(3 + 16);
  }

  @Test
  void spendsWhatItHasBeforeItSaysThatTheBucketIsEmpty() {
    lease.prepare(now);
    lease.granted(new Grant(4, 0), now);
    for (int i = 0; i < 3; i++) {
      assertThat(lease.take(now)).isEqualTo(Lease.TAKEN);
    }
    lease.granted(new Grant(0, SECOND), now);
    assertThat(lease.take(now)).isEqualTo(Lease.TAKEN);
    assertThat(lease.take(now)).isEqualTo(SECOND);
    now += SECOND;
    assertThat(lease.take(now)).isEqualTo(Lease.UNKNOWN);
  }

  @Test
  void forgetsTokensThatWereNotUsedForLong() {
    lease.prepare(now);
    lease.granted(new Grant(4, 0), now);
    now += 10 * SECOND;
    assertThat(lease.take(now)).isEqualTo(Lease.UNKNOWN);
  }

  @Test
  void countsForItselfWhileNobodyAnswers() {
    lessor.answering = false;
    assertThat(takeAll()).isEqualTo(5);
    assertThat(lease.take(now)).isBetween(1L, SECOND);
    now += SECOND;
    assertThat(takeAll()).isEqualTo(5);
  }

  @Test
  void letsOnePassForEachThatWaitedInVain() {
    assertThat(lease.take(now)).isEqualTo(Lease.UNKNOWN);
    lease.fallBack(now);
    assertThat(lease.take(now)).isEqualTo(Lease.TAKEN);
    assertThat(lease.take(now)).isEqualTo(Lease.UNKNOWN);
  }

  @Test
  void passesOnToItsOwnCountWhereTheAskingFailed() {
    CompletableFuture<Void> known;
    assertThat(lease.take(now)).isEqualTo(Lease.UNKNOWN);
    known = lease.known();
    lease.failed(now);
    assertThat(known).isDone();
    assertThat(lease.take(now)).isEqualTo(Lease.TAKEN);
  }

  @Test
  void takesBackWhatWasNotUsed() {
    lease.prepare(now);
    lease.granted(new Grant(1, 0), now);
    assertThat(lease.take(now)).isEqualTo(Lease.TAKEN);
    lease.giveBack();
    assertThat(lease.take(now)).isEqualTo(Lease.TAKEN);
  }
}
