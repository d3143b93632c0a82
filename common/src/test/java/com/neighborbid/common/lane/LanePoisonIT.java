package com.neighborbid.common.lane;

import static com.neighborbid.common.lane.LaneWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.lane.LaneWorld.Member;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records that nobody can decide.
class LanePoisonIT {
  @ParameterizedTest
  @ValueSource(strings = {"unreadable", "unreadable \0 \ud800", "undecidable", "5000", "huge"})
  void skipsOneRecordWithItsReasonAndGoesOn(String poison) {
    try (LaneWorld world = new LaneWorld(1)) {
      world.appendMany(40);
      long offset = world.append("k1", poison).offset();
      world.appendMany(40);
      Member member = world.startAndOwn("a");

      world.assertSound(80);

      assertThat(world.number("select count(*) from lane_skipped")).isOne();
      assertThat(world.number("select record_offset from lane_skipped")).isEqualTo(offset);
      assertThat(world.text("select reason from lane_skipped")).isNotBlank();
      // Half of it was applied to the sum in memory before it failed.
      assertThat(world.number("select sum(total) from total")).isEqualTo(80);
      assertThat(member.metric("lane.stopped")).isZero();
      assertThat(member.count("lane.skipped")).isOne();

      var letters = world.first(world.log + ".dlt");
      assertThat(letters).hasSize(1);
      DeadLetter letter =
          ContractJson.read(
              letters.getFirst().value().getBytes(StandardCharsets.UTF_8), DeadLetter.class);
      assertThat(letter.offset()).isEqualTo(offset);
      assertThat(letter.key()).isEqualTo("k1");
      assertThat(letter.type()).isEqualTo("test.Add.v1");
      assertThat(letter.reason()).isNotBlank();
      assertThat(Base64.getDecoder().decode(letter.value()))
          .isEqualTo(poison.getBytes(StandardCharsets.UTF_8));
      assertThat(RecordHeaders.text(letters.getFirst().headers(), RecordHeaders.REQUEST_ID))
          .isEqualTo("req-1");
      // What the engine answers in its place is said where it stood.
      assertThat(world.first(world.out))
          .anyMatch(record -> record.value().equals(offset + ":declined"));
    }
  }

  @Test
  void stopsAtARecordWhoseAnswerFitsIntoNoMessage() {
    try (LaneWorld world = new LaneWorld(1)) {
      world.startAndOwn("a");
      world.append("x".repeat(70_000), "unreadable");
      eventually(() -> !stopped(world).isEmpty());
      assertThat(stopped(world).getFirst()).contains("offset 0", "key");
    }
  }

  @Test
  void findsSeveralRefusedRecordsAmongMany() {
    try (LaneWorld world = new LaneWorld(1)) {
      for (int i = 0; i < 60; i++) {
        world.append("k" + i % 3, i % 20 == 7 ? "2000" : "1");
      }
      world.startAndOwn("a");
      world.assertSound(57);
      assertThat(world.number("select count(*) from lane_skipped")).isEqualTo(3);
    }
  }

  @Test
  void stopsWhenTheDatabaseRefusesOneRecordAfterTheOther() {
    try (LaneWorld world = new LaneWorld(1)) {
      world.append("k", "1");
      for (int i = 0; i < 12; i++) {
        world.append("k", "3000");
      }
      Member member = world.start("a");
      eventually(() -> !stopped(world).isEmpty());
      assertThat(stopped(world).getFirst()).contains("refuses one record after the other");
      assertThat(member.metric("lane.stopped")).isOne();
      assertThat(world.decided()).isOne();
      assertThat(world.number("select count(*) from lane_skipped")).isEqualTo(5);
    }
  }

  @Test
  void blamesNoRecordWhenTheDatabaseRefusesEvenAnEmptyBatch() {
    try (LaneWorld world = new LaneWorld(1)) {
      Member member = world.startAndOwn("a");
      world.execute("alter table lane_outbox add constraint full_now check (seq < 0) not valid");
      world.append("k", "1");
      eventually(() -> member.count("lane.failures") >= 3);
      assertThat(world.decided()).isZero();

      world.execute("alter table lane_outbox drop constraint full_now");

      world.assertSound(1);
      assertThat(world.number("select count(*) from lane_skipped")).isZero();
    }
  }

  @Test
  void stopsTheLaneAloneWhereMoneyHangsOnTheRecord() {
    try (LaneWorld world = new LaneWorld(4)) {
      Member member = world.startAndOwn("a");
      int stopped = world.append("k1", "must-stop").partition();
      eventually(() -> !stopped(world).isEmpty());
      assertThat(stopped(world)).singleElement().asString().contains("money hangs on it");
      assertThat(member.inPhase("STOPPED").getFirst().lane()).endsWith("-" + stopped);
      assertThat(member.metric("lane.stopped")).isOne();

      for (int i = 0; i < 40; i++) {
        world.append("other" + i, "1");
      }
      long there = 0;
      for (var record : world.all(world.log)) {
        there += record.partition() == stopped ? 0 : 1;
      }
      world.awaitDecided(there);
      assertThat(there).isGreaterThan(5);
      assertThat(member.inPhase("RUNNING")).hasSize(3);
    }
  }

  private static List<String> stopped(LaneWorld world) {
    return world.stopReasons();
  }
}
