package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.assertCounts;
import static com.neighborbid.systemtests.NeighborBid.close;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.systemtests.BadInputIT.Bad;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Wrong calls of sellers, buyers and admins are refused with a problem that names what is wrong,
/// and change nothing.
@ExtendWith(NeighborBid.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRulesInputIT {
  private static final String AUCTIONS = "/api/auctions";
  private static final String AUCTION = "/api/auctions/{id}";
  private static final String BUY = "/api/auctions/{id}/buy-now";
  private static final String OFFER = "/api/auctions/{id}/offer";
  private static final String ACCEPT = "/api/auctions/{id}/offer/accept";
  private static final String ADMIN = "/api/admin/auctions/{id}";
  private static final String MAINTENANCE = "/api/admin/maintenance";
  private static final String NOBODY = "999999999";

  private final NeighborBid system;
  private final Person seller;
  private final Person joon;
  private final Person admin;

  /// Without a bid, so that its seller could edit it.
  private final long auction;

  private final long unsold;
  private Counts before;

  BadRulesInputIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.joon = system.rich("joon", 100_000);
    this.admin = system.admin();
    this.auction = list(seller, listing(Duration.ofMinutes(20), "instantPrice", 50_000));
    this.unsold = list(seller, listing(Duration.ofMinutes(20), "reservePrice", 40_000));
    assertCounts(joon.bid(unsold, 10_000), "ACCEPTED", 10_000);
    assertThat(close(seller, unsold).status()).isEqualTo(200);
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
    Reply same = system.auction(auction);
    assertThat(same.text("status")).isEqualTo("ACTIVE");
    assertThat(same.body().path("suspended").asBoolean(true)).isFalse();
  }

  static Stream<Bad> brokenBodies() {
    List<Bad> cases = new ArrayList<>();
    for (String call :
        List.of(
            "PATCH " + AUCTION,
            "POST " + BUY,
            "POST " + OFFER,
            "POST " + ACCEPT,
            "POST " + ADMIN + "/suspend-bidder",
            "POST " + MAINTENANCE)) {
      String[] parts = call.split(" ");
      for (String body : List.of("nonsense", "{", "{\"a\":}", "[]", "\"text\"", "5", "")) {
        cases.add(new Bad(parts[0], parts[1], body, 400, "MALFORMED_REQUEST", ""));
      }
      String big = "{\"price\":1,\"title\":\"" + "a".repeat(1 << 20) + "\"}";
      cases.add(new Bad(parts[0], parts[1], big, 413, "PAYLOAD_TOO_LARGE", ""));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void brokenBodiesAreRefused(Bad bad) {
    BadInputIT.check(bad, send(bad, whoMay(bad)));
  }

  static Stream<Bad> wrongFields() {
    List<Bad> cases = new ArrayList<>();
    for (String path : List.of(BUY, ACCEPT)) {
      cases.add(invalid("POST", path, "{}", "price"));
      cases.add(invalid("POST", path, "{\"price\":null}", "price"));
      for (String price : List.of("1.5", "\"5\"", "true", "[]", "99999999999999999999")) {
        cases.add(unreadable("POST", path, "{\"price\":" + price + "}", "price"));
      }
      for (String price : List.of("-1", "0", "1000000000001")) {
        String body = "{\"price\":" + price + "}";
        cases.add(new Bad("POST", path, body, 422, "AMOUNT_OUT_OF_RANGE", "price"));
      }
    }
    cases.add(invalid("POST", OFFER, "{}", "bidId"));
    cases.add(unreadable("POST", OFFER, "{\"bidId\":\"x\"}", "bidId"));
    String bid = "{\"bidId\":\"" + UUID.randomUUID() + "\",\"validUntil\":";
    cases.add(unreadable("POST", OFFER, bid + "\"tomorrow\"}", "validUntil"));
    cases.add(
        invalid("POST", OFFER, bid + "\"" + Instant.now().minusSeconds(5) + "\"}", "validUntil"));
    Instant far = Instant.now().plus(Duration.ofDays(8));
    cases.add(invalid("POST", OFFER, bid + "\"" + far + "\"}", "validUntil"));
    String suspend = ADMIN + "/suspend-bidder";
    cases.add(invalid("POST", suspend, "{}", "userId"));
    cases.add(invalid("POST", suspend, "{\"userId\":0}", "userId"));
    cases.add(unreadable("POST", suspend, "{\"userId\":\"x\"}", "userId"));
    cases.add(invalid("POST", MAINTENANCE, "{}", "paused"));
    cases.add(unreadable("POST", MAINTENANCE, "{\"paused\":\"maybe\"}", "paused"));
    cases.addAll(listings());
    return cases.stream();
  }

  /// The same fields are wrong in a new auction and in an edit.
  private static List<Bad> listings() {
    List<Bad> cases = new ArrayList<>();
    Map<String, List<Object>> wrong =
        Map.of(
            "instantUntilPercent", List.of(-1, 101),
            "softCloseCapSeconds", List.of(0, -1, 2_592_001),
            "softCloseSeconds", List.of(-1, 3_601),
            "title", List.of("", "t".repeat(101), "two\nlines"),
            "startPrice", List.of(0, -1, 10_500, 1_000_000_000_001L),
            "bidUnit", List.of(0, 1_000_000_001),
            "instantPrice", List.of(9_000, 10_500),
            "startsAt", List.of("0000-01-01T00:00:00Z", "2000-01-01T00:00:00Z"));
    wrong.forEach(
        (field, values) -> {
          for (Object value : values) {
            cases.add(invalid("POST", AUCTIONS, created(field, value), field));
            cases.add(invalid("PATCH", AUCTION, edited(field, value), field));
          }
        });
    Map<String, Object> unreadable =
        Map.of(
            "increments", "STEEP",
            "instantUntilPercent", 1.5,
            "softCloseCapSeconds", "soon",
            "startsAt", "tomorrow",
            "endsAt", "tomorrow",
            "condition", "BROKEN");
    unreadable.forEach(
        (field, value) -> {
          cases.add(unreadable("POST", AUCTIONS, created(field, value), field));
          cases.add(unreadable("PATCH", AUCTION, edited(field, value), field));
        });
    cases.add(
        invalid(
            "PATCH",
            AUCTION,
            edited("endsAt", Instant.now().plusSeconds(30).toString()),
            "endsAt"));
    return cases;
  }

  private static String created(String field, Object value) {
    return json(listing(Duration.ofMinutes(5), field, value));
  }

  private static String edited(String field, Object value) {
    return json(Map.of(field, value));
  }

  private static String json(Object value) {
    return new ObjectMapper().valueToTree(value).toString();
  }

  private static Bad invalid(String method, String path, String body, String field) {
    return new Bad(method, path, body, 400, "VALIDATION_FAILED", field);
  }

  private static Bad unreadable(String method, String path, String body, String field) {
    return new Bad(method, path, body, 400, "MALFORMED_REQUEST", field);
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void wrongFieldsAreNamed(Bad bad) {
    BadInputIT.check(bad, send(bad, whoMay(bad)));
  }

  // Who is asking, and for what.

  static Stream<String> calls() {
    String bid = "{\"bidId\":\"" + UUID.randomUUID() + "\"}";
    return Stream.of(
        "PATCH|" + AUCTION + "|{\"title\":\"Mine\"}",
        "POST|" + AUCTION + "/cancel|",
        "POST|" + AUCTION + "/close|",
        "POST|" + OFFER + "|" + bid,
        "POST|" + ADMIN + "/suspend|",
        "POST|" + ADMIN + "/resume|",
        "POST|" + ADMIN + "/cancel|",
        "POST|" + ADMIN + "/suspend-bidder|{\"userId\":5}",
        "POST|" + MAINTENANCE + "|{\"paused\":true}");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void whoMayNotIsForbiddenToAndNobodyIsUnauthorized(String call) {
    String[] parts = call.split("\\|", -1);
    String body = parts[2].isEmpty() ? null : parts[2];
    Bad forbidden = new Bad(parts[0], parts[1], body, 403, "FORBIDDEN", "");
    BadInputIT.check(forbidden, send(forbidden, joon.token()));
    Bad nobody = new Bad(parts[0], parts[1], body, 401, "UNAUTHORIZED", "");
    BadInputIT.check(nobody, send(nobody, null));
    String forged =
        SigningKey.deleted().token(1, "x", List.of("admin"), Instant.now().plusSeconds(60));
    BadInputIT.check(nobody, send(nobody, forged));
    if (parts[1].startsWith("/api/admin")) {
      BadInputIT.check(forbidden, send(forbidden, seller.token()));
    }
  }

  static Stream<String> callsOfAnybody() {
    return Stream.of(
        "POST|" + BUY + "|{\"price\":50000}",
        "POST|" + ACCEPT + "|{\"price\":50000}",
        "GET|" + OFFER + "|");
  }

  @ParameterizedTest
  @MethodSource("callsOfAnybody")
  void buyersMustBeSignedIn(String call) {
    String[] parts = call.split("\\|", -1);
    String body = parts[2].isEmpty() ? null : parts[2];
    Bad nobody = new Bad(parts[0], parts[1], body, 401, "UNAUTHORIZED", "");
    BadInputIT.check(nobody, send(nobody, null));
  }

  @ParameterizedTest
  @MethodSource({"calls", "callsOfAnybody"})
  void unknownAuctionsAreNotFound(String call) {
    String[] parts = call.split("\\|", -1);
    if (!parts[1].contains("{id}")) {
      return;
    }
    String path = parts[1].replace("{id}", NOBODY);
    String body = parts[2].isEmpty() ? null : parts[2];
    Bad bad = new Bad(parts[0], path, body, 404, "AUCTION_NOT_FOUND", "");
    BadInputIT.check(bad, send(bad, admin.token()));
    Bad nonsense =
        new Bad(
            parts[0], parts[1].replace("{id}", "nonsense"), body, 400, "MALFORMED_REQUEST", "id");
    BadInputIT.check(nonsense, send(nonsense, admin.token()));
  }

  /// Somebody who could do it if it were right.
  private String whoMay(Bad bad) {
    boolean sellers = bad.path().equals(AUCTION) || bad.path().equals(OFFER);
    return bad.path().startsWith("/api/admin")
        ? admin.token()
        : sellers ? seller.token() : joon.token();
  }

  private Reply send(Bad bad, String token) {
    boolean offered = bad.path().startsWith(OFFER);
    String path = bad.path().replace("{id}", "" + (offered ? unsold : auction));
    return system.rest().send(bad.method(), path, token, bad.body());
  }
}
