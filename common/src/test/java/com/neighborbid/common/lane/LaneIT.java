package com.neighborbid.common.lane;

import static com.neighborbid.common.lane.LaneWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.lane.LaneWorld.Member;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The ordinary life of lanes: deciding, taking over, leaving.
class LaneIT {
  private static final List<String> TABLES = List.of("lane", "lane_outbox", "total", "decided");

  @Test
  void decidesEachRecordOnceAndSaysItOnce() {
    try (LaneWorld world = new LaneWorld(4)) {
      Member member = world.startAndOwn("a");
      world.appendMany(500);
      world.assertSound(500);
      assertThat(world.number("select sum(total) from total")).isEqualTo(500);
      assertThat(world.all(world.out)).hasSize(500);
      assertThat(member.metric("lane.stopped")).isZero();
      assertThat(member.metric("lane.running")).isEqualTo(4);
      eventually(() -> member.metric("lane.lag") == 0 && member.metric("lane.unsent") == 0);
    }
  }

  @Test
  void decidesNothingAgainWhenTheLogIsDeliveredAgain() {
    try (LaneWorld world = new LaneWorld(2)) {
      Member first = world.startAndOwn("a");
      world.appendMany(100);
      world.awaitDecided(100);
      first.close();

      world.startAndOwn("b");
      world.appendMany(50);
      world.assertSound(150);
      assertThat(world.number("select count(*) from lane_skipped")).isZero();
    }
  }

  /// The log is decided again in other batches than before. Named by their batch, messages had the
  /// names of others then, and who drops repeats by name lost them.
  @Test
  void saysTheSameUnderTheSameNamesAfterItsDatabaseWasRestoredToAnEarlierTime() {
    try (LaneWorld world = new LaneWorld(1)) {
      Member first = world.startAndOwn("a");
      appendOneByOne(world, 0, 4);
      TABLES.forEach(t -> world.execute("create table then_" + t + " as select * from " + t));
      appendOneByOne(world, 4, 10);
      world.assertSound(10);
      Set<String> before = named(world);
      first.close();

      TABLES.forEach(
          t -> world.execute("truncate " + t + "; insert into " + t + " select * from then_" + t));
      assertThat(world.decided()).isEqualTo(4);
      world.startAndOwn("b");

      world.assertSound(10);
      assertThat(world.number("select count(*) from lane_outbox")).isLessThan(10);
      assertThat(world.all(world.out)).hasSizeGreaterThanOrEqualTo(16);
      assertThat(named(world)).isEqualTo(before);
    }
  }

  private static void appendOneByOne(LaneWorld world, int from, int to) {
    for (int i = from; i < to; i++) {
      world.append("k" + i % 3, "1");
      world.awaitDecided(i + 1);
    }
  }

  /// What was said, each with its name.
  private static Set<String> named(LaneWorld world) {
    return world.all(world.out).stream()
        .map(said -> RecordHeaders.text(said.headers(), RecordHeaders.ID) + " " + said.value())
        .collect(Collectors.toSet());
  }

  @Test
  void handsOverAtOnceWhenItCloses() {
    try (LaneWorld world = new LaneWorld(4)) {
      Member first = world.startAndOwn("a");
      Member second = world.start("b");
      eventually(() -> second.inPhase("RUNNING").size() == 2);

      first.group().close();
      long closed = System.nanoTime();
      eventually(() -> second.inPhase("RUNNING").size() == 4);

      // Alone it takes about one second, a heartbeat; waiting for the session to end would be six.
      assertThat(Duration.ofNanos(System.nanoTime() - closed)).isLessThan(Duration.ofSeconds(5));
      world.appendMany(40);
      world.assertSound(40);
    }
  }

  @Test
  void isTakenOverAtOnceByTheSameInstanceStartedAnew() {
    try (LaneWorld world = new LaneWorld(2)) {
      Member killed = world.startAndOwn("a");
      world.appendMany(20);
      world.awaitDecided(20);

      long started = System.nanoTime();
      Member again = world.startAndOwn("a");
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(6));
      eventually(() -> killed.fencedByName().get() == 1);
      eventually(() -> !killed.group().alive());
      assertThat(again.group().alive()).isTrue();

      world.appendMany(20);
      world.assertSound(40);
    }
  }

  @Test
  void keepsTimeRisingAndTakenFromTheLog() {
    try (LaneWorld world = new LaneWorld(1)) {
      world.startAndOwn("a");
      long before = System.currentTimeMillis();
      world.appendMany(30);
      world.assertSound(30);
      assertThat(world.number("select min(at_ms) from decided")).isGreaterThanOrEqualTo(before);
      assertThat(world.number("select log_time_ms from lane"))
          .isEqualTo(world.number("select max(at_ms) from decided"));
    }
  }
}
