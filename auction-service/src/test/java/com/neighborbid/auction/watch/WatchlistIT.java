package com.neighborbid.auction.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.auction.AuctionServiceBase;
import com.neighborbid.auction.support.Eventually;
import com.neighborbid.common.web.Cursor;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The watchlist over HTTP.
class WatchlistIT extends AuctionServiceBase {
  private static final long MINA = 7_001;
  private static final long JOON = 7_002;
  private final String later = Instant.now().plusSeconds(7_200).toString();

  @Test
  void watchingIsCountedOnceAndShownToTheWatcher() throws Exception {
    long auction = open(Map.of("endsAt", later));
    String watch = "/api/auctions/" + auction + "/watch";
    HttpResponse<String> before = get("/api/auctions/" + auction, MINA);
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> put = put(watch, MINA);
      assertThat(put.statusCode()).isEqualTo(204);
      assertThat(put.body()).isEmpty();
    }
    put(watch, JOON);

    HttpResponse<String> after = get("/api/auctions/" + auction, MINA);
    assertThat(after.headers().firstValue("ETag"))
        .isNotEqualTo(before.headers().firstValue("ETag"));
    assertThat(after.headers().firstValue("Cache-Control").orElseThrow()).contains("private");
    JsonNode view = expect(200, after);
    assertThat(view.get("watchCount").asLong()).isEqualTo(2);
    assertThat(view.get("watching").asBoolean()).isTrue();
    assertThat(expect(200, get("/api/auctions/" + auction, SELLER)).get("watching").asBoolean())
        .isFalse();
    JsonNode anonymous = expect(200, getAnonymously("/api/auctions/" + auction));
    assertThat(anonymous.get("watching").isNull()).isTrue();
    assertThat(anonymous.get("watchCount").asLong()).isEqualTo(2);

    for (int i = 0; i < 2; i++) {
      assertThat(delete(watch, MINA).statusCode()).isEqualTo(204);
    }
    view = expect(200, get("/api/auctions/" + auction, MINA));
    assertThat(view.get("watchCount").asLong()).isEqualTo(1);
    assertThat(view.get("watching").asBoolean()).isFalse();
  }

  @Test
  void listsTheNewestFirstAndKeepsWhatHasEnded() throws Exception {
    long user = 7_010;
    long first = open(Map.of("endsAt", later));
    long second = open(Map.of("endsAt", later));
    long third = open(Map.of("endsAt", later));
    for (long auction : new long[] {second, third, first}) {
      put("/api/auctions/" + auction + "/watch", user);
    }
    expect(200, post("/api/auctions/" + third + "/close", SELLER, "", null));

    JsonNode page = expect(200, get("/api/me/watchlist?limit=2", user));
    assertThat(page.get("items").findValuesAsText("id").stream().distinct())
        .contains(String.valueOf(first), String.valueOf(third));
    assertThat(page.get("items").get(0).get("id").asLong()).isEqualTo(first);
    assertThat(page.get("items").get(1).get("status").asText()).isEqualTo("ENDED");
    assertThat(page.get("items").get(1).get("watching").asBoolean()).isTrue();
    String next = "/api/me/watchlist?limit=2&cursor=" + page.get("nextCursor").asText();
    JsonNode rest = expect(200, get(next, user));
    assertThat(rest.get("items")).hasSize(1);
    assertThat(rest.get("items").get(0).get("id").asLong()).isEqualTo(second);
    assertThat(rest.get("nextCursor").isNull()).isTrue();
    assertThat(expect(200, get("/api/me/watchlist", 7_011)).get("items")).isEmpty();
  }

  @Test
  void refusesWhatCannotBeWatched() throws Exception {
    assertThat(expect(404, put("/api/auctions/999999/watch", MINA)).get("code").asText())
        .isEqualTo("AUCTION_NOT_FOUND");
    expect(400, put("/api/auctions/x/watch", MINA));
    expect(400, delete("/api/auctions/x/watch", MINA));
    expect(401, getAnonymously("/api/me/watchlist"));
    expect(400, get("/api/me/watchlist?cursor=x", MINA));
    expect(400, get("/api/me/watchlist?limit=0", MINA));
    String foreign = Cursor.of("x", 1).encode();
    assertThat(expect(400, get("/api/me/watchlist?cursor=" + foreign, MINA)).toString())
        .contains("cursor");
  }

  @Test
  void refusesMoreThanAListHolds() throws Exception {
    long user = 7_020;
    jdbc.sql("insert into watch select ?, -id, now(), true from generate_series(1, ?) id")
        .params(user, Watchlist.LONGEST)
        .update();
    long auction = open(Map.of("endsAt", later));
    String watch = "/api/auctions/" + auction + "/watch";
    assertThat(expect(409, put(watch, user)).get("code").asText()).isEqualTo("WATCHLIST_FULL");
    assertThat(delete("/api/auctions/-1/watch", user).statusCode()).isEqualTo(204);
    assertThat(put(watch, user).statusCode()).isEqualTo(204);
    assertThat(put(watch, user).statusCode()).isEqualTo(204);
  }

  @Test
  void theRunningServiceTellsWatchersByItself() throws Exception {
    long auction = open(Map.of());
    put("/api/auctions/" + auction + "/watch", MINA);
    Eventually.isTrue(
        () ->
            jdbc.sql(
                    "select exists (select 1 from ending_notice where auction_id = ? and user_id = ?"
                        + " and kafka_sent and redis_sent)")
                .params(auction, MINA)
                .query(Boolean.class)
                .single());
    assertThat(getAnonymously("/actuator/prometheus").body())
        .contains("scheduled_tasks_due{", "scheduled_tasks_oldest_due_seconds{")
        .contains("dbscheduler_task_completions_total{", "task=\"ending-soon\"")
        .contains("result=\"failed\"");
  }
}
