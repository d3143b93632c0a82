package com.neighborbid.common.lane;

import static com.neighborbid.common.lane.LaneWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.lane.LaneWorld.Member;
import com.neighborbid.servers.KafkaServer;
import com.neighborbid.servers.Ports;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.TestServers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that are killed and come back: the lanes go on by themselves.
class LaneOutageIT {
  @TempDir Path folder;

  @Test
  void goesOnByItselfWhenTheDatabaseComesBack() {
    PostgresServer postgres =
        new PostgresServer(
            new PostgresServer.Settings(
                Ports.free(), folder.resolve("postgres"), folder.resolve("postgres.log")));
    postgres.start();
    try (LaneWorld world =
        new LaneWorld(
            2, TestServers.kafkaBootstrap(), postgres.ensureDatabase("lane"), "LogAppendTime")) {
      Member member = world.startAndOwn("a");
      CompletableFuture<Void> load = CompletableFuture.runAsync(() -> world.appendMany(300));
      eventually(() -> world.decided() > 0);
      postgres.kill();
      load.join();
      world.appendMany(100);
      eventually(() -> member.count("lane.failures") >= 2);
      // The group changes while nothing can be read: the assignment must be offered again.
      Member second = world.start("b");
      eventually(() -> second.count("lane.failures") >= 1);
      assertThat(member.group().alive()).isTrue();

      postgres.start();

      world.assertSound(400);
      eventually(() -> member.inPhase("RUNNING").size() + second.inPhase("RUNNING").size() == 2);
      assertThat(world.number("select count(*) from lane_skipped")).isZero();
    } finally {
      postgres.stop();
    }
  }

  @Test
  void goesOnByItselfWhenKafkaComesBack() {
    List<Integer> ports = Ports.free(2);
    KafkaServer kafka =
        new KafkaServer(
            new KafkaServer.Settings(
                ports.get(0), ports.get(1), folder.resolve("kafka"), folder.resolve("kafka.log")));
    kafka.start();
    try (LaneWorld world =
        new LaneWorld(
            2, kafka.bootstrap(), TestServers.postgres().createDatabase("lane"), "LogAppendTime")) {
      Member member = world.startAndOwn("a");
      CompletableFuture<Void> load =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 20; i++) {
                  world.appendMany(20);
                }
              });
      eventually(() -> world.decided() > 20);
      kafka.kill();
      kafka.start();
      load.join();

      long there = world.all(world.log).size(); // an append that was retried may be there twice
      world.assertSound(there);
      assertThat(there).isGreaterThanOrEqualTo(400);
      assertThat(member.metric("lane.stopped")).isZero();
    } finally {
      kafka.stop();
    }
  }
}
