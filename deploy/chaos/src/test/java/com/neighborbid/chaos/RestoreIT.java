package com.neighborbid.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.local.Backups;
import com.neighborbid.local.Backups.Restored;
import com.neighborbid.local.LocalStack;
import com.neighborbid.local.Part;
import com.neighborbid.local.Service;
import com.neighborbid.local.StackException;
import com.neighborbid.local.StackOptions;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.TemporaryFolders;
import com.neighborbid.servers.Waiting;
import com.neighborbid.systemtests.audit.Audit;
import com.neighborbid.systemtests.audit.AuditReport;
import com.neighborbid.systemtests.audit.AuditTarget;
import com.neighborbid.systemtests.audit.RecordedAnswers;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.RestClient;
import com.neighborbid.systemtests.tool.Tool;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL is lost with everything on its disk, and restored to a time before its end from a
/// base backup that was made under load and the archived log. Kafka's data are kept: the engines
/// decide again what came after that time, and come to the same. Then all of it once more, back to
/// the same time.
///
/// It takes minutes: `make drill` runs it.
@EnabledIfSystemProperty(named = "restore", matches = "on")
class RestoreIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long RICH = 1_000_000;

  @TempDir Path folder;

  private final RecordedAnswers answers = new RecordedAnswers();
  private StackOptions options;
  private RestClient rest;
  private Person seller;
  private Person mina;
  private Person joon;
  private Person late;
  private long running;
  private long sold;
  private long textless;

  @BeforeEach
  void choosePorts() {
    options =
        new StackOptions(
                StackOptions.findHome(),
                folder.resolve("data"),
                StackOptions.freePorts(),
                Map.of("NB_LIMITS", "off"),
                false,
                false,
                Duration.ofMinutes(5),
                _ -> {})
            .withBackups(folder.resolve("backups"));
    rest = new RestClient(URI.create("http://localhost:" + options.port(Part.GATEWAY)));
  }

  @AfterEach
  void hangUp() {
    rest.close();
  }

  @Test
  void afterARestoreToAnEarlierTimeMoneyAndBidsAreWhatTheLogsSay() throws Exception {
    Instant target;
    List<String> seen;
    try (LocalStack stack = LocalStack.start(options)) {
      peopleArrive();
      try (Rivals _ = new Rivals(mina, joon, running)) {
        Backups.take(options);
        assertThatThrownBy(() -> Backups.restore(options, Optional.empty()))
            .isInstanceOf(StackException.class)
            .hasMessageContaining("already runs");
      }
      target = timeOf(stack);
      databasesWillForgetThis();
      auditHolds(stack);
      seen = look();
      stack.postgres().archiveLog();
      killEverything(stack);
    }
    TemporaryFolders.delete(options.data().resolve("postgres"));

    Person stranger = firstLifeAfter(target, seen);
    Restored again = Backups.restore(options, Optional.of(target));

    assertThat(again.to()).isBeforeOrEqualTo(target);
    try (LocalStack stack = LocalStack.start(options)) {
      auditHolds(stack);
      assertThat(rich("later").id()).isGreaterThan(stranger.id());
      assertThat(auction(sold).text("status")).isEqualTo("ENDED");
      auditHolds(stack);
    }
  }

  private Person firstLifeAfter(Instant target, List<String> seen) throws Exception {
    Restored restored = Backups.restore(options, Optional.of(target));
    assertThat(restored.to()).isBeforeOrEqualTo(target);
    try (LocalStack stack = LocalStack.start(options)) {
      boolean same = Waiting.until(PATIENCE, () -> look().equals(seen));
      assertThat(look()).as("same: %s", same).isEqualTo(seen);
      whatOnlyTheDatabasesKnewIsAsItWasThen();
      Person stranger = nobodyGetsANumberThatWasGivenSince();
      lifeGoesOn();
      auditHolds(stack);
      Tool.Said replayed = Tool.replay(options.home(), target(stack));
      assertThat(replayed.code()).as(replayed.text()).isZero();
      killEverything(stack);
      return stranger;
    }
  }

  private void peopleArrive() {
    seller = rich("seller");
    mina = rich("mina");
    joon = rich("joon");
    running = list("An armchair");
    sold = list("A bicycle");
    created(mina.bid(sold, 10_000));
  }

  private void databasesWillForgetThis() {
    for (int i = 0; i < 20; i++) {
      created((i % 2 == 0 ? joon : mina).bid(running, minNextBid()));
    }
    created(joon.bidUpTo(sold, 20_000, 50_000));
    created(deposit(mina));
    Reply closed = seller.ask("/api/auctions/" + sold + "/close");
    assertThat(closed.status()).as(closed::toString).isEqualTo(200);
    late = rich("late");
    created(late.bidUpTo(running, minNextBid(), 500_000));
    textless = list("A clock");
    created(joon.bid(textless, 10_000));
    assertThat(Waiting.until(PATIENCE, () -> available(seller) == RICH + 20_000)).isTrue();
    assertThat(Waiting.until(PATIENCE, () -> auction(running).text("leader").equals("late")))
        .isTrue();
  }

  /// What everybody sees: his wallet, the auctions and their histories.
  private List<String> look() {
    List<String> seen = new ArrayList<>();
    for (Person person : List.of(seller, mina, joon, late)) {
      seen.add(person.nickname() + person.get("/api/wallet").body());
      seen.add(person.nickname() + person.get("/api/wallet/holds").body());
    }
    for (long id : List.of(running, sold)) {
      Reply auction = auction(id);
      for (String member :
          List.of("status", "currentPrice", "leader", "winner", "bidCount", "seq", "endsAt")) {
        seen.add(member + " of " + id + " " + auction.body().path(member));
      }
      seen.add(mina.get("/api/auctions/" + id + "/bids?limit=100").body().toString());
    }
    return seen;
  }

  /// Accounts and texts are written by HTTP: what came after the restored time is lost.
  private void whatOnlyTheDatabasesKnewIsAsItWasThen() {
    assertThat(signIn(mina)).isEqualTo(200);
    assertThat(signIn(late)).isEqualTo(401);
    assertThat(auction(running).text("title")).isEqualTo("An armchair");
    assertThat(auction(textless).status()).isEqualTo(404);
  }

  /// Whoever got the id of somebody who is forgotten would have his money.
  private Person nobodyGetsANumberThatWasGivenSince() {
    Person stranger = rich("stranger");
    assertThat(stranger.id()).isGreaterThan(late.id());
    assertThat(available(stranger)).isEqualTo(RICH);
    assertThat(list("A desk")).isGreaterThan(textless);
    return stranger;
  }

  private void lifeGoesOn() {
    long before = available(mina);
    created(deposit(mina));
    assertThat(available(mina)).as("the same deposit again").isEqualTo(before);
    Reply outbid = mina.bid(running, minNextBid());
    created(outbid);
    assertThat(outbid.text("status")).isEqualTo("OUTBID");
    Reply closed = seller.ask("/api/auctions/" + running + "/close");
    assertThat(closed.text("winner")).as(closed::toString).contains("late");
  }

  private void auditHolds(LocalStack stack) throws Exception {
    AuditReport report = Audit.atRest(target(stack), answers, PATIENCE);
    assertThat(report.holds()).as(report::toString).isTrue();
  }

  private static AuditTarget target(LocalStack stack) {
    return new AuditTarget(
        stack.jdbcUrl("wallet"),
        stack.jdbcUrl("auction"),
        PostgresServer.USER,
        PostgresServer.PASSWORD,
        stack.kafka().bootstrap());
  }

  private static Instant timeOf(LocalStack stack) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                stack.jdbcUrl("user"), PostgresServer.USER, PostgresServer.PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static void killEverything(LocalStack stack) {
    for (Service service : Service.values()) {
      stack.service(service.label()).kill();
    }
    stack.kafka().kill();
    stack.redis().kill();
    stack.postgres().kill();
  }

  private Person rich(String name) {
    Person person = Person.signUp(rest, answers, name);
    created(person.deposit(RICH));
    return person;
  }

  /// Always the same deposit.
  private static Reply deposit(Person person) {
    return person.post(
        "/api/wallet/deposits", Map.of("amount", 70_000), "Idempotency-Key", "the-same");
  }

  private long list(String title) {
    Reply reply =
        seller.post(
            "/api/auctions",
            Map.of(
                "title", title,
                "description", "As good as new",
                "category", "digital",
                "reach", "NATIONAL",
                "startPrice", 10_000,
                "bidUnit", 1_000,
                "endsAt", Instant.now().plus(Duration.ofHours(1)).toString(),
                "condition", "USED_A",
                "shippingPayer", "BUYER"));
    created(reply);
    return reply.number("id");
  }

  private int signIn(Person person) {
    Map<String, String> words =
        Map.of("username", person.nickname(), "password", "password of " + person.nickname());
    return rest.post("/api/auth/login", null, words).status();
  }

  /// As it is now: whoever is signed in reads no copies.
  private Reply auction(long id) {
    return mina.get("/api/auctions/" + id);
  }

  private long minNextBid() {
    return auction(running).number("minNextBid");
  }

  private static long available(Person person) {
    return person.get("/api/wallet").number("available");
  }

  private static void created(Reply reply) {
    assertThat(reply.status()).as(reply::toString).isEqualTo(201);
  }

  /// Two who outbid each other until they are told to stop.
  private static final class Rivals implements AutoCloseable {
    private final CompletableFuture<Void> bidding;
    private volatile boolean stopping;

    Rivals(Person mina, Person joon, long auction) {
      bidding =
          CompletableFuture.runAsync(
              () -> bid(mina, joon, auction), task -> Thread.ofVirtual().start(task));
    }

    private void bid(Person mina, Person joon, long auction) {
      long price = 10_000;
      for (boolean minas = true; !stopping || price < 20_000; minas = !minas) {
        created((minas ? mina : joon).bid(auction, price));
        price += 1_000;
      }
    }

    @Override
    public void close() {
      stopping = true;
      bidding.join();
    }
  }
}
