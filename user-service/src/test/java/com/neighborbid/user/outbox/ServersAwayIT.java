package com.neighborbid.user.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.user.v1.UserEvent.ProfileChanged;
import com.neighborbid.common.contract.user.v1.UserEvent.UserRegistered;
import com.neighborbid.servers.KafkaServer;
import com.neighborbid.servers.Ports;
import com.neighborbid.servers.RedisServer;
import com.neighborbid.servers.TestServers;
import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.Eventually;
import com.neighborbid.user.outbox.UserEventLog.Seen;
import com.neighborbid.user.support.Names;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import redis.clients.jedis.Jedis;

/// The service starts while there is no Kafka and no Redis, and not even Kafka's name, and nothing
/// is lost until they are there.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "neighborbid.user.password.strength=4")
@DirtiesContext
class ServersAwayIT {
  private static final String KAFKA = "kafka.names.test";
  private static final List<Integer> PORTS = Ports.free(3);

  @DynamicPropertySource
  static void serversOfItsOwn(DynamicPropertyRegistry registry) {
    TestServers.Postgres postgres = TestServers.postgres();
    String database = postgres.createDatabase("nb_user_alone");
    registry.add("spring.datasource.url", () -> database);
    registry.add("spring.datasource.username", postgres::user);
    registry.add("spring.datasource.password", postgres::password);
    registry.add("neighborbid.user.kafka.bootstrap", () -> KAFKA + ":" + PORTS.getFirst());
    registry.add("NB_REDIS", () -> "127.0.0.1:" + PORTS.getLast());
  }

  @Autowired private JdbcClient jdbc;
  @Autowired private KafkaListenerEndpointRegistry listeners;
  private Api api;

  @BeforeEach
  void connect(@LocalServerPort int port) {
    api = new Api(port);
  }

  @Test
  void eventsWaitInTheOutboxAndLeaveInOrderWhenKafkaComes(@TempDir Path folder) {
    Answer me = api.signUp(Api.newName()).is(201);
    long id = me.body().path("user").path("id").asLong();
    api.patchMe(me.text("accessToken"), "{\"nickname\":\"first\"}").is(200);
    api.patchMe(me.text("accessToken"), "{\"nickname\":\"second\"}").is(200);
    api.get("/actuator/health/readiness").is(200);
    api.get("/actuator/health/liveness").is(200);
    assertThat(unsent(id)).isEqualTo(3);

    KafkaServer kafka =
        new KafkaServer(
            new KafkaServer.Settings(
                PORTS.get(0), PORTS.get(1), folder.resolve("kafka"), folder.resolve("kafka.log")));
    kafka.start();
    assertThat(listeners.getListenerContainers()).noneMatch(MessageListenerContainer::isRunning);
    Names.know(KAFKA);
    try (UserEventLog log = new UserEventLog(kafka.bootstrap())) {
      List<Seen> seen = log.awaitEvents(id, 3);
      assertThat(seen.get(0).event()).isInstanceOf(UserRegistered.class);
      assertThat(((ProfileChanged) seen.get(1).event()).nickname()).isEqualTo("first");
      assertThat(((ProfileChanged) seen.get(2).event()).nickname()).isEqualTo("second");

      Eventually.until(
          "news are heard",
          () ->
              listeners.getListenerContainers().stream()
                  .allMatch(listener -> !listener.getAssignedPartitions().isEmpty()));
      kafka.kill();
      api.patchMe(me.text("accessToken"), "{\"nickname\":\"third\"}").is(200);
      kafka.start();
      List<String> ids =
          log.awaitEvents(id, 4).stream()
              .map(one -> one.headers().get("ce_id"))
              .distinct()
              .toList();
      assertThat(ids).hasSize(4);
    } finally {
      kafka.kill();
    }
  }

  @Test
  void endsOfSignInsWaitForRedisAndAreToldAgainToOneThatForgot(@TempDir Path folder) {
    Answer me = api.signUp(Api.newName()).is(201);
    long id = me.body().path("user").path("id").asLong();
    String logout = "/api/auth/logout";
    api.post(logout, Map.of("refreshToken", me.text("refreshToken"))).is(204);
    api.get("/actuator/health/readiness").is(200);
    String signIn =
        jdbc.sql("SELECT id::text FROM refresh_families WHERE user_id = :id")
            .param("id", id)
            .query(String.class)
            .single();
    for (String life : List.of("first", "second")) {
      RedisServer redis =
          new RedisServer(
              new RedisServer.Settings(
                  PORTS.getLast(), folder.resolve(life), folder.resolve(life + ".log")));
      redis.start();
      try (Jedis client = new Jedis("127.0.0.1", PORTS.getLast())) {
        Eventually.until(
            "told in its " + life + " life",
            () -> client.zscore("signins:ended:at", signIn) != null);
      } finally {
        redis.kill();
      }
    }
  }

  private long unsent(long userId) {
    return jdbc.sql("SELECT count(*) FROM outbox WHERE sent_at IS NULL AND record_key = :key")
        .param("key", Long.toString(userId))
        .query(Long.class)
        .single();
  }
}
