package com.neighborbid.user;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.neighborbid.servers.TestServers;
import com.neighborbid.user.support.FakeNeighbours;
import com.neighborbid.user.support.Member;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole service with the short pauses that tests of news, deliveries and to-dos need.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "neighborbid.user.password.strength=4",
      "neighborbid.user.outbox.poll-interval=60s",
      // A group of its own: the others have databases of their own.
      "neighborbid.user.news.group=user-service-${random.uuid}",
      "neighborbid.user.news.gather=20ms",
      "neighborbid.user.auctions.title-limit=1s",
      "neighborbid.user.auctions.away-for=1s",
      "neighborbid.user.delivery.http.private-targets=true",
      "neighborbid.user.delivery.http.timeout=2s",
      "neighborbid.user.delivery.first-pause=20ms",
      "neighborbid.user.delivery.attempts=3",
      "neighborbid.user.delivery.poll=200ms"
    })
@AutoConfigureObservability(tracing = false)
public abstract class NewsServiceBase {
  private static final TestServers.Postgres POSTGRES = TestServers.postgres();
  private static final String DATABASE = POSTGRES.createDatabase("nb_user");

  /// The topics are the other services' as well, whose databases count from one.
  private static final AtomicBoolean IDS_ARE_APART = new AtomicBoolean();

  /// One mail server for all tests: they use addresses of their own.
  protected static final GreenMail MAIL = new GreenMail(ServerSetup.SMTP.dynamicPort());

  static {
    MAIL.start();
  }

  protected Api api;

  @Autowired protected JdbcClient jdbc;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", () -> DATABASE);
    registry.add("spring.datasource.username", POSTGRES::user);
    registry.add("spring.datasource.password", POSTGRES::password);
    registry.add("neighborbid.user.kafka.bootstrap", TestServers::kafkaBootstrap);
    registry.add("spring.mail.host", () -> "127.0.0.1");
    registry.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
    registry.add("neighborbid.user.redis", () -> TestServers.redis().address());
    registry.add("neighborbid.user.auction-url", () -> FakeNeighbours.start().url());
    registry.add("neighborbid.user.wallet-url", () -> FakeNeighbours.start().url());
  }

  @BeforeEach
  void connect(@LocalServerPort int port) {
    if (IDS_ARE_APART.compareAndSet(false, true)) {
      jdbc.sql("ALTER TABLE users ALTER COLUMN id RESTART WITH 1000000").update();
    }
    api = new Api(port);
  }

  /// Somebody with the role.
  protected Member admin() {
    String name = Api.newName();
    long id = api.signUp(name).is(201).body().path("user").path("id").asLong();
    jdbc.sql("UPDATE users SET admin = true WHERE id = :id").param("id", id).update();
    return new Member(api, id, api.logIn(name, Api.PASSWORD).is(200).text("accessToken"));
  }
}
