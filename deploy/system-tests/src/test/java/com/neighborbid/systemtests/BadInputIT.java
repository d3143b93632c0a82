package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.SOON;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.Seat;
import com.neighborbid.systemtests.client.SocketClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong is refused with a problem that names it, and changes nothing.
@ExtendWith(NeighborBid.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final String BIDS = "/api/auctions/{id}/bids";
  private static final String CLOSE = "/api/auctions/{id}/close";
  private static final long NOBODY = 999_999_999;

  private static final List<String> NO_WHOLE_NUMBERS =
      List.of("99999999999999999999", "1.5", "\"5\"", "true", "[]", "{}");

  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final Person joon;
  private final long auction;
  private final String minasBid;
  private Counts before;

  /// A call and what must come of it.
  ///
  /// @param field that the problem names; empty where it names none
  record Bad(String method, String path, String body, int status, String code, String field) {
    @Override
    public String toString() {
      String shown = body == null ? "" : " " + body.substring(0, Math.min(60, body.length()));
      return "%s %s%s is %s %s".formatted(method, path, shown, code, field);
    }
  }

  BadInputIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 100_000);
    this.joon = system.rich("joon", 100_000);
    this.auction = list(seller, listing(Duration.ofMinutes(20)));
    Reply bid = mina.bid(auction, 10_000);
    assertThat(bid.status()).as(bid::toString).isEqualTo(201);
    this.minasBid = bid.text("bidId");
  }

  @BeforeAll
  void count() throws Exception {
    system.auditHolds();
    before = Counts.of(system);
  }

  @AfterAll
  void nothingChanged() throws Exception {
    system.auditHolds();
    assertThat(Counts.of(system)).isEqualTo(before);
  }

  // Shapes that are wrong for every call with a body.

  static Stream<Bad> brokenBodies() {
    List<Bad> cases = new ArrayList<>();
    for (String call : callsWithBody()) {
      String[] parts = call.split(" ");
      for (String body : List.of("nonsense", "{", "{\"a\":}", "[]", "\"text\"", "5", "")) {
        cases.add(new Bad(parts[0], parts[1], body, 400, "MALFORMED_REQUEST", ""));
      }
      cases.add(new Bad(parts[0], parts[1], big(), 413, "PAYLOAD_TOO_LARGE", ""));
    }
    return cases.stream();
  }

  private static List<String> callsWithBody() {
    return List.of(
        "POST /api/auth/signup",
        "POST /api/auth/login",
        "POST /api/auth/refresh",
        "POST /api/auth/logout",
        "PATCH /api/users/me",
        "POST /api/wallet/deposits",
        "POST /api/wallet/withdrawals",
        "POST /api/auctions",
        "POST " + BIDS);
  }

  private static String big() {
    return "{\"amount\":1,\"title\":\"" + "a".repeat(1 << 20) + "\"}";
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void brokenBodiesAreRefused(Bad bad) {
    check(bad, send(bad, joon.token()));
  }

  // Fields, one wrong at a time.

  static Stream<Bad> wrongFields() {
    List<Bad> cases = new ArrayList<>();
    signups().forEach((field, body) -> cases.add(invalid("/api/auth/signup", body, field)));
    cases.add(invalid("/api/auth/login", "{\"password\":\"x\"}", "username"));
    cases.add(invalid("/api/auth/login", "{\"username\":\"x\"}", "password"));
    cases.add(invalid("/api/auth/refresh", "{}", "refreshToken"));
    cases.add(invalid("/api/auth/logout", "{}", "refreshToken"));
    for (String path : List.of("/api/wallet/deposits", "/api/wallet/withdrawals")) {
      for (String amount : List.of("-1", "0", "10000001", "null")) {
        cases.add(invalid(path, amount(amount), "amount"));
      }
      for (String amount : NO_WHOLE_NUMBERS) {
        cases.add(unreadable(path, amount(amount), "amount"));
      }
    }
    cases.addAll(bids());
    cases.addAll(listings());
    return cases.stream();
  }

  private static Map<String, String> signups() {
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("username", "{\"password\":\"long enough\"}");
    wrong.put("password", "{\"username\":\"fine.name\"}");
    wrong.put("nickname", signup("\"nickname\":\"" + "n".repeat(31) + "\""));
    wrong.put("email", signup("\"email\":\"not an address\""));
    wrong.put("region", signup("\"region\":\"no region!\""));
    return wrong;
  }

  private static String signup(String more) {
    return "{\"username\":\"fine.name\",\"password\":\"long enough\"," + more + "}";
  }

  private static Bad invalid(String path, String body, String field) {
    return new Bad("POST", path, body, 400, "VALIDATION_FAILED", field);
  }

  /// A value that is not even of the kind it should be.
  private static Bad unreadable(String path, String body, String field) {
    return new Bad("POST", path, body, 400, "MALFORMED_REQUEST", field);
  }

  private static String amount(String json) {
    return "{\"amount\":" + json + "}";
  }

  private static List<Bad> bids() {
    List<Bad> cases = new ArrayList<>();
    for (String amount : NO_WHOLE_NUMBERS) {
      cases.add(unreadable(BIDS, amount(amount), "amount"));
      cases.add(unreadable(BIDS, "{\"amount\":20000,\"maxAmount\":" + amount + "}", "maxAmount"));
    }
    cases.add(invalid(BIDS, "{}", "amount"));
    cases.add(invalid(BIDS, amount("null"), "amount"));
    for (String amount : List.of("-1000", "0", "1000000000001")) {
      cases.add(new Bad("POST", BIDS, amount(amount), 422, "AMOUNT_OUT_OF_RANGE", "amount"));
    }
    cases.add(invalid(BIDS, "{\"amount\":20000,\"maxAmount\":19000}", "maxAmount"));
    return cases;
  }

  private static List<Bad> listings() {
    List<Bad> cases = new ArrayList<>();
    for (String field :
        List.of(
            "title",
            "description",
            "category",
            "reach",
            "startPrice",
            "bidUnit",
            "endsAt",
            "condition",
            "shippingPayer")) {
      cases.add(invalid("/api/auctions", without(field), field));
      cases.add(unreadable("/api/auctions", with(field, Map.of()), field));
    }
    for (var wrong : unreadableListings()) {
      cases.add(
          unreadable("/api/auctions", with(wrong.getKey(), wrong.getValue()), wrong.getKey()));
    }
    for (var wrong : wrongListings(Instant.now())) {
      cases.add(invalid("/api/auctions", with(wrong.getKey(), wrong.getValue()), wrong.getKey()));
    }
    return cases;
  }

  private static List<Map.Entry<String, Object>> unreadableListings() {
    return List.of(
        Map.entry("reach", "GALACTIC"),
        Map.entry("startPrice", 10_000.5),
        Map.entry("startsAt", "tomorrow"),
        Map.entry("endsAt", "tomorrow"),
        Map.entry("condition", "BROKEN"),
        Map.entry("shippingPayer", "NOBODY"));
  }

  private static List<Map.Entry<String, Object>> wrongListings(Instant now) {
    return List.of(
        Map.entry("title", ""),
        Map.entry("title", "t".repeat(101)),
        Map.entry("title", "two\nlines"),
        Map.entry("description", "d".repeat(10_001)),
        Map.entry("description", "bell \u0007"),
        Map.entry("category", "no such category!"),
        Map.entry("startPrice", -1_000),
        Map.entry("startPrice", 0),
        Map.entry("startPrice", 10_500),
        Map.entry("startPrice", 1_000_000_000_001L),
        Map.entry("bidUnit", 0),
        Map.entry("bidUnit", 1_000_000_001),
        Map.entry("instantPrice", 10_500),
        Map.entry("instantPrice", 9_000),
        Map.entry("reservePrice", -5),
        Map.entry("endsAt", now.minusSeconds(5).toString()),
        Map.entry("endsAt", now.plus(Duration.ofDays(31)).toString()),
        Map.entry("softCloseSeconds", -1));
  }

  private static String without(String field) {
    Map<String, Object> body = listing(Duration.ofMinutes(5));
    body.remove(field);
    return json(body);
  }

  private static String with(String field, Object value) {
    Map<String, Object> body = listing(Duration.ofMinutes(5));
    body.put(field, value);
    return json(body);
  }

  private static String json(Map<String, Object> body) {
    return new ObjectMapper().valueToTree(body).toString();
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void wrongFieldsAreNamed(Bad bad) {
    check(bad, send(bad, joon.token(), "Idempotency-Key", UUID.randomUUID().toString()));
  }

  /// Right at the bound nothing is wrong; in a test of its own because it makes an auction.
  @Test
  void tenThousandCharactersAreNotTooMany() throws Exception {
    Map<String, Object> body = listing(Duration.ofMinutes(5));
    body.put("title", "경".repeat(100));
    body.put("description", "매".repeat(10_000));
    long id = list(seller, body);
    assertThat(system.auction(id).text("description")).hasSize(10_000);
    count();
  }

  // Ids, pages, keys, methods and types.

  static Stream<Bad> wrongPlaces() {
    return Stream.of(
        new Bad("GET", "/api/auctions/" + NOBODY, null, 404, "AUCTION_NOT_FOUND", ""),
        new Bad("GET", "/api/auctions/" + NOBODY + "/bids", null, 404, "AUCTION_NOT_FOUND", ""),
        new Bad(
            "POST",
            "/api/auctions/" + NOBODY + "/bids",
            "{\"amount\":20000}",
            404,
            "AUCTION_NOT_FOUND",
            ""),
        new Bad("POST", "/api/auctions/" + NOBODY + "/close", null, 404, "AUCTION_NOT_FOUND", ""),
        new Bad("GET", "/api/auctions/nonsense", null, 400, "MALFORMED_REQUEST", "id"),
        new Bad("GET", "/api/bids/" + UUID.randomUUID(), null, 404, "NOT_FOUND", ""),
        new Bad("GET", "/api/bids/nonsense", null, 400, "MALFORMED_REQUEST", "bidId"),
        new Bad("GET", "/api/bids/{minas}", null, 404, "NOT_FOUND", ""),
        new Bad("POST", CLOSE, null, 403, "FORBIDDEN", ""),
        new Bad("GET", "/api/users/" + NOBODY, null, 404, "NOT_FOUND", ""),
        new Bad("GET", "/api/users/nonsense", null, 400, "MALFORMED_REQUEST", "id"),
        new Bad("GET", "/api/nothing/here", null, 404, "NOT_FOUND", ""),
        new Bad("GET", "/api/auctions?limit=0", null, 400, "VALIDATION_FAILED", "limit"),
        new Bad("GET", "/api/auctions?limit=101", null, 400, "VALIDATION_FAILED", "limit"),
        new Bad("GET", "/api/auctions?limit=x", null, 400, "VALIDATION_FAILED", "limit"),
        new Bad("GET", "/api/auctions?cursor=x", null, 400, "VALIDATION_FAILED", "cursor"),
        new Bad("GET", "/api/auctions?sort=x", null, 400, "VALIDATION_FAILED", "sort"),
        new Bad("GET", "/api/auctions?status=x", null, 400, "VALIDATION_FAILED", "status"),
        new Bad("GET", "/api/auctions?minPrice=x", null, 400, "MALFORMED_REQUEST", "minPrice"),
        new Bad("GET", "/api/auctions?category=%00", null, 400, "MALFORMED_REQUEST", ""),
        new Bad("GET", "/api/auctions?region=a%00b", null, 400, "MALFORMED_REQUEST", ""),
        new Bad("GET", "/api/auctions/{id}/bids?limit=-1", null, 400, "VALIDATION_FAILED", "limit"),
        new Bad(
            "GET", "/api/wallet/transactions?cursor=x", null, 400, "VALIDATION_FAILED", "cursor"),
        new Bad("GET", "/api/wallet/holds?limit=0", null, 400, "VALIDATION_FAILED", "limit"),
        new Bad(
            "POST",
            "/api/wallet/deposits",
            "{\"amount\":5}",
            400,
            "VALIDATION_FAILED",
            "Idempotency-Key"),
        new Bad("GET", "/api/wallet/payments?limit=0", null, 400, "VALIDATION_FAILED", "limit"),
        new Bad("POST", "/api/wallet/payments/1/confirm", "{}", 404, "NOT_FOUND", ""),
        new Bad("POST", "/internal/payments/1/confirm", "{\"buyerId\":1}", 404, "NOT_FOUND", ""),
        new Bad("POST", "/api/wallet/provider/webhook", "{}", 404, "NOT_FOUND", ""),
        new Bad("GET", "/api/admin/wallet-audit", null, 403, "FORBIDDEN", ""),
        new Bad("GET", "/api/admin/payments", null, 403, "FORBIDDEN", ""),
        new Bad("GET", "/api/admin/wallets/1", null, 403, "FORBIDDEN", ""),
        new Bad("DELETE", "/api/wallet", null, 405, "METHOD_NOT_ALLOWED", ""),
        new Bad("POST", "/api/auth/login", wrongLogin(), 401, "UNAUTHORIZED", ""),
        new Bad("POST", "/api/auth/refresh", "{\"refreshToken\":\"x\"}", 401, "UNAUTHORIZED", ""));
  }

  private static String wrongLogin() {
    return "{\"username\":\"nobody.at.all\",\"password\":\"whatever it is\"}";
  }

  @ParameterizedTest
  @MethodSource("wrongPlaces")
  void unknownAndForeignThingsAreRefused(Bad bad) {
    check(bad, send(bad, joon.token()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "ümlaut", "", "a/b"})
  void badIdempotencyKeysAreNamed(String key) {
    String path = "/api/wallet/deposits";
    Bad bad = new Bad("POST", path, "{\"amount\":5}", 400, "VALIDATION_FAILED", "Idempotency-Key");
    check(bad, send(bad, joon.token(), "Idempotency-Key", key));
  }

  @Test
  void tooLongIdempotencyKeysAreNamedForBidsToo() {
    Bad bad =
        new Bad("POST", BIDS, "{\"amount\":20000}", 400, "VALIDATION_FAILED", "Idempotency-Key");
    check(bad, send(bad, joon.token(), "Idempotency-Key", "k".repeat(65)));
  }

  @Test
  void textIsNoJson() {
    for (String call : callsWithBody()) {
      String[] parts = call.split(" ");
      Bad bad = new Bad(parts[0], parts[1], "amount=5", 415, "UNSUPPORTED_MEDIA_TYPE", "");
      check(bad, send(bad, joon.token(), "Content-Type", "text/plain"));
    }
  }

  // Who is asking.

  static Stream<String> callsThatNeedSomebody() {
    return Stream.of(
        "GET /api/users/me",
        "PATCH /api/users/me",
        "GET /api/wallet",
        "GET /api/wallet/transactions",
        "GET /api/wallet/holds",
        "GET /api/wallet/payments",
        "POST /api/wallet/payments/1/confirm",
        "GET /api/admin/payments",
        "GET /api/admin/wallets/1",
        "GET /api/admin/wallet-audit",
        "POST /api/wallet/deposits",
        "POST /api/wallet/withdrawals",
        "POST /api/auctions",
        "POST " + BIDS,
        "POST " + CLOSE,
        "GET /api/bids/{minas}");
  }

  @ParameterizedTest
  @MethodSource("callsThatNeedSomebody")
  void nobodyGetsInWithoutAGoodToken(String call) {
    String[] parts = call.split(" ");
    String body = parts[0].equals("GET") ? null : json(listing(Duration.ofMinutes(5)));
    Bad bad = new Bad(parts[0], parts[1], body, 401, "UNAUTHORIZED", "");
    check(bad, send(bad, null));
    for (String token : badTokens()) {
      check(bad, send(bad, token, "Idempotency-Key", UUID.randomUUID().toString()));
    }
  }

  private List<String> badTokens() {
    Instant soon = Instant.now().plusSeconds(60);
    String good = mina.token();
    return List.of(
        "nonsense",
        good.substring(0, good.length() - 6) + "AAAAAA",
        system.signingKey().token(mina.id(), mina.nickname(), Instant.now().minusSeconds(5)),
        SigningKey.deleted().token(mina.id(), mina.nickname(), soon));
  }

  // Sockets.

  static Stream<String> badMessages() {
    return Stream.of(
        "nonsense|MALFORMED_REQUEST|",
        "[]|MALFORMED_REQUEST|",
        "{}|MALFORMED_REQUEST|",
        "{\"action\":\"dance\"}|MALFORMED_REQUEST|",
        "{\"action\":\"bid\"}|VALIDATION_FAILED|amount",
        "{\"action\":\"bid\",\"amount\":\"5\"}|VALIDATION_FAILED|amount",
        "{\"action\":\"bid\",\"amount\":1.5}|VALIDATION_FAILED|amount",
        "{\"action\":\"bid\",\"amount\":-1}|AMOUNT_OUT_OF_RANGE|amount",
        "{\"action\":\"bid\",\"amount\":99999999999999999999}|AMOUNT_OUT_OF_RANGE|amount",
        "{\"action\":\"bid\",\"amount\":20000,\"maxAmount\":1000}|VALIDATION_FAILED|maxAmount",
        "{\"action\":\"bid\",\"amount\":20000,\"id\":\"no good id\"}|VALIDATION_FAILED|id");
  }

  @Test
  void badMessagesGetATypedErrorAndTheSocketStaysOpen() {
    try (Seat seat = joon.enter(auction)) {
      seat.await(m -> m.is("snapshot"));
      int errors = 0;
      for (String line : badMessages().toList()) {
        String[] parts = line.split("\\|", -1);
        seat.socket().sendText(parts[0]);
        errors++;
        int expected = errors;
        seat.await(_ -> seat.all("error").size() >= expected);
        Message error = seat.all("error").getLast();
        assertThat(error.text("code")).as(line).isEqualTo(parts[1]);
        assertThat(error.text("field")).as(line).isEqualTo(parts[2]);
        assertThat(error.text("error")).isNotEmpty();
      }
      seat.socket().send(Map.of("action", "ping"));
      seat.await(m -> m.is("pong"));
    }
  }

  @Test
  void aMessageThatIsTooLongClosesTheSocketAsBad() {
    try (Seat seat = joon.enter(auction)) {
      seat.await(m -> m.is("snapshot"));
      seat.socket().sendText("{\"action\":\"ping\",\"text\":\"" + "a".repeat(9_000) + "\"}");
      assertThat(seat.socket().awaitClose(SOON)).isEqualTo(4400);
    }
  }

  @Test
  void socketsOfBadTokensAreClosed() {
    for (String token : badTokens()) {
      try (SocketClient socket =
          SocketClient.open(
              system.rest().address(),
              "/ws/auction/" + auction + "/",
              Optional.of(token),
              _ -> {})) {
        assertThat(socket.awaitClose(SOON)).as(token).isEqualTo(4401);
      }
    }
  }

  private Reply send(Bad bad, String token, String... headers) {
    String path = bad.path().replace("{id}", "" + auction).replace("{minas}", minasBid);
    return system.rest().send(bad.method(), path, token, bad.body(), headers);
  }

  static void check(Bad bad, Reply reply) {
    assertThat(reply.status()).as(() -> bad + ", but " + reply).isEqualTo(bad.status());
    assertThat(reply.header("Content-Type"))
        .as(reply::toString)
        .startsWith("application/problem+json");
    assertThat(reply.code()).as(() -> bad + ", but " + reply).isEqualTo(bad.code());
    assertThat(reply.text("type")).endsWith(bad.code().toLowerCase(Locale.ROOT).replace('_', '-'));
    assertThat(reply.number("status")).isEqualTo(bad.status());
    if (!bad.field().isEmpty()) {
      assertThat(fields(reply)).as(() -> bad + ", but " + reply).contains(bad.field());
    }
  }

  private static List<String> fields(Reply reply) {
    return StreamSupport.stream(reply.body().path("errors").spliterator(), false)
        .map(error -> error.path("field").asText())
        .toList();
  }
}
