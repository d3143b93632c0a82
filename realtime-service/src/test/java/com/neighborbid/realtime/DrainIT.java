package com.neighborbid.realtime;

import static com.neighborbid.realtime.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.limit.BidLimits;
import com.neighborbid.realtime.bids.BidDesk;
import com.neighborbid.realtime.netty.RealtimeServer;
import com.neighborbid.realtime.support.Clients;
import com.neighborbid.realtime.support.Clients.Client;
import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.Neighbours;
import com.neighborbid.realtime.support.Stage;
import com.neighborbid.servers.Ports;
import com.neighborbid.servers.RedisServer;
import com.neighborbid.servers.TestServers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stopping in order.
class DrainIT {
  private final Neighbours neighbours = Stage.neighbours();
  private final Engine engine = Stage.engine();
  private final long auction = Engine.newAuction();

  @Test
  void answersPendingBidsThenSendsEverybodyAway() throws Exception {
    engine.publish(auction, 1);
    Instance instance = Stage.anotherInstance();
    int port = instance.port();
    String path = "/ws/auction/" + auction;
    List<Client> viewers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      viewers.add(Clients.connect(port, path));
    }
    Client bidder = Clients.withToken(port, path, neighbours.token(7, Duration.ofMinutes(5)));
    bidder.next("snapshot");
    bidder.send("{\"action\":\"bid\",\"amount\":5000,\"id\":\"last\"}");
    bidder.next("received");
    assertThat(instance.bean(BidDesk.class).waiting()).isEqualTo(1);

    Thread stopping = Thread.startVirtualThread(instance::close);
    eventually("no longer listening", () -> isRefused(port, path));
    engine.answer(
        instance.name(),
        new BidOutcome(
            BidIds.bid(7, auction, "last"),
            auction,
            7,
            5000,
            null,
            BidOutcome.Status.ACCEPTED,
            null,
            5000,
            2,
            6000));
    assertThat(bidder.find("accepted").get("id").asText()).isEqualTo("last");
    assertThat(bidder.closeCode()).isEqualTo(1012);
    viewers.forEach(viewer -> assertThat(viewer.closeCode()).isEqualTo(1012));
    stopping.join();
    assertThatThrownBy(() -> Clients.connect(port, path)).isInstanceOf(RuntimeException.class);
  }

  /// A Redis that is slow for a moment holds the limit of the bid up, not the goodbye to the
  /// bidder.
  @Test
  void aBidWhoseLimitIsNotKnownYetIsTakenBeforeTheGoodbye(@TempDir Path files) throws Exception {
    RedisServer redis =
        new RedisServer(
            new RedisServer.Settings(
                Ports.free(), files.resolve("redis"), files.resolve("redis.log")));
    redis.start();
    neighbours.room(Engine.state(auction, 1), "NATIONAL");
    Instance instance = Instance.start(TestServers.kafkaBootstrap(), redis.address(), neighbours);
    Client bidder =
        Clients.withToken(
            instance.port(), "/ws/auction/" + auction, neighbours.token(7, Duration.ofMinutes(5)));
    bidder.next("snapshot");
    eventually("limits are shared", instance.bean(BidLimits.class)::isShared);
    Counter heard = instance.bean(MeterRegistry.class).counter("neighborbid.realtime.messages.in");
    double before = heard.count();

    redis.process().freeze();
    try {
      bidder.send("{\"action\":\"bid\",\"amount\":5000,\"id\":\"last\"}");
      eventually("the bid is heard", () -> heard.count() > before);
      instance.bean(RealtimeServer.class).drain(Duration.ofSeconds(2), Duration.ofMillis(1));
      assertThat(bidder.find("received").get("id").asText()).isEqualTo("last");
      assertThat(bidder.closeCode()).isEqualTo(1012);
    } finally {
      redis.process().resume();
      instance.close();
      redis.stop();
    }
  }

  private static boolean isRefused(int port, String path) {
    try (Client client = Clients.connect(port, path)) {
      return client == null;
    } catch (RuntimeException _) {
      return true;
    }
  }
}
