package com.neighborbid.realtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.room.v1.NotificationAdded;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.contract.room.v1.PersonalNewsCodec;
import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomMessageCodec;
import com.neighborbid.common.contract.room.v1.RoomState;
import com.neighborbid.common.contract.room.v1.TaskChanged;
import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.JsonMutations;
import com.neighborbid.servers.fuzz.Mutations;
import com.neighborbid.servers.fuzz.OddValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Whatever clients and Redis say: it is understood or refused, and what is understood can be told
/// on. An exception here would close the socket of everybody in the room.
class ProtocolFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static final Set<String> FIELDS =
      Set.of("id", "amount", "maxAmount", "token", "text", "messageId");

  private static final List<String> SAID =
      List.of(
          "{\"action\":\"bid\",\"amount\":15000,\"maxAmount\":20000,\"id\":\"a-1\"}",
          "{\"action\":\"chat\",\"text\":\"hello \\uc548\\ub155\",\"id\":\"a-2\"}",
          "{\"action\":\"remove_chat\",\"messageId\":\"0190a1b2-0000-7000-8000-000000000001\"}",
          "{\"action\":\"auth\",\"token\":\"a.b.c\"}",
          "{\"action\":\"ping\",\"more\":[1,{\"x\":null}]}");

  @Test
  void whateverAClientSaysIsUnderstoodOrInvalid() {
    Fuzz.attempts(
        40_000,
        random -> {
          byte[] said = SAID.get(random.nextInt(SAID.size())).getBytes(StandardCharsets.UTF_8);
          byte[] spoiled = spoiled(random, said);
          check(FromClientParser.parse(spoiled));
        });
  }

  private static void check(FromClient parsed) {
    switch (parsed) {
      case FromClient.Bid(long amount, Long most, String id) -> {
        assertThat(amount).isBetween(FromClientParser.MIN_AMOUNT, FromClientParser.MAX_AMOUNT);
        assertThat(most == null || most >= amount).isTrue();
        checkId(id);
      }
      case FromClient.Chat(String text, String id) -> {
        assertThat(text.codePointCount(0, text.length())).isBetween(1, 500);
        checkId(id);
      }
      case FromClient.RemoveChat(UUID message, String id) -> {
        assertThat(message).isNotNull();
        checkId(id);
      }
      case FromClient.Invalid(var code, String field, String id) -> {
        assertThat(code.status()).isBetween(400, 499);
        assertThat(field == null || FIELDS.contains(field)).isTrue();
        checkId(id);
        checkTold(new ToClient.Refused(code.name(), id, null, null, field));
      }
      case FromClient.Auth(String token) -> assertThat(token).isNotNull();
      case FromClient.Ping() -> {}
    }
  }

  private static void checkId(String id) {
    assertThat(id == null || id.matches("[A-Za-z0-9._-]{1,64}")).isTrue();
  }

  private static byte[] spoiled(SplittableRandom random, byte[] json) {
    return random.nextInt(3) == 0 ? Mutations.of(random, json) : JsonMutations.of(random, json);
  }

  @Test
  void whateverStandsInARoomIsToldOrLeftOut() {
    RoomState state =
        new RoomState(
            9, 41, RoomState.Status.ACTIVE, 15_000, "mina", 16_000, NOW.plusSeconds(60), "abc");
    List<RoomMessage> messages =
        List.of(
            new RoomMessage.Updated(state, UUID.randomUUID(), NOW),
            new RoomMessage.Ended(state, true, 7L, "mina", NOW),
            new RoomMessage.Changed(state, NOW),
            new RoomMessage.Cancelled(state, NOW));
    Fuzz.attempts(
        10_000,
        random -> {
          byte[] good = RoomMessageCodec.encode(messages.get(random.nextInt(messages.size())));
          try {
            RoomMessage read = RoomMessageCodec.decode(withLetter(random, good));
            checkTold(ToClient.of(read, 5, NOW));
            checkTold(new ToClient.Snapshot(read.state(), 5, NOW));
          } catch (MalformedContractException _) {
            // Left out: its step shows up as a gap.
          }
        });
  }

  @Test
  void whateverIsPersonalIsToldOrLeftOut() {
    List<byte[]> news =
        List.of(
            PersonalNewsCodec.encode(new TaskChanged(1, 9L, "title", "제목", NOW, true, NOW)),
            PersonalNewsCodec.encode(
                new NotificationAdded(1, "OUTBID", 9L, "title", "제목", "text", "글", NOW)));
    Fuzz.attempts(
        10_000,
        random -> {
          try {
            switch (PersonalNewsCodec.decode(withLetter(random, news.get(random.nextInt(2))))) {
              case PersonalMessage message -> checkTold(new ToClient.Personal(message));
              case TaskChanged task -> checkTold(new ToClient.Task(task));
              case NotificationAdded added -> checkTold(new ToClient.Notification(added));
            }
          } catch (MalformedContractException _) {
            // Left out.
          }
        });
  }

  /// Spoils what follows the letter, sometimes the letter too.
  private static byte[] withLetter(SplittableRandom random, byte[] good) {
    if (random.nextInt(10) == 0) {
      return Mutations.of(random, good);
    }
    byte[] json = spoiled(random, Arrays.copyOfRange(good, 1, good.length));
    byte[] all = new byte[json.length + 1];
    all[0] = good[0];
    System.arraycopy(json, 0, all, 1, json.length);
    return all;
  }

  private static void checkTold(ToClient message) {
    for (Language language : Language.values()) {
      byte[] told = ToClientJson.encode(message, language);
      try {
        assertThat(JSON.readTree(told).path("type").asText()).isNotEmpty();
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + new String(told, StandardCharsets.UTF_8), e);
      }
    }
  }

  @Test
  void aLanguageIsAlwaysFound() {
    Fuzz.attempts(10_000, random -> assertThat(Language.of(OddValues.text(random))).isNotNull());
  }
}
