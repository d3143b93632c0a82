package com.neighborbid.user.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.user.v1.UserEvent.UserErased;
import com.neighborbid.servers.TestServers;
import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.Eventually;
import com.neighborbid.user.Person;
import com.neighborbid.user.UserServiceBase;
import com.neighborbid.user.outbox.UserEventLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnDataIT extends UserServiceBase {
  private static final String ERASURE = "/api/users/me/erasure";

  @Test
  void anExportHasEverythingAndSaysWhereTheRestIs() {
    Person seller = Person.signUp(api, "export@example.org");
    Person winner = Person.signUp(api);
    long auction = OTHERS.auction("ENDED", seller.id(), winner.id());
    winner
        .post("/api/auctions/" + auction + "/review", Map.of("rating", 5, "content", "great"))
        .is(201);
    Answer export = seller.get("/api/users/me/export").is(200);
    assertThat(export.body().at("/data/account/email").asText()).isEqualTo("export@example.org");
    assertThat(export.body().at("/data/reviewsReceived/0/content").asText()).isEqualTo("great");
    assertThat(export.body().at("/data/signIns")).hasSize(1);
    assertThat(export.body().path("elsewhere").toString()).contains("/api/wallet/transactions");
    assertThat(export.raw().headers().firstValue("Content-Disposition").orElse(""))
        .contains("attachment");
    assertThat(export.raw().body()).doesNotContain("$2a$", "hash");
    assertThat(winner.get("/api/users/me/export").body().at("/data/reviewsWritten/0/auctionId"))
        .hasToString(Long.toString(auction));
    api.get("/api/users/me/export").isProblem(401, "UNAUTHORIZED");
  }

  @Test
  void anErasedPersonLeavesNoNameAnywhere() {
    String address = Api.newName() + "@mail.example.org";
    Person person = Person.signUp(api, address);
    MAILS.await(address, 1);
    api.patchMe(person.token(), "{\"nickname\":\"secretive\",\"region\":\"KR/11\"}").is(200);
    Person other = Person.signUp(api);
    review(person, other, "from the secretive one");
    review(other, person, "about the secretive one");
    Eventually.until("all events have left", () -> unsent() == 0);

    erase(person, Api.PASSWORD).is(204);

    assertThat(everythingStored()).doesNotContain("secretive", address, person.username() + "\"");
    api.get("/api/users/" + person.id()).isProblem(404, "NOT_FOUND");
    api.logIn(person.username(), Api.PASSWORD).isProblem(401, "UNAUTHORIZED");
    api.refresh(person.refreshToken()).isProblem(401, "UNAUTHORIZED");
    person.me().isProblem(401, "UNAUTHORIZED");
    erase(person, Api.PASSWORD).isProblem(401, "UNAUTHORIZED");
    api.signUp(person.username()).isProblem(409, "USERNAME_TAKEN");

    Answer reviews = api.get("/api/users/" + other.id() + "/reviews").is(200);
    assertThat(reviews.body().at("/items/0/content").isNull()).isTrue();
    assertThat(reviews.body().at("/items/0/reviewer/nickname").asText())
        .isEqualTo("user-" + person.id());
    assertThat(other.me().body().path("reputation").asInt()).isEqualTo(60);
    try (UserEventLog log = new UserEventLog(TestServers.kafkaBootstrap())) {
      assertThat(log.awaitEvents(person.id(), 4).getLast().event()).isInstanceOf(UserErased.class);
    }
  }

  @Test
  void nobodyIsErasedWhileMoneyOrAuctionsNeedTheAccount() {
    Person person = Person.signUp(api);
    wallet(person, 0, 500, 0);
    assertThat(reasons(person)).containsExactly("MONEY_HELD");
    wallet(person, 300, 500, 0);
    assertThat(reasons(person)).containsExactly("MONEY_HELD", "MONEY_IN_WALLET");
    wallet(person, 0, 0, 1);
    assertThat(reasons(person)).as("a payout, say").containsExactly("MONEY_ON_ITS_WAY");
    wallet(person, 0, 0, 0);
    OTHERS.reply("/internal/sellers/" + person.id() + "/selling", 200, "{\"selling\":true}");
    assertThat(reasons(person)).containsExactly("OPEN_AUCTIONS");
    person.me().is(200);
    api.refresh(person.refreshToken()).is(200);
  }

  @Test
  void nobodyIsErasedWhileAPriceIsOnItsWayFromTheWinner() {
    Person person = Person.signUp(api);
    String sold = "/internal/sellers/" + person.id() + "/sold?after=";
    OTHERS.reply(sold + 0, 200, "{\"ids\":[41,42]}");
    OTHERS.reply(sold + 42, 200, "{\"ids\":[57]}");
    erase(person, Api.PASSWORD).isProblem(503, "SERVICE_UNAVAILABLE");
    prices("auctions=41&auctions=42", 0);
    prices("auctions=57", 1);
    assertThat(reasons(person)).containsExactly("MONEY_ON_ITS_WAY");
    person.me().is(200);
    prices("auctions=57", 0);
    erase(person, Api.PASSWORD).is(204);
  }

  private static void prices(String auctions, long onTheirWay) {
    OTHERS.reply(
        "/internal/prices-on-their-way?" + auctions, 200, "{\"prices\":" + onTheirWay + "}");
  }

  @Test
  void nobodyIsErasedWhileItIsNotKnownWhetherMoneyIsHeld() {
    Person person = Person.signUp(api);
    OTHERS.reply(standing(person), 503, "{}");
    erase(person, Api.PASSWORD).isProblem(503, "SERVICE_UNAVAILABLE");
    OTHERS.reply(standing(person), 404, "{}");
    erase(person, Api.PASSWORD).isProblem(503, "SERVICE_UNAVAILABLE");
    person.me().is(200);
  }

  @Test
  void anAdminGivesTheRoleBackFirst() {
    Person admin = admin();
    erase(admin, Api.PASSWORD).isProblem(403, "FORBIDDEN");
    admin.get("/api/admin/audit").is(200);
  }

  @Test
  void anErasureNeedsThePassword() {
    Person person = Person.signUp(api);
    erase(person, "wrong password").isProblem(400, "VALIDATION_FAILED").names("password");
    person.json("POST", ERASURE, "{}").isProblem(400, "VALIDATION_FAILED").names("password");
    person.json("POST", ERASURE, "{\"password\":1}").isProblem(400, "MALFORMED_REQUEST");
    person.json("POST", ERASURE, "{").isProblem(400, "MALFORMED_REQUEST");
    api.post(ERASURE, Map.of("password", Api.PASSWORD)).isProblem(401, "UNAUTHORIZED");
    person.me().is(200);
  }

  private static void review(Person winner, Person seller, String text) {
    long auction = OTHERS.auction("ENDED", seller.id(), winner.id());
    winner
        .post("/api/auctions/" + auction + "/review", Map.of("rating", 3, "content", text))
        .is(201);
  }

  private static Answer erase(Person person, String password) {
    return person.post(ERASURE, Map.of("password", password));
  }

  private static List<String> reasons(Person person) {
    Answer refused = erase(person, Api.PASSWORD).isProblem(409, "ACCOUNT_IN_USE");
    return refused.body().path("reasons").valueStream().map(one -> one.asText()).toList();
  }

  private static void wallet(Person person, long available, long held, long onItsWay) {
    OTHERS.reply(
        standing(person),
        200,
        "{\"available\":%d,\"held\":%d,\"onItsWay\":%d}".formatted(available, held, onItsWay));
  }

  private static String standing(Person person) {
    return "/internal/wallets/" + person.id() + "/standing";
  }

  private long unsent() {
    return jdbc.sql("SELECT count(*) FROM outbox WHERE sent_at IS NULL").query(Long.class).single();
  }

  /// Every row of every table of this service, as JSON.
  private String everythingStored() {
    StringBuilder all = new StringBuilder();
    jdbc.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        .query(String.class)
        .list()
        .forEach(
            table ->
                jdbc.sql("SELECT to_jsonb(t)::text FROM \"" + table + "\" t")
                    .query(String.class)
                    .list()
                    .forEach(row -> all.append(row).append('\n')));
    return all.toString();
  }
}
