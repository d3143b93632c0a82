package com.neighborbid.realtime;

import static com.neighborbid.realtime.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.auth.EndedSignIns;
import com.neighborbid.common.auth.EndedSignInsWriter;
import com.neighborbid.common.redis.RedisLink;
import com.neighborbid.realtime.support.Clients;
import com.neighborbid.realtime.support.Clients.Client;
import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.Neighbours;
import com.neighborbid.realtime.support.Stage;
import com.neighborbid.servers.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of sockets when their sign-in ends, told as user-service tells it.
class SignOutIT {
  private static final long USER = 7;

  private final Neighbours neighbours = Stage.neighbours();
  private final Engine engine = Stage.engine();
  private final Instance instance = Stage.instance();
  private final long auction = Engine.newAuction();
  private final String signIn = UUID.randomUUID().toString();
  private final String token = neighbours.tokenOf(signIn, USER);

  @BeforeEach
  void open() {
    engine.publish(auction, 1);
  }

  private String path() {
    return "/ws/auction/" + auction;
  }

  private static void end(String signIn) {
    try (RedisLink link =
        new RedisLink(
            TestServers.redis().address(),
            "test",
            Duration.ofSeconds(5),
            EndedSignInsWriter.SCRIPT)) {
      EndedSignInsWriter.write(link.open(), List.of(signIn), Duration.ofMinutes(16));
    }
  }

  @Test
  void closesItsSocketsOnAllInstancesAndNoOther() {
    String elsewhere = neighbours.tokenOf(UUID.randomUUID().toString(), USER);
    try (Instance second = Stage.anotherInstance();
        Client here = Clients.withToken(instance.port(), path(), token);
        Client there = Clients.withToken(second.port(), path(), token);
        Client other = Clients.withToken(instance.port(), path(), elsewhere);
        Client byMessage = Clients.connect(second.port(), path())) {
      here.next("snapshot");
      there.next("snapshot");
      other.next("snapshot");
      byMessage.next("snapshot");
      byMessage.send("{\"action\":\"auth\",\"token\":\"" + token + "\"}");
      byMessage.next("authenticated");

      end(signIn);
      assertThat(here.closeCode()).isEqualTo(4401);
      assertThat(there.closeCode()).isEqualTo(4401);
      assertThat(byMessage.closeCode()).isEqualTo(4401);
      other.send("{\"action\":\"bid\",\"amount\":2000}");
      other.next("received");
    }
  }

  @Test
  void refusesItsTokensFromThenOn() {
    end(signIn);
    EndedSignIns ended = instance.bean(EndedSignIns.class);
    eventually("heard", () -> ended.isEnded(signIn));
    try (Client opening = Clients.withToken(instance.port(), path(), token);
        Client watching = Clients.connect(instance.port(), path())) {
      assertThat(opening.closeCode()).isEqualTo(4401);
      assertThat(opening.rest()).isEmpty();
      watching.next("snapshot");
      watching.send("{\"action\":\"auth\",\"token\":\"" + token + "\"}");
      assertThat(watching.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void hearsOfItByReadingWhereTheMessageWasLost() {
    try (Client here = Clients.withToken(instance.port(), path(), token)) {
      here.next("snapshot");
      engine.redis().zadd("signins:ended:at", System.currentTimeMillis(), signIn);
      assertThat(here.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void goesOnWithTheTokenOfANewSignIn() {
    String next = UUID.randomUUID().toString();
    try (Client client = Clients.withToken(instance.port(), path(), token)) {
      client.next("snapshot");
      client.send("{\"action\":\"auth\",\"token\":\"" + neighbours.tokenOf(next, USER) + "\"}");
      client.next("authenticated");
      end(signIn);
      eventually("heard", () -> instance.bean(EndedSignIns.class).isEnded(signIn));
      client.send("{\"action\":\"ping\"}");
      client.next("pong");
      end(next);
      assertThat(client.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void closesWhereAnAnnouncedTokenDoesNotCome() {
    try (Instance strict =
            Stage.anotherInstance(
                "--neighborbid.realtime.sockets.announced-limit=1s",
                "--neighborbid.realtime.sockets.beat=100ms");
        Client silent =
            Clients.connect(strict.port(), path(), builder -> builder.subprotocols("bearer"));
        Client speaking =
            Clients.connect(strict.port(), path(), builder -> builder.subprotocols("bearer"));
        Client watching = Clients.connect(strict.port(), path())) {
      assertThat(silent.socket().getSubprotocol()).isEqualTo("bearer");
      speaking.send("{\"action\":\"auth\",\"token\":\"" + token + "\"}");
      speaking.find("authenticated");
      silent.next("snapshot");
      silent.send("{\"action\":\"ping\"}");
      silent.next("pong");
      assertThat(silent.closeCode()).isEqualTo(4401);
      for (Client open : List.of(speaking, watching)) {
        open.send("{\"action\":\"ping\"}");
        JsonNode pong = open.find("pong");
        assertThat(pong).isNotNull();
      }
    }
  }
}
