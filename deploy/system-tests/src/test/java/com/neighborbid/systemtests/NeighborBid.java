package com.neighborbid.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.local.LocalStack;
import com.neighborbid.local.StackOptions;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.Waiting;
import com.neighborbid.systemtests.audit.Audit;
import com.neighborbid.systemtests.audit.AuditReport;
import com.neighborbid.systemtests.audit.AuditTarget;
import com.neighborbid.systemtests.audit.Invariant;
import com.neighborbid.systemtests.audit.RecordedAnswers;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.RestClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The whole system as a test sees it: one stack for the JVM, started when the first test asks for
/// it and stopped after the last, people who use it, and the audit.
public final class NeighborBid implements AutoCloseable {
  /// For what only has to happen; machines that run tests are often short of CPU.
  static final Duration SOON = Duration.ofSeconds(45);

  static final Duration AFTER_A_FAULT = Duration.ofSeconds(60);
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration AUDIT_LIMIT = Duration.ofSeconds(45);

  /// Begins with the time, so that a stack that has been used before has nobody of that name.
  private static final AtomicLong NAMES = new AtomicLong(System.currentTimeMillis());

  private final MailServer mails = new MailServer();
  private final LocalStack stack =
      LocalStack.start(
          patient(
              StackOptions.forTests()
                  .withVariable("NB_SMTP_HOST", MailServer.HOST)
                  .withVariable("NB_SMTP_PORT", Integer.toString(mails.port()))));
  private final RestClient rest = new RestClient(stack.gatewayUrl());
  private final RecordedAnswers answers = new RecordedAnswers();
  private final SigningKey signingKey = SigningKey.of(stack.jdbcUrl("user"));

  /// Hands the system to constructors and methods that ask for it, and replays its log after each
  /// class.
  public static final class Extension implements ParameterResolver, AfterAllCallback {
    private static final ExtensionContext.Namespace HERE =
        ExtensionContext.Namespace.create(NeighborBid.class);

    private record Running(NeighborBid system) implements ExtensionContext.Store.CloseableResource {
      @Override
      public void close() {
        system.close();
      }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == NeighborBid.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(HERE)
          .getOrComputeIfAbsent(Running.class, _ -> new Running(new NeighborBid()), Running.class)
          .system();
    }

    /// Whatever the tests of a class did: the log gives what the database says.
    @Override
    public void afterAll(ExtensionContext context) throws Exception {
      Running running = context.getRoot().getStore(HERE).get(Running.class, Running.class);
      if (running != null) {
        Replayed.equal(running.system());
      }
    }
  }

  /// The machine may be busy with other tests: a slow start is no failure.
  private static StackOptions patient(StackOptions options) {
    return new StackOptions(
        options.home(),
        options.data(),
        options.ports(),
        options.environment(),
        options.demoData(),
        options.temporary(),
        START_LIMIT,
        options.progress());
  }

  LocalStack stack() {
    return stack;
  }

  String gatewayUrl() {
    return stack.gatewayUrl().toString();
  }

  RestClient rest() {
    return rest;
  }

  RecordedAnswers answers() {
    return answers;
  }

  SigningKey signingKey() {
    return signingKey;
  }

  /// A name that nobody else has.
  static String name(String prefix) {
    return prefix + "." + Long.toString(NAMES.incrementAndGet(), Character.MAX_RADIX);
  }

  /// Somebody new, with an empty wallet.
  Person person(String prefix) {
    return Person.signUp(rest, answers, name(prefix));
  }

  /// Somebody new with an e-mail address.
  Person reachable(String prefix, String email) {
    return Person.signUp(rest, answers, name(prefix), Map.of("email", email));
  }

  /// What people got by e-mail.
  MailServer mails() {
    return mails;
  }

  /// Somebody new who has money.
  Person rich(String prefix, long won) {
    Person person = person(prefix);
    Reply deposit = person.deposit(won);
    assertThat(deposit.status()).as(deposit::toString).isEqualTo(201);
    return person;
  }

  /// Somebody with money for whom the password is left out: his token is signed here.
  Person stranger(long won) {
    String name = name("stranger");
    long id = NAMES.incrementAndGet();
    String token = signingKey.token(id, name, Instant.now().plusSeconds(900));
    Person person = new Person(id, name, token, rest, answers);
    Reply deposit = person.deposit(won);
    assertThat(deposit.status()).as(deposit::toString).isEqualTo(201);
    return person;
  }

  /// Somebody who may use the admin's calls.
  Person admin() {
    String name = name("admin");
    long id = NAMES.incrementAndGet();
    String token = signingKey.token(id, name, List.of("admin"), Instant.now().plusSeconds(900));
    return new Person(id, name, token, rest, answers);
  }

  /// The body of a listing that is fine: national, from 10,000 by 1,000.
  static Map<String, Object> listing(Duration length) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", "Bicycle, hardly used");
    body.put("description", "A blue one.\nWith a bell.");
    body.put("category", "digital");
    body.put("reach", "NATIONAL");
    body.put("startPrice", 10_000);
    body.put("bidUnit", 1_000);
    body.put("endsAt", Instant.now().plus(length).toString());
    body.put("condition", "USED_A");
    body.put("shippingPayer", "BUYER");
    return body;
  }

  /// The same with other values.
  ///
  /// @param more names and values in turn
  static Map<String, Object> listing(Duration length, Object... more) {
    Map<String, Object> body = listing(length);
    for (int i = 0; i + 1 < more.length; i += 2) {
      body.put(more[i].toString(), more[i + 1]);
    }
    return body;
  }

  /// Lists an item; answers the auction's id.
  static long list(Person seller, Map<String, Object> listing) {
    Reply reply = seller.post("/api/auctions", listing);
    assertThat(reply.status()).as(reply::toString).isEqualTo(201);
    return reply.number("id");
  }

  Reply auction(long id) {
    return rest.get("/api/auctions/" + id, null);
  }

  /// The auction, once its status is this.
  Reply awaitStatus(long id, String status) {
    return eventually(
        AFTER_A_FAULT, () -> auction(id), reply -> reply.text("status").equals(status));
  }

  /// Ends an auction by its seller's word.
  static Reply close(Person seller, long auctionId) {
    return seller
        .rest()
        .send("POST", "/api/auctions/" + auctionId + "/close", seller.token(), null);
  }

  static void assertRefused(Reply reply, int status, String code) {
    assertThat(reply.status()).as(reply::toString).isEqualTo(status);
    assertThat(reply.code()).as(reply::toString).isEqualTo(code);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
  }

  static void assertRefused(Reply reply, int status, String code, long minNextBid) {
    assertRefused(reply, status, code);
    assertThat(reply.number("minNextBid")).as(reply::toString).isEqualTo(minNextBid);
  }

  /// A bid that counts: how it did, and what the price is after it.
  static Reply assertCounts(Reply reply, String status, long currentPrice) {
    assertThat(reply.status()).as(reply::toString).isEqualTo(201);
    assertThat(reply.text("status")).as(reply::toString).isEqualTo(status);
    assertThat(reply.number("currentPrice")).as(reply::toString).isEqualTo(currentPrice);
    return reply;
  }

  /// What a person has, as soon as everything on its way has arrived.
  static void assertBalance(Person person, long available, long held) {
    Reply _ =
        eventually(
            SOON,
            () -> person.get("/api/wallet"),
            r -> r.number("available") == available && r.number("held") == held);
  }

  /// Asks again until the answer fits; the last answer is in the error otherwise.
  static <T> T eventually(Duration limit, Supplier<T> ask, Predicate<T> fits) {
    Object[] last = new Object[1];
    @SuppressWarnings("unchecked")
    BooleanSupplier once =
        () -> {
          last[0] = ask.get();
          return fits.test((T) last[0]);
        };
    boolean fit = Waiting.until(limit, once);
    assertThat(fit).as("after %s the answer is still %s", limit, last[0]).isTrue();
    @SuppressWarnings("unchecked")
    T answer = (T) last[0];
    return answer;
  }

  AuditTarget auditTarget() {
    return new AuditTarget(
        stack.jdbcUrl("wallet"),
        stack.jdbcUrl("auction"),
        PostgresServer.USER,
        PostgresServer.PASSWORD,
        stack.kafka().bootstrap());
  }

  /// The audit of everything so far holds, and has looked at something.
  void auditHolds() throws Exception {
    AuditReport report = Audit.atRest(auditTarget(), answers, AUDIT_LIMIT);
    assertThat(report.holds()).as(report::toString).isTrue();
    assertThat(report.finding(Invariant.LEDGER).examined()).isPositive();
    assertThat(report.finding(Invariant.BIDDING).examined()).isPositive();
  }

  Connection database(String service) throws Exception {
    return DriverManager.getConnection(
        stack.jdbcUrl(service), PostgresServer.USER, PostgresServer.PASSWORD);
  }

  @Override
  public void close() {
    rest.close();
    stack.close();
    mails.close();
  }
}
