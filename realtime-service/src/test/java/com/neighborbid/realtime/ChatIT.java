package com.neighborbid.realtime;

import static com.neighborbid.realtime.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.realtime.support.Clients;
import com.neighborbid.realtime.support.Clients.Client;
import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.Neighbours;
import com.neighborbid.realtime.support.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// People talk in a room, over two instances and a real Redis.
class ChatIT {
  private static final long MINA = 7;
  private static final long JOON = 8;
  private static final long SELLER = 9;
  private static final Duration VALID = Duration.ofMinutes(5);
  private static Instance other;

  private final Neighbours neighbours = Stage.neighbours();
  private final Engine engine = Stage.engine();
  private final long auction = Engine.newAuction();

  @BeforeAll
  static void startAnother() {
    other = Stage.anotherInstance();
  }

  @AfterAll
  static void stopIt() {
    other.close();
  }

  @BeforeEach
  void open() {
    engine.publish(auction, 1);
    neighbours.room(Engine.state(auction, 1), "NATIONAL", SELLER);
  }

  private Client enter(Instance instance, String token) {
    Client client = Clients.withToken(instance.port(), "/ws/auction/" + auction + "/", token);
    client.next("snapshot");
    return client;
  }

  private Client enter(long user) {
    return enter(Stage.instance(), neighbours.token(user, VALID));
  }

  private Client enterElsewhere(long user) {
    return enter(other, neighbours.token(user, VALID));
  }

  private static void say(Client client, String text) {
    client.send("{\"action\":\"chat\",\"id\":\"c\",\"text\":\"" + text + "\"}");
  }

  private static void remove(Client client, String messageId) {
    client.send("{\"action\":\"remove_chat\",\"messageId\":\"" + messageId + "\"}");
  }

  private static List<String> texts(Client client, int count) {
    List<String> texts = new ArrayList<>();
    while (texts.size() < count) {
      texts.add(client.next("chat").get("text").asText());
    }
    return texts;
  }

  @Test
  void tellsEverybodyOnAllInstances() {
    try (Client mina = enter(MINA);
        Client joon = enterElsewhere(JOON);
        Client stranger = Clients.connect(other.port(), "/ws/auction/" + auction)) {
      stranger.next("snapshot");
      say(mina, "Is the box still there? \uD83D\uDCE6 http://example.com");
      for (Client client : List.of(mina, joon, stranger)) {
        JsonNode chat = client.next("chat");
        assertThat(chat.get("from").asText()).isEqualTo("nick7");
        assertThat(chat.get("text").asText())
            .isEqualTo("Is the box still there? \uD83D\uDCE6 http://example.com");
        assertThat(chat.get("auctionId").asLong()).isEqualTo(auction);
        assertThat(UUID.fromString(chat.get("id").asText())).isNotNull();
        assertThat(Instant.parse(chat.get("at").asText())).isBefore(Instant.now().plusSeconds(1));
      }
    }
  }

  @Test
  void tellsTheLastFiftyToWhoeverComes() {
    try (Instance free = Stage.anotherInstance("--neighborbid.realtime.limits=false");
        Client mina = enter(free, neighbours.token(MINA, VALID))) {
      for (int i = 1; i <= 60; i++) {
        say(mina, "m" + i);
      }
      assertThat(texts(mina, 60)).startsWith("m1").endsWith("m60");
      try (Client late = enter(JOON);
          Client back =
              Clients.connect(Stage.instance().port(), "/ws/auction/" + auction + "?since=1")) {
        assertThat(texts(late, 50)).startsWith("m11").endsWith("m60");
        assertThat(texts(back, 50)).startsWith("m11").endsWith("m60");
        say(late, "new");
        assertThat(texts(late, 1)).containsExactly("new");
      }
    }
    long kept = engine.redis().pttl("{auction:" + auction + "}:chat");
    assertThat(Duration.ofMillis(kept)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
  }

  @Test
  void keepsNothingLongerThanItShould() {
    try (Instance brief = Stage.anotherInstance("--neighborbid.realtime.chat.keep=300ms");
        Client mina = enter(brief, neighbours.token(MINA, VALID))) {
      say(mina, "old");
      assertThat(texts(mina, 1)).containsExactly("old");
      eventually("gone", () -> !engine.redis().exists("{auction:" + auction + "}:chat"));
    }
  }

  @Test
  void keepsALimitedNumber() {
    try (Instance small =
            Stage.anotherInstance(
                "--neighborbid.realtime.chat.most-kept=3", "--neighborbid.realtime.limits=false");
        Client mina = enter(small, neighbours.token(MINA, VALID))) {
      for (int i = 1; i <= 5; i++) {
        say(mina, "m" + i);
      }
      texts(mina, 5);
      try (Client late = enterElsewhere(JOON)) {
        assertThat(texts(late, 3)).containsExactly("m3", "m4", "m5");
      }
      assertThat(engine.redis().hlen("{auction:" + auction + "}:chat")).isEqualTo(3);
    }
  }

  @Test
  void letsTheSellerAndAdminsTakeAMessageAway() {
    try (Client mina = enter(MINA);
        Client seller = enterElsewhere(SELLER);
        Client admin = enterElsewhere(JOON)) {
      say(mina, "one");
      say(mina, "two");
      say(mina, "three");
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        ids.add(mina.next("chat").get("id").asText());
      }
      texts(seller, 3);
      texts(admin, 3);

      remove(seller, ids.get(0));
      JsonNode removed = mina.next("chat_removed");
      assertThat(removed.get("id").asText()).isEqualTo(ids.get(0));
      assertThat(removed.get("auctionId").asLong()).isEqualTo(auction);
      assertThat(seller.next("chat_removed").get("id").asText()).isEqualTo(ids.get(0));
      assertThat(admin.next("chat_removed").get("id").asText()).isEqualTo(ids.get(0));

      remove(admin, ids.get(1));
      assertThat(admin.next("error").get("code").asText()).isEqualTo("FORBIDDEN");
      admin.send(
          "{\"action\":\"auth\",\"token\":\"" + neighbours.token(JOON, VALID, "admin") + "\"}");
      admin.next("authenticated");
      remove(admin, ids.get(1));
      assertThat(mina.next("chat_removed").get("id").asText()).isEqualTo(ids.get(1));

      assertThat(seller.next("chat_removed").get("id").asText()).isEqualTo(ids.get(1));
      remove(seller, ids.get(0));
      assertThat(seller.next("error").get("code").asText()).isEqualTo("NOT_FOUND");
      remove(mina, ids.get(2));
      assertThat(mina.next("error").get("code").asText()).isEqualTo("FORBIDDEN");
      try (Client late = enter(JOON)) {
        assertThat(texts(late, 1)).containsExactly("three");
      }
    }
  }

  @Test
  void takesNothingFromStrangers() {
    try (Client stranger = Clients.connect(Stage.instance().port(), "/ws/auction/" + auction);
        Client mina = enter(MINA)) {
      stranger.next("snapshot");
      say(stranger, "hello");
      JsonNode error = stranger.next("error");
      assertThat(error.get("code").asText()).isEqualTo("UNAUTHORIZED");
      assertThat(error.get("id").asText()).isEqualTo("c");
      remove(stranger, UUID.randomUUID().toString());
      assertThat(stranger.next("error").get("code").asText()).isEqualTo("UNAUTHORIZED");
      say(mina, "first");
      assertThat(texts(stranger, 1)).containsExactly("first");
    }
  }

  @Test
  void limitsWhatOnePersonSaysOverAllHisSockets() {
    try (Client here = enter(MINA);
        Client there = enterElsewhere(MINA);
        Client joon = enterElsewhere(JOON)) {
      for (int i = 1; i <= 5; i++) {
        say(here, "m" + i);
      }
      assertThat(texts(there, 5)).endsWith("m5");
      say(there, "m6");
      assertThat(there.next("error").get("code").asText()).isEqualTo("TOO_MANY_REQUESTS");
      say(joon, "mine");
      texts(here, 5);
      assertThat(texts(here, 1)).containsExactly("mine");
    }
  }

  @Test
  void limitsWhatAllTogetherSayInOneRoom() {
    try (Instance strict = Stage.anotherInstance("--neighborbid.realtime.chat.most-in-room=3");
        Client mina = enter(strict, neighbours.token(MINA, VALID));
        Client joon = enter(strict, neighbours.token(JOON, VALID))) {
      say(mina, "m1");
      say(mina, "m2");
      assertThat(texts(joon, 2)).containsExactly("m1", "m2");
      say(joon, "j1");
      assertThat(texts(joon, 1)).containsExactly("j1");
      say(joon, "j2");
      assertThat(joon.next("error").get("code").asText()).isEqualTo("TOO_MANY_REQUESTS");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\\t\\n", "bell \\u0007", "half \\ud83d"})
  void refusesWhatIsNoText(String text) {
    try (Client mina = enter(MINA)) {
      say(mina, text);
      JsonNode error = mina.next("error");
      assertThat(error.get("code").asText()).isEqualTo("VALIDATION_FAILED");
      assertThat(error.get("field").asText()).isEqualTo("text");
      say(mina, "x".repeat(501));
      assertThat(mina.next("error").get("field").asText()).isEqualTo("text");
      say(mina, "\uD83D\uDCE6".repeat(500));
      mina.next("chat");
    }
  }

  @Test
  void refusesToRemoveWhereNobodyKnowsTheSeller() {
    try (Client seller = enter(SELLER)) {
      neighbours.away(true);
      try {
        remove(seller, UUID.randomUUID().toString());
        assertThat(seller.next("error").get("code").asText()).isEqualTo("SERVICE_UNAVAILABLE");
      } finally {
        neighbours.away(false);
      }
    }
  }
}
