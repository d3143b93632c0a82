package com.neighborbid.user.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.user.v1.UserEvent.ReviewPosted;
import com.neighborbid.servers.TestServers;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.Person;
import com.neighborbid.user.UserServiceBase;
import com.neighborbid.user.outbox.UserEventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewIT extends UserServiceBase {
  private static final Map<String, Object> GOOD = Map.of("rating", 4, "content", "친절해요");

  @Test
  void theWinnerReviewsTheSellerAndEverybodySeesIt() {
    Person seller = Person.signUp(api);
    Person winner = Person.signUp(api);
    long auction = OTHERS.auction("ENDED", seller.id(), winner.id());
    Answer posted = winner.post(path(auction), GOOD).is(201);
    assertThat(posted.body().path("rating").asInt()).isEqualTo(4);
    assertThat(posted.body().path("auctionId").asLong()).isEqualTo(auction);

    Answer list = api.get("/api/users/" + seller.id() + "/reviews").is(200);
    assertThat(list.body().path("items")).hasSize(1);
    assertThat(list.body().path("items").path(0)).isEqualTo(posted.body());
    assertThat(list.body().path("items").path(0).path("reviewer").path("nickname").asText())
        .isEqualTo(winner.username());
    Answer profile = api.get("/api/users/" + seller.id()).is(200);
    assertThat(profile.body().path("reputation").asInt()).isEqualTo(80);
    assertThat(profile.body().path("reviewCount").asInt()).isOne();
  }

  @Test
  void aReviewIsToldWithItsFiguresAndWithoutItsText() {
    Person seller = Person.signUp(api);
    Person winner = Person.signUp(api);
    long auction = OTHERS.auction("ENDED", seller.id(), winner.id());
    winner.post(path(auction), GOOD).is(201);
    try (UserEventLog log = new UserEventLog(TestServers.kafkaBootstrap())) {
      var seen = log.awaitEvents(seller.id(), 2).getLast();
      assertThat(seen.event())
          .isInstanceOfSatisfying(
              ReviewPosted.class,
              event -> {
                assertThat(event.reviewerId()).isEqualTo(winner.id());
                assertThat(event.auctionId()).isEqualTo(auction);
                assertThat(event.reputation()).isEqualTo(80);
                assertThat(event.reviewCount()).isOne();
              });
      assertThat(seen.value()).doesNotContain("친절");
    }
  }

  @Test
  void anAuctionIsReviewedOnce() {
    Person seller = Person.signUp(api);
    Person winner = Person.signUp(api);
    long auction = OTHERS.auction("ENDED", seller.id(), winner.id());
    winner.post(path(auction), GOOD).is(201);
    winner.post(path(auction), GOOD).isProblem(409, "ALREADY_REVIEWED");
    assertThat(seller.me().body().path("reviewCount").asInt()).isOne();
  }

  @Test
  void onlyTheWinnerReviewsAndOnlyAfterTheEnd() {
    Person seller = Person.signUp(api);
    Person loser = Person.signUp(api);
    long sold = OTHERS.auction("ENDED", seller.id(), seller.id() + 1_000_000);
    loser.post(path(sold), GOOD).isProblem(403, "FORBIDDEN");
    seller.post(path(sold), GOOD).isProblem(403, "FORBIDDEN");
    long unsold = OTHERS.auction("ENDED", seller.id(), null);
    loser.post(path(unsold), GOOD).isProblem(403, "FORBIDDEN");
    for (String status : new String[] {"WAITING", "ACTIVE", "CLOSING"}) {
      long open = OTHERS.auction(status, seller.id(), null);
      loser.post(path(open), GOOD).isProblem(409, "AUCTION_NOT_ENDED");
    }
    loser.post(path(1), GOOD).isProblem(404, "AUCTION_NOT_FOUND");
    api.post(path(sold), GOOD).isProblem(401, "UNAUTHORIZED");
    assertThat(seller.me().body().path("reviewCount").asInt()).isZero();
  }

  @Test
  void nobodyReviewsWhileItIsNotKnownWhoWon() {
    Person winner = Person.signUp(api);
    OTHERS.reply("/internal/auctions/7", 500, "{}");
    Answer refused = winner.post(path(7), GOOD).isProblem(503, "SERVICE_UNAVAILABLE");
    assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void aSuspendedAccountReviewsNobody() {
    Person seller = Person.signUp(api);
    Person winner = Person.signUp(api);
    long auction = OTHERS.auction("ENDED", seller.id(), winner.id());
    jdbc.sql("UPDATE users SET status = 'SUSPENDED' WHERE id = :id")
        .param("id", winner.id())
        .update();
    winner.post(path(auction), GOOD).isProblem(403, "ACCOUNT_SUSPENDED");
  }

  @Test
  void manyReviewsAtOnceAllCountOnce() throws Exception {
    Person seller = Person.signUp(api);
    List<Callable<Answer>> calls = new ArrayList<>();
    int winners = 24;
    for (int i = 0; i < winners; i++) {
      Person winner = Person.signUp(api);
      long auction = OTHERS.auction("ENDED", seller.id(), winner.id());
      Map<String, Object> review = Map.of("rating", i % 5 + 1, "content", "r" + i);
      // Twice each: one of the two has to lose.
      calls.add(() -> winner.post(path(auction), review));
      calls.add(() -> winner.post(path(auction), review));
    }
    List<Integer> statuses = atOnce(calls);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(winners);
    assertThat(statuses.stream().filter(status -> status == 409)).hasSize(winners);

    long sum = LongStream.range(0, winners).map(i -> i % 5 + 1).sum();
    assertThat(
            jdbc.sql("SELECT rating_sum || ' ' || rating_count FROM users WHERE id = :id")
                .param("id", seller.id())
                .query(String.class)
                .single())
        .isEqualTo(sum + " " + winners);
    assertThat(seller.me().body().path("reputation").asLong())
        .isEqualTo(Math.round(20.0 * sum / winners));
    try (UserEventLog log = new UserEventLog(TestServers.kafkaBootstrap())) {
      assertThat(log.awaitEvents(seller.id(), winners + 1).subList(1, winners + 1))
          .extracting(seen -> ((ReviewPosted) seen.event()).reviewCount())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, winners).boxed().toList());
    }
  }

  @Test
  void reviewsComeInPagesTheNewestFirst() {
    Person seller = Person.signUp(api);
    for (int i = 1; i <= 3; i++) {
      Person winner = Person.signUp(api);
      long auction = OTHERS.auction("ENDED", seller.id(), winner.id());
      winner.post(path(auction), Map.of("rating", i, "content", "r" + i)).is(201);
    }
    String list = "/api/users/" + seller.id() + "/reviews?limit=2";
    Answer first = api.get(list).is(200);
    assertThat(first.body().findValuesAsText("content")).containsExactly("r3", "r2");
    Answer second = api.get(list + "&cursor=" + first.text("nextCursor")).is(200);
    assertThat(second.body().findValuesAsText("content")).containsExactly("r1");
    assertThat(second.body().path("nextCursor").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\":\"x\"}                   | VALIDATION_FAILED | rating",
        "{\"rating\":0,\"content\":\"x\"}      | VALIDATION_FAILED | rating",
        "{\"rating\":6,\"content\":\"x\"}      | VALIDATION_FAILED | rating",
        "{\"rating\":4294967297,\"content\":\"x\"} | VALIDATION_FAILED | rating",
        "{\"rating\":4.5,\"content\":\"x\"}    | MALFORMED_REQUEST | rating",
        "{\"rating\":\"5\",\"content\":\"x\"}  | MALFORMED_REQUEST | rating",
        "{\"rating\":5}                        | VALIDATION_FAILED | content",
        "{\"rating\":5,\"content\":\"  \"}     | VALIDATION_FAILED | content",
        "{\"rating\":5,\"content\":7}          | MALFORMED_REQUEST | content",
      })
  void aBadReviewNamesItsField(String body, String code, String field) {
    Person winner = Person.signUp(api);
    winner.json("POST", path(3), body).isProblem(400, code).names(field);
  }

  @Test
  void badPathsAndPagesAreRefused() {
    Person winner = Person.signUp(api);
    Map<String, Object> longest = Map.of("rating", 5, "content", "가".repeat(1_001));
    winner.post(path(3), longest).isProblem(400, "VALIDATION_FAILED").names("content");
    winner.post("/api/auctions/x/review", GOOD).isProblem(400, "MALFORMED_REQUEST").names("id");
    winner.json("POST", path(3), "{").isProblem(400, "MALFORMED_REQUEST");
    api.get("/api/users/999999999/reviews").isProblem(404, "NOT_FOUND");
    String reviews = "/api/users/" + winner.id() + "/reviews";
    api.get(reviews + "?limit=0").isProblem(400, "VALIDATION_FAILED").names("limit");
    api.get(reviews + "?cursor=eA").isProblem(400, "VALIDATION_FAILED").names("cursor");
  }

  private static List<Integer> atOnce(List<Callable<Answer>> calls) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    // No more than the service has connections, so that nobody has to wait for one too long.
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> answers =
          calls.stream()
              .map(
                  call ->
                      threads.submit(
                          () -> {
                            go.await();
                            return call.call().status();
                          }))
              .toList();
      go.countDown();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      return statuses;
    }
  }

  private static String path(long auctionId) {
    return "/api/auctions/" + auctionId + "/review";
  }
}
