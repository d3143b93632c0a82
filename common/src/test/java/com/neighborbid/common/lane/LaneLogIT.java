package com.neighborbid.common.lane;

import static com.neighborbid.common.lane.LaneWorld.await;
import static com.neighborbid.common.lane.LaneWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.common.lane.LaneWorld.Member;
import com.neighborbid.servers.TestServers;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// Logs that are not the ones the lanes knew.
class LaneLogIT {
  @Test
  void stopsWhenItsTopicIsRecreatedAndGoesOnWhenAnOperatorAdoptsIt() {
    try (LaneWorld world = new LaneWorld(1)) {
      Member member = world.startAndOwn("a");
      world.appendMany(20);
      world.assertSound(20);

      recreate(world);
      eventually(() -> !world.stopReasons().isEmpty());
      assertThat(world.stopReasons().getFirst()).contains("recreated", world.log);
      world.execute("delete from decided"); // offsets begin anew with the new log

      assertThat(member.group().adopt(0, OptionalLong.empty())).isZero();

      eventually(() -> member.inPhase("RUNNING").size() == 1);
      assertThat(world.stopReasons()).isEmpty();
      world.appendMany(5);
      world.awaitDecided(5);
    }
  }

  @Test
  void refusesARecreatedTopicAtTaking() {
    try (LaneWorld world = new LaneWorld(1)) {
      Member member = world.startAndOwn("a");
      world.appendMany(20);
      world.awaitDecided(20);
      member.close();
      recreate(world);
      world.appendMany(30);

      world.start("b");
      eventually(() -> !world.stopReasons().isEmpty());
      assertThat(world.stopReasons().getFirst()).contains("recreated");
      assertThat(world.decided()).isEqualTo(20);
    }
  }

  @Test
  void stopsWhenPartitionsAreAdded() {
    try (LaneWorld world = new LaneWorld(1)) {
      world.startAndOwn("a");
      await(
          () ->
              world
                  .admin
                  .createPartitions(Map.of(world.log, NewPartitions.increaseTo(3)))
                  .all()
                  .get(30, TimeUnit.SECONDS));
      eventually(
          () -> world.stopReasons().stream().anyMatch(why -> why.contains("keys have moved")));
    }
  }

  @Test
  void noticesThatTheLastDecidedRecordIsGone() {
    try (LaneWorld world = new LaneWorld(1)) {
      Member member = world.startAndOwn("a");
      world.appendMany(20);
      world.awaitDecided(20);
      member.close();
      world.appendMany(5);
      deleteBefore(world, 23);

      Member next = world.start("b");
      eventually(() -> !world.stopReasons().isEmpty());
      assertThat(world.stopReasons().getFirst()).contains("truncated");
      assertThat(world.decided()).isEqualTo(20);

      assertThatThrownBy(() -> next.group().adopt(0, OptionalLong.of(3)))
          .isInstanceOf(LaneAdoptionException.class)
          .hasMessageContaining("from 23 to 25");
      assertThat(next.group().adopt(0, OptionalLong.of(23))).isEqualTo(23);
      world.awaitDecided(22);
    }
  }

  @Test
  void noticesAnotherRecordInThePlaceOfTheLastDecided() {
    try (LaneWorld world = new LaneWorld(1)) {
      Member member = world.startAndOwn("a");
      world.appendMany(20);
      world.awaitDecided(20);
      member.close();
      world.execute("update lane set last_crc = last_crc + 1");

      world.start("b");
      eventually(() -> !world.stopReasons().isEmpty());
      assertThat(world.stopReasons().getFirst()).contains("rewritten");
    }
  }

  @Test
  void stopsWhenTheLogEndsBeforeTheNextOffset() {
    try (LaneWorld world = new LaneWorld(1)) {
      Member member = world.startAndOwn("a");
      world.appendMany(20);
      world.awaitDecided(20);
      member.close();
      // As if the broker had lost its last records with the power.
      world.execute("update lane set next_offset = 40, last_offset = 39");

      Member next = world.start("b");
      eventually(() -> !world.stopReasons().isEmpty());
      assertThat(world.stopReasons().getFirst()).contains("truncated");
      assertThat(next.group().adopt(0, OptionalLong.empty())).isEqualTo(20);
      world.appendMany(3);
      world.awaitDecided(23);
    }
  }

  @Test
  void refusesALogStampedByItsSenders() {
    try (LaneWorld world =
        new LaneWorld(
            1,
            TestServers.kafkaBootstrap(),
            TestServers.postgres().createDatabase("lane"),
            "CreateTime")) {
      world.start("a");
      world.append("k", "1");
      eventually(() -> !world.stopReasons().isEmpty());
      assertThat(world.stopReasons().getFirst()).contains("LogAppendTime");
      assertThat(world.decided()).isZero();
    }
  }

  private static void recreate(LaneWorld world) {
    await(() -> world.admin.deleteTopics(List.of(world.log)).all().get(30, TimeUnit.SECONDS));
    eventually(
        () ->
            !await(() -> world.admin.listTopics().names().get(30, TimeUnit.SECONDS))
                .contains(world.log));
    world.createTopic(world.log, "LogAppendTime");
    world.appendAsSomebodyElse();
  }

  private static void deleteBefore(LaneWorld world, long offset) {
    await(
        () ->
            world
                .admin
                .deleteRecords(
                    Map.of(new TopicPartition(world.log, 0), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get(30, TimeUnit.SECONDS));
  }
}
