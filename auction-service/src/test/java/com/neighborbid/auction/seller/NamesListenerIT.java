package com.neighborbid.auction.seller;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.support.Readers;
import com.neighborbid.common.contract.user.v1.UserEvent;
import com.neighborbid.common.contract.user.v1.UserEvent.ProfileChanged;
import com.neighborbid.common.contract.user.v1.UserEvent.ReviewPosted;
import com.neighborbid.common.contract.user.v1.UserEvent.UserErased;
import com.neighborbid.common.contract.user.v1.UserEvent.UserRegistered;
import com.neighborbid.common.contract.user.v1.UserEventCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.servers.TestServers;
import feign.FeignException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class NamesListenerIT {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static JdbcClient database;

  private final AtomicInteger reputation = new AtomicInteger(40);
  private Sellers sellers;
  private NamesListener listener;

  @BeforeAll
  static void migrate() {
    var postgres = TestServers.postgres();
    var source =
        new DriverManagerDataSource(
            postgres.createDatabase("names"), postgres.user(), postgres.password());
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/lane", "classpath:db/scheduler", "classpath:db/migration")
        .load()
        .migrate();
    database = JdbcClient.create(source);
  }

  @BeforeEach
  void start() {
    UserServiceClient users = id -> new UserServiceClient.Profile(id, "asked", reputation.get());
    sellers = new Sellers(users, CircuitBreakerRegistry.ofDefaults(), database);
    listener = new NamesListener(database, Readers.who(sellers::forget));
  }

  @Test
  void anErasedPersonsCommentsAndWatchesGo() {
    database
        .sql(
            "insert into auction_comment (auction_id, author_id, by_seller, body, created_at)"
                + " values (1, 9, false, 'mine', now()), (1, 10, false, 'not mine', now())")
        .update();
    database.sql("insert into watch values (9, 1, now(), true), (10, 1, now(), true)").update();
    database.sql("insert into watch_count values (1, 2)").update();
    hear(new UserErased(9, NOW));
    hear(new UserErased(9, NOW));
    assertThat(
            database
                .sql("select body from auction_comment order by author_id")
                .query(String.class)
                .list())
        .containsExactly("", "not mine");
    assertThat(database.sql("select user_id from watch").query(Long.class).list())
        .containsExactly(10L);
    assertThat(database.sql("select watchers from watch_count").query(Long.class).single()).isOne();
  }

  @Test
  void anErasedPersonHasANeutralNameWhateverComesLate() {
    hear(new UserRegistered(7, "mina", null, NOW));
    hear(new UserErased(7, NOW.plusSeconds(2)));
    hear(new ProfileChanged(7, "late mina", null, NOW.plusSeconds(1)));
    assertThat(
            database
                .sql("select nickname from bidder_name where user_id = 7")
                .query(String.class)
                .single())
        .isEqualTo("user-7");
  }

  @Test
  void aReviewBringsTheNewReputation() {
    assertThat(sellers.of(8).reputation()).isEqualTo(40);
    reputation.set(90);
    assertThat(sellers.of(8).reputation()).isEqualTo(40);
    hear(new ReviewPosted(8, 1, 41, 3, 5, 90, 2, NOW));
    assertThat(sellers.of(8).reputation()).isEqualTo(90);
  }

  @Test
  void anErasedSellerIsNotShownByAnOldName() {
    hear(new UserRegistered(9, "joon", null, NOW));
    assertThat(sellers.of(9).nickname()).isEqualTo("asked");
    hear(new UserErased(9, NOW.plusSeconds(1)));
    UserServiceClient gone =
        _ -> {
          throw new FeignException.NotFound(
              "gone",
              feign.Request.create(
                  feign.Request.HttpMethod.GET, "/", java.util.Map.of(), null, null, null),
              null,
              null);
        };
    Sellers fresh = new Sellers(gone, CircuitBreakerRegistry.ofDefaults(), database);
    assertThat(fresh.of(9).nickname()).isEqualTo("user-9");
  }

  /// Each of them used to be thrown out of the listener: the batch came again for ever, and nobody
  /// who came later got a name.
  @Test
  void aRecordWithoutAValueOrOfAnImpossibleYearHoldsUpNobody() {
    UserEvent good = new UserRegistered(11, "late", null, NOW);
    UserEvent impossible = new UserRegistered(10, "first", null, Instant.MAX);
    listener.names(
        List.of(
            record(good, null),
            record(impossible, UserEventCodec.encode(impossible)),
            record(good, UserEventCodec.encode(good))));
    assertThat(
            database
                .sql("select nickname from bidder_name where user_id in (10, 11)")
                .query(String.class)
                .list())
        .containsExactly("late");
  }

  private void hear(UserEvent event) {
    listener.names(List.of(record(event, UserEventCodec.encode(event))));
  }

  private static ConsumerRecord<String, byte[]> record(UserEvent event, byte[] value) {
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>("user.events", 0, 0, Long.toString(event.userId()), value);
    record
        .headers()
        .add(RecordHeaders.TYPE, UserEventCodec.typeOf(event).getBytes(StandardCharsets.UTF_8));
    return record;
  }
}
