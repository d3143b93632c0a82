package com.neighborbid.user.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.Eventually;
import com.neighborbid.user.NewsServiceBase;
import com.neighborbid.user.support.EventFeed;
import com.neighborbid.user.support.FakeNeighbours;
import com.neighborbid.user.support.Member;
import com.neighborbid.user.support.Sockets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskIT extends NewsServiceBase {
  private static final String TASKS = "/api/me/tasks";

  private final EventFeed feed = new EventFeed();
  private final long auction = EventFeed.newAuction();

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void aSaleGivesBothSidesTheirTasksOnce() {
    Member seller = Member.signUp(api);
    Member buyer = Member.signUp(api);
    feed.opened(auction, seller.id());
    String id = feed.say(EventFeed.closed(auction, 2, buyer.id(), 16_000));
    awaitTasks(buyer, 2);
    feed.sayAgain(id, EventFeed.closed(auction, 2, buyer.id(), 16_000));
    // A second chance closes it again; what there is to do stays the same.
    feed.say(EventFeed.closed(auction, 3, buyer.id(), 16_000));
    awaitTasks(seller, 1);
    Eventually.until(
        "the second end is heard",
        () -> buyer.get("/api/notifications").body().path("items").size() == 2);
    assertThat(titles(seller, "en")).containsExactly("Hand over or ship “Bike " + auction + "”");
    assertThat(titles(buyer, "ko"))
        .containsExactly("‘Bike " + auction + "’ 거래 후기 작성하기", "‘Bike " + auction + "’ 수령 확인하기");
    JsonNode task = buyer.get(TASKS).body().path("items").get(1);
    assertThat(task.path("auctionId").asLong()).isEqualTo(auction);
    assertThat(task.path("dueAt").asText()).isNotBlank();
    assertThat(task.path("done").asBoolean()).isFalse();
  }

  @Test
  void theSellerOfAnAuctionWhoseOpeningNobodyHeardIsAsked() {
    Member seller = Member.signUp(api);
    Member buyer = Member.signUp(api);
    FakeNeighbours.start().sells(seller.id(), auction);
    feed.say(EventFeed.closed(auction, 2, buyer.id(), 16_000));
    awaitTasks(seller, 1);
  }

  @Test
  void everyChangeAppearsOnTheOwnersSockets() {
    Member me = Member.signUp(api);
    try (Sockets sockets = Sockets.of(me.id())) {
      Answer added =
          me.json("POST", TASKS, "{\"title\":\"Buy tape\",\"dueAt\":\"2030-01-31T12:00:00Z\"}")
              .is(201);
      String id = added.text("id");
      assertThat(added.raw().headers().firstValue("Location")).contains(TASKS + "/" + id);
      assertThat(sockets.next())
          .startsWith("t{\"taskId\":" + id + ",\"title\":\"Buy tape\",\"titleKo\":\"Buy tape\"")
          .contains("\"dueAt\":\"2030-01-31T12:00:00Z\",\"done\":false");
      me.json("PATCH", TASKS + "/" + id, "{\"done\":true}").is(200);
      assertThat(sockets.next()).contains("\"taskId\":" + id, "\"done\":true");
      me.json("PATCH", TASKS + "/" + id, "{\"done\":false}").is(200);
      assertThat(sockets.next()).contains("\"taskId\":" + id, "\"done\":false");
    }
  }

  @Test
  void aConfirmedReceiptIsToldToTheWalletUntilItIsHeard() {
    Member buyer = Member.signUp(api);
    FakeNeighbours wallet = FakeNeighbours.start();
    wallet.answers(auction, 503, 204);
    feed.say(EventFeed.closed(auction, 2, buyer.id(), 16_000));
    awaitTasks(buyer, 2);
    String receipt = buyer.get(TASKS).body().path("items").get(1).path("id").asText();
    buyer.json("PATCH", TASKS + "/" + receipt, "{\"done\":true}").is(200);
    buyer.json("PATCH", TASKS + "/" + receipt, "{\"done\":true}").is(200);
    String expected = "{\"buyerId\":" + buyer.id() + "}";
    Eventually.until(
        "told twice", () -> wallet.confirmations(auction).equals(List.of(expected, expected)));
    Eventually.until("nothing is left to tell", () -> reports() == 0);
    buyer.json("PATCH", TASKS + "/" + receipt, "{\"done\":false}").isProblem(409, "CONFLICT");
    assertThat(buyer.get(TASKS + "?done=true").body().path("items")).hasSize(1);
  }

  @Test
  void aPriceThatWentBackIsToldOfOnce() {
    FakeNeighbours wallet = FakeNeighbours.start();
    wallet.answers(auction, 409);
    confirmReceipt();
    Eventually.until("told", () -> wallet.confirmations(auction).size() == 1);
    Eventually.until("nothing is left to tell", () -> reports() == 0);
    assertThat(wallet.confirmations(auction)).hasSize(1);
  }

  /// Regression: a buyer who was quicker than the capture was taken for one without a payment, and
  /// the seller waited a week for the price.
  @Test
  void aPaymentThatIsNotThereYetIsToldOfAgain() {
    FakeNeighbours wallet = FakeNeighbours.start();
    wallet.answers(auction, 404, 204);
    confirmReceipt();
    Eventually.until("told twice", () -> wallet.confirmations(auction).size() == 2);
    Eventually.until("nothing is left to tell", () -> reports() == 0);
  }

  private void confirmReceipt() {
    Member buyer = Member.signUp(api);
    feed.say(EventFeed.closed(auction, 2, buyer.id(), 16_000));
    awaitTasks(buyer, 2);
    String receipt = buyer.get(TASKS).body().path("items").get(1).path("id").asText();
    buyer.json("PATCH", TASKS + "/" + receipt, "{\"done\":true}").is(200);
  }

  @Test
  void pagesAndFilters() {
    Member me = Member.signUp(api);
    for (int i = 1; i <= 3; i++) {
      me.json("POST", TASKS, "{\"title\":\"task " + i + "\"}").is(201);
    }
    Answer first = me.get(TASKS + "?limit=2").is(200);
    assertThat(titles(first)).containsExactly("task 3", "task 2");
    Answer last = me.get(TASKS + "?limit=2&cursor=" + first.text("nextCursor")).is(200);
    assertThat(titles(last)).containsExactly("task 1");
    assertThat(last.body().path("nextCursor").isNull()).isTrue();
    String id = last.body().path("items").get(0).path("id").asText();
    me.json("PATCH", TASKS + "/" + id, "{\"done\":true}").is(200);
    assertThat(titles(me.get(TASKS + "?done=true"))).containsExactly("task 1");
    assertThat(titles(me.get(TASKS + "?done=false"))).containsExactly("task 3", "task 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                     | VALIDATION_FAILED | title",
        "{\"title\":\"\"}                       | VALIDATION_FAILED | title",
        "{\"title\":\"a\\nb\"}                  | VALIDATION_FAILED | title",
        "{\"title\":5}                          | MALFORMED_REQUEST | title",
        "{\"title\":\"a\",\"dueAt\":\"soon\"}   | MALFORMED_REQUEST | dueAt",
        "{\"title\":\"a\",\"dueAt\":\"+999999999-01-01T00:00:00Z\"} | VALIDATION_FAILED | dueAt",
        "{\"title\":\"a\",\"dueAt\":\"1800-01-01T00:00:00Z\"} | VALIDATION_FAILED | dueAt",
      })
  void aBadTaskIsNamedAndNotKept(String body, String code, String field) {
    Member me = Member.signUp(api);
    me.json("POST", TASKS, body).isProblem(400, code).names(field);
    assertThat(me.get(TASKS).is(200).body().path("items")).isEmpty();
  }

  @Test
  void otherBadInputIsRefused() {
    Member me = Member.signUp(api);
    Member other = Member.signUp(api);
    String long_ = "{\"title\":\"" + "a".repeat(101) + "\"}";
    me.json("POST", TASKS, long_).isProblem(400, "VALIDATION_FAILED").names("title");
    String id = me.json("POST", TASKS, "{\"title\":\"mine\"}").is(201).text("id");
    other.json("PATCH", TASKS + "/" + id, "{\"done\":true}").isProblem(404, "NOT_FOUND");
    me.json("PATCH", TASKS + "/" + id, "{}").isProblem(400, "VALIDATION_FAILED").names("done");
    me.json("PATCH", TASKS + "/" + id, "{\"done\":\"yes\"}")
        .isProblem(400, "MALFORMED_REQUEST")
        .names("done");
    me.json("PATCH", TASKS + "/x", "{\"done\":true}").isProblem(400, "MALFORMED_REQUEST");
    me.get(TASKS + "?done=perhaps").isProblem(400, "MALFORMED_REQUEST").names("done");
    me.get(TASKS + "?limit=0").isProblem(400, "VALIDATION_FAILED").names("limit");
    api.get(TASKS).isProblem(401, "UNAUTHORIZED");
    api.json("POST", TASKS, "{").isProblem(401, "UNAUTHORIZED");
    assertThat(me.get(TASKS + "?done=true").body().path("items")).isEmpty();
  }

  private int reports() {
    return jdbc.sql(
            "SELECT count(*) FROM scheduled_tasks WHERE task_name = 'report-receipt'"
                + " AND task_instance = :auction")
        .param("auction", Long.toString(auction))
        .query(Integer.class)
        .single();
  }

  private static void awaitTasks(Member member, int count) {
    Eventually.until(
        member.id() + " has " + count + " tasks",
        () -> member.get(TASKS).is(200).body().path("items").size() == count);
  }

  private static List<String> titles(Member member, String language) {
    return titles(member.get(TASKS, "Accept-Language", language).is(200));
  }

  private static List<String> titles(Answer answer) {
    List<String> titles = new ArrayList<>();
    answer.body().path("items").forEach(item -> titles.add(item.path("title").asText()));
    return titles;
  }
}
