package com.neighborbid.realtime;

import static com.neighborbid.realtime.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.realtime.support.Clients;
import com.neighborbid.realtime.support.Clients.Client;
import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.Neighbours;
import com.neighborbid.realtime.support.Stage;
import com.neighborbid.servers.Ports;
import com.neighborbid.servers.RedisServer;
import com.neighborbid.servers.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Redis or Kafka away.
class OutageIT {
  private final Neighbours neighbours = Stage.neighbours();
  private final long auction = Engine.newAuction();

  @Test
  void keepsSocketsWithoutRedisTakesBidsAndCatchesUp(@TempDir Path files) {
    RedisServer redis =
        new RedisServer(
            new RedisServer.Settings(
                Ports.free(), files.resolve("redis"), files.resolve("redis.log")));
    redis.start();
    neighbours.room(Engine.state(auction, 1), "NATIONAL");
    String token = neighbours.token(7, Duration.ofMinutes(5));
    try (Engine engine = new Engine(redis.address());
        Instance instance =
            Instance.start(TestServers.kafkaBootstrap(), redis.address(), neighbours);
        Client viewer = Clients.withToken(instance.port(), "/ws/auction/" + auction, token)) {
      engine.publish(auction, 1);
      viewer.next("snapshot", "update");

      redis.kill();
      viewer.find("delayed");
      viewer.send("{\"action\":\"bid\",\"amount\":5000,\"id\":\"dark\"}");
      viewer.next("received");
      neighbours.outcome(
          new BidOutcome(
              BidIds.bid(7, auction, "dark"),
              auction,
              7,
              5000,
              null,
              BidOutcome.Status.ACCEPTED,
              null,
              5000,
              2,
              6000));
      viewer.next("accepted");
      neighbours.room(Engine.state(auction, 2), "NATIONAL");
      try (Client late = Clients.connect(instance.port(), "/ws/auction/" + auction)) {
        late.find("snapshot");
        late.next("delayed");
      }

      redis.start();
      eventually("published", () -> published(engine, 2));
      JsonNode caughtUp = viewer.find(message -> message.path("seq").asLong() == 2);
      assertThat(caughtUp.get("type").asText()).isIn("snapshot", "update");
      engine.publish(auction, 3);
      viewer.find(
          message ->
              message.path("seq").asLong() == 3 && message.get("type").asText().equals("update"));
      assertThat(viewer.rest()).noneMatch(m -> m.get("type").asText().equals("delayed"));
      assertThat(viewer.isClosed()).isFalse();
    } finally {
      redis.stop();
    }
  }

  private boolean published(Engine engine, long seq) {
    try {
      engine.publish(auction, seq);
      return true;
    } catch (RuntimeException _) {
      return false;
    }
  }

  @Test
  void refusesBidsWhileTheLogIsAway() {
    Engine engine = Stage.engine();
    engine.publish(auction, 1);
    try (Instance instance =
            Instance.start("127.0.0.1:" + Ports.free(), TestServers.redis().address(), neighbours);
        Client bidder =
            Clients.withToken(
                instance.port(),
                "/ws/auction/" + auction,
                neighbours.token(7, Duration.ofMinutes(5)))) {
      bidder.next("snapshot");
      bidder.send("{\"action\":\"bid\",\"amount\":5000,\"id\":\"a\"}");
      JsonNode error = bidder.next("error");
      assertThat(error.get("code").asText()).isEqualTo("SERVICE_UNAVAILABLE");
      assertThat(error.get("id").asText()).isEqualTo("a");
      engine.publish(auction, 2);
      bidder.next("update");
    }
  }
}
