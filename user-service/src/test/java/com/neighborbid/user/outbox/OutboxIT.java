package com.neighborbid.user.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.user.v1.UserEvent;
import com.neighborbid.common.contract.user.v1.UserEvent.ProfileChanged;
import com.neighborbid.common.contract.user.v1.UserEvent.UserRegistered;
import com.neighborbid.servers.TestServers;
import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.Eventually;
import com.neighborbid.user.UserServiceBase;
import com.neighborbid.user.outbox.UserEventLog.Seen;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxIT extends UserServiceBase {
  @Test
  void aSignUpIsOnUserEventsWithAllHeadersAndWithoutPrivateThings() {
    try (UserEventLog log = new UserEventLog(TestServers.kafkaBootstrap())) {
      String name = Api.newName();
      String body =
          "{\"username\":\"%s\",\"password\":\"%s\",\"nickname\":\"미나\",\"email\":\"e@example.org\"}"
              .formatted(name, Api.PASSWORD);
      Answer answer = api.json("POST", "/api/auth/signup", body, "X-Request-Id", "req-1").is(201);
      long id = answer.body().path("user").path("id").asLong();

      Seen seen = log.awaitEvents(id, 1).getFirst();
      assertThat(seen.event())
          .isInstanceOfSatisfying(
              UserRegistered.class,
              event -> {
                assertThat(event.userId()).isEqualTo(id);
                assertThat(event.nickname()).isEqualTo("미나");
                assertThat(event.region()).isNull();
              });
      assertThat(seen.headers())
          .containsEntry("ce_type", "user.UserRegistered.v1")
          .containsEntry("ce_subject", Long.toString(id))
          .containsEntry("ce_specversion", "1.0")
          .containsEntry("content-type", "application/json")
          .containsEntry("request_id", "req-1")
          .containsKeys("ce_id", "ce_source", "ce_time");
      assertThat(seen.value()).doesNotContain(name, "example.org", "$2a$");
    }
  }

  @Test
  void changesLeaveInTheirOrderAndOnlyWhereOthersSeeThem() {
    try (UserEventLog log = new UserEventLog(TestServers.kafkaBootstrap())) {
      Answer me = api.signUp(Api.newName()).is(201);
      long id = me.body().path("user").path("id").asLong();
      String token = me.text("accessToken");
      for (int i = 0; i < 20; i++) {
        api.patchMe(token, "{\"nickname\":\"nick%d\"}".formatted(i)).is(200);
      }
      api.patchMe(token, "{\"email\":\"x@example.org\",\"password\":\"correct horse\"}").is(200);
      api.patchMe(token, "{\"nickname\":\"nick19\"}").is(200);
      api.patchMe(token, "{\"region\":\"KR/11\"}").is(200);

      List<UserEvent> events = log.awaitEvents(id, 22).stream().map(Seen::event).toList();
      assertThat(events.getFirst()).isInstanceOf(UserRegistered.class);
      assertThat(events.subList(1, 21))
          .extracting(event -> ((ProfileChanged) event).nickname())
          .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "nick" + i).toList());
      assertThat(((ProfileChanged) events.getLast()).region()).isEqualTo("KR/11");
    }
  }

  @Test
  void anEventLeavesAtOnceAndIsMarked() {
    long id = api.signUp(Api.newName()).is(201).body().path("user").path("id").asLong();
    Eventually.until(
        "marked as sent",
        () ->
            jdbc.sql("SELECT sent_at IS NOT NULL FROM outbox WHERE record_key = :key")
                .param("key", Long.toString(id))
                .query(Boolean.class)
                .single());
    long tookMs =
        jdbc.sql(
                "SELECT extract(epoch FROM sent_at - created_at) * 1000 FROM outbox"
                    + " WHERE record_key = :key")
            .param("key", Long.toString(id))
            .query(Long.class)
            .single();
    // Woken by the commit: the fallback looks once a minute in this test.
    assertThat(tookMs).isLessThan(20_000);
  }
}
