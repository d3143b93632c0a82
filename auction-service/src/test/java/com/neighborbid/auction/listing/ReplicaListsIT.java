package com.neighborbid.auction.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.listing.Auctions.Filter;
import com.neighborbid.auction.seller.Sellers;
import com.neighborbid.auction.support.AuctionRows;
import com.neighborbid.auction.support.Eventually;
import com.neighborbid.auction.support.Readers;
import com.neighborbid.auction.watch.Watchlist;
import com.neighborbid.common.replica.ReplicaReads;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.servers.Ports;
import com.neighborbid.servers.PostgresServer;
import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Which part of a list comes from a replica, and which must not: on a real one that stands still.
class ReplicaListsIT {
  private static final long SOLD_BEFORE = 100;
  private static final long SOLD_AFTER = 200;
  private static final long SOMEBODY = 7;

  private static PostgresServer primary;
  private static PostgresServer standby;
  private static JdbcClient jdbc;
  private static AnnotationConfigApplicationContext context;
  private static Auctions auctions;

  @BeforeAll
  static void start(@TempDir Path files) throws Exception {
    primary = new PostgresServer(settings(files, "primary"));
    primary.start();
    String url = primary.ensureDatabase("nb_auction");
    DriverManagerDataSource source = source(url, PostgresServer.USER);
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/lane", "classpath:db/scheduler", "classpath:db/migration")
        .load()
        .migrate();
    jdbc = JdbcClient.create(source);
    AuctionRows rows = new AuctionRows(jdbc);
    rows.running(SOLD_BEFORE, 3, Instant.now().plusSeconds(3_600));
    standby = primary.standby(settings(files, "standby"));
    standby.start();
    context = context();
    auctions = context.getBean(Auctions.class);
    Eventually.isTrue(context.getBean(ReplicaReads.class)::isInUse);
    JdbcClient.create(source(standby.jdbcUrl("nb_auction"), "postgres"))
        .sql("select pg_wal_replay_pause()")
        .query((_, _) -> true)
        .list();
    rows.running(SOLD_AFTER, 1, Instant.now().plusSeconds(3_600));
    rows.change(
        SOLD_BEFORE,
        "price = 5000, leader_max = 5000, leader_id = 8, leader_bid ="
            + " gen_random_uuid(), bid_count = 1, seq = 2");
  }

  private static PostgresServer.Settings settings(Path files, String name) {
    return new PostgresServer.Settings(
        Ports.free(), files.resolve(name), files.resolve(name + ".log"));
  }

  private static DriverManagerDataSource source(String url, String user) {
    return new DriverManagerDataSource(url, user, PostgresServer.PASSWORD);
  }

  private static AnnotationConfigApplicationContext context() throws ClassNotFoundException {
    var made = new AnnotationConfigApplicationContext();
    CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    breakers.circuitBreaker("user-service").transitionToForcedOpenState();
    Class<?> users = Class.forName("com.neighborbid.auction.seller.UserServiceClient");
    made.getBeanFactory()
        .registerSingleton(
            "users",
            Proxy.newProxyInstance(
                users.getClassLoader(), new Class<?>[] {users}, (_, _, _) -> null));
    made.registerBean(CircuitBreakerRegistry.class, () -> breakers);
    made.registerBean(JdbcClient.class, () -> jdbc);
    made.registerBean(Clock.class, Clock::systemUTC);
    made.getBeanFactory().registerSingleton("readers", Readers.none());
    made.registerBean(ReplicaReads.class, ReplicaListsIT::replica);
    made.register(Sellers.class, Watchlist.class, AuctionSearch.class, Auctions.class);
    made.refresh();
    return made;
  }

  /// One that may be behind for as long as the tests take.
  private static ReplicaReads replica() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(standby.jdbcUrl("nb_auction"));
    pool.setUsername(PostgresServer.USER);
    pool.setPassword(PostgresServer.PASSWORD);
    return new ReplicaReads(jdbc, pool, Duration.ofMinutes(10), new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() {
    context.close();
    standby.kill();
    primary.kill();
  }

  private static List<Long> ids(List<AuctionView> views) {
    return views.stream().map(AuctionView::id).toList();
  }

  private static Filter of(Long seller) {
    return new Filter(null, null, null, seller, null, null, null, null, null, null);
  }

  private static List<AuctionView> list(Filter filter, Long reader) {
    return auctions.list(filter, PageQuery.of(null, null), reader).items();
  }

  @Test
  void whichAuctionsAListShowsComesFromTheReplica() {
    assertThat(ids(list(of(null), SOMEBODY))).containsExactly(102L, 101L, SOLD_BEFORE);
    assertThat(ids(list(of(SOLD_AFTER), SOMEBODY))).isEmpty();
  }

  @Test
  void whatTheyAreNowDoesNot() {
    AuctionView shown = list(of(null), SOMEBODY).getLast();
    assertThat(shown.currentPrice()).isEqualTo(5_000);
    assertThat(shown.seq()).isEqualTo(2);
    assertThat(auctions.require(SOLD_BEFORE).currentPrice()).isEqualTo(5_000);
  }

  @Test
  void whoSellsSeesAtOnceWhatHeHasOpened() {
    assertThat(ids(list(of(SOLD_AFTER), SOLD_AFTER))).containsExactly(SOLD_AFTER);
    assertThat(auctions.find(SOLD_AFTER)).isPresent();
  }
}
