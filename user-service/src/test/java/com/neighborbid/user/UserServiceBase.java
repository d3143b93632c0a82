package com.neighborbid.user;

import com.neighborbid.servers.TestServers;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole service against a real PostgreSQL and Kafka, shared by all tests that change no
/// setting.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "neighborbid.user.password.strength=4",
      "neighborbid.user.outbox.poll-interval=60s",
      // A group of its own: the others have databases of their own.
      "neighborbid.user.news.group=user-service-${random.uuid}",
      "neighborbid.user.links.per-client-per-day=1000",
      "db-scheduler.polling-interval=100ms"
    })
@AutoConfigureObservability(tracing = false)
public abstract class UserServiceBase {
  private static final TestServers.Postgres POSTGRES = TestServers.postgres();
  private static final String DATABASE = POSTGRES.createDatabase("nb_user");

  /// One for all tests: they use addresses and auctions of their own.
  protected static final Mailbox MAILS = new Mailbox();

  protected static final OtherServices OTHERS = new OtherServices();

  protected Api api;

  @Autowired protected JdbcClient jdbc;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", () -> DATABASE);
    registry.add("spring.datasource.username", POSTGRES::user);
    registry.add("spring.datasource.password", POSTGRES::password);
    registry.add("neighborbid.user.kafka.bootstrap", TestServers::kafkaBootstrap);
    registry.add("NB_REDIS", () -> TestServers.redis().address());
    registry.add("neighborbid.user.auction-url", OTHERS::url);
    registry.add("neighborbid.user.wallet-url", OTHERS::url);
    registry.add("spring.mail.host", () -> "127.0.0.1");
    registry.add("spring.mail.port", MAILS::port);
  }

  @BeforeEach
  void connect(@LocalServerPort int port) {
    api = new Api(port);
  }

  /// Somebody with the role, as the first admin would have given it.
  protected Person admin() {
    Person person = Person.signUp(api);
    jdbc.sql("UPDATE users SET admin = true WHERE id = :id").param("id", person.id()).update();
    return Person.of(api, api.logIn(person.username(), Api.PASSWORD).is(200));
  }
}
