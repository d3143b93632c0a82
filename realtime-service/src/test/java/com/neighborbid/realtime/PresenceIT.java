package com.neighborbid.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.realtime.redis.RoomStore;
import com.neighborbid.realtime.support.Clients;
import com.neighborbid.realtime.support.Clients.Client;
import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.Stage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How many are looking, over all instances.
class PresenceIT {
  private final Engine engine = Stage.engine();
  private final Instance instance = Stage.instance();
  private final long auction = Engine.newAuction();

  private Client join(Instance where) {
    return Clients.connect(where.port(), "/ws/auction/" + auction);
  }

  private static void told(Client client, int viewers) {
    client.find(
        message ->
            message.get("type").asText().equals("presence")
                && message.get("viewers").asInt() == viewers);
  }

  @Test
  void countsTheViewersOfAllInstances() {
    engine.publish(auction, 1);
    try (Client first = join(instance)) {
      assertThat(first.next("snapshot").get("viewers").asInt()).isEqualTo(1);
      try (Instance other = Stage.anotherInstance()) {
        try (Client second = join(other);
            Client third = join(other)) {
          told(first, 3);
          told(second, 3);
          told(third, 3);
          third.leave();
          told(first, 2);
        }
      }
      told(first, 1);
    }
  }

  @Test
  void forgetsTheViewersOfADeadInstance() {
    engine.publish(auction, 1);
    new RoomStore(engine.redis(), "dead-instance", 4000)
        .exchange(Map.of(auction, new RoomStore.Question(5, false)));
    try (Client viewer = join(instance)) {
      told(viewer, 6);
      told(viewer, 1);
    }
  }

  @Test
  void tellsOnlyChanges() {
    engine.publish(auction, 1);
    try (Client first = join(instance)) {
      told(first, 1);
      try (Client second = join(instance)) {
        told(first, 2);
        told(second, 2);
      }
      told(first, 1);
      assertThat(first.rest()).isEmpty();
    }
  }
}
