package com.neighborbid.auction.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.auction.AuctionServiceBase;
import com.neighborbid.auction.support.Eventually;
import com.neighborbid.auction.support.StatementCounter;
import com.neighborbid.common.bundle.Bundle;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What readers without an account get from copies, and who must never.
class CachedReadsIT extends AuctionServiceBase {
  private static final AtomicInteger REQUESTS = new AtomicInteger();
  private static final long BIDDER = 6_001;
  private static final long RIVAL = 6_002;

  @Autowired private StatementCounter statements;
  @Autowired private WarmUp warmUp;

  private record Read(HttpResponse<String> answer, List<String> sql) {
    JsonNode body() throws Exception {
      return expect(200, answer);
    }

    String etag() {
      return answer.headers().firstValue("ETag").orElseThrow();
    }
  }

  private Read read(String path, String... headers) throws Exception {
    String id = "cached-reads-it-" + REQUESTS.incrementAndGet();
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("X-Request-Id", id));
    HttpResponse<String> answer = getAnonymously(path, all.toArray(String[]::new));
    return new Read(answer, statements.of(id));
  }

  private static List<Long> ids(JsonNode page) {
    List<Long> ids = new ArrayList<>();
    page.get("items").forEach(item -> ids.add(item.get("id").asLong()));
    return ids;
  }

  @Test
  void asksTheDatabaseOnceForManyReadersAndAlwaysForWhoIsSignedIn() throws Exception {
    long auction = open(Map.of());
    String path = "/api/auctions/" + auction;
    JsonNode first = read(path).body();
    // A copy may just have been dropped, by what others do beside.
    Eventually.isTrue(() -> read(path).sql().isEmpty());
    JsonNode again = read(path).body();
    assertThat(again).isEqualTo(first);
    for (int i = 0; i < 3; i++) {
      String id = "cached-reads-it-" + REQUESTS.incrementAndGet();
      JsonNode signedIn = expect(200, get(path, BIDDER, id));
      assertThat(statements.of(id)).isNotEmpty();
      assertThat(signedIn.get("currentPrice")).isEqualTo(first.get("currentPrice"));
      assertThat(signedIn.get("watching").isBoolean()).isTrue();
    }
    assertThat(again.get("watching").isNull()).isTrue();
  }

  @Test
  void aBidIsSeenByEverybodyFromItsAnswerOnAndChangesTheTag() throws Exception {
    wallet.fund(BIDDER, 1_000_000);
    wallet.fund(RIVAL, 1_000_000);
    long auction = open(Map.of("category", "music"));
    String path = "/api/auctions/" + auction;
    String list = "/api/auctions?category=music&limit=100";
    for (long amount = 10_000; amount < 20_000; amount += 1_000) {
      Read before = read(path);
      Read listBefore = read(list);
      expectUnchanged(path, before.etag());
      expect(201, bid(amount % 2_000 == 0 ? BIDDER : RIVAL, auction, amount));
      Read after = read(path, "If-None-Match", before.etag());
      assertThat(after.body().get("currentPrice").asLong()).isEqualTo(amount);
      assertThat(after.etag()).isNotEqualTo(before.etag());
      Read listAfter = read(list, "If-None-Match", listBefore.etag());
      assertThat(price(listAfter.body(), auction)).isEqualTo(amount);
      assertThat(listAfter.etag()).isNotEqualTo(listBefore.etag());
    }
  }

  private void expectUnchanged(String path, String etag) throws Exception {
    HttpResponse<String> same = read(path, "If-None-Match", etag).answer();
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().firstValue("Cache-Control")).hasValue("no-cache");
  }

  private static long price(JsonNode page, long auction) {
    for (JsonNode item : page.get("items")) {
      if (item.get("id").asLong() == auction) {
        return item.get("currentPrice").asLong();
      }
    }
    throw new AssertionError(auction + " is not on the page");
  }

  @Test
  void aListIsTheSameForASignedInReaderAndHasATag() throws Exception {
    for (int i = 0; i < 3; i++) {
      long _ = open(Map.of("category", "toys", "title", "Toy \"no. " + i + "\""));
    }
    String path = "/api/auctions?category=toys&limit=2";
    Read page = read(path);
    assertThat(page.answer().headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode signedIn = expect(200, get(path, BIDDER));
    assertThat(ids(page.body())).isEqualTo(ids(signedIn));
    assertThat(page.body().get("nextCursor")).isEqualTo(signedIn.get("nextCursor"));
    expectUnchanged(path, page.etag());
    String next = path + "&cursor=" + page.body().get("nextCursor").asText();
    assertThat(read(next).body().get("items")).hasSize(1);
    assertThat(read(next).body().get("nextCursor").isNull()).isTrue();
  }

  @Test
  void whatIsOpenedEditedOrOverIsInTheListsAtOnce() throws Exception {
    String list = "/api/auctions?category=health&sort=end_soon&limit=100";
    for (int i = 0; i < 5; i++) {
      assertThat(read(list).answer().statusCode()).isEqualTo(200);
      long auction = open(Map.of("category", "health"));
      assertThat(ids(read(list).body())).contains(auction);
      expect(200, patch("/api/auctions/" + auction, SELLER, "{\"title\":\"Renamed\"}"));
      assertThat(read("/api/auctions/" + auction).body().get("title").asText())
          .isEqualTo("Renamed");
      expect(200, post("/api/auctions/" + auction + "/close", SELLER, "", null));
      assertThat(ids(read(list).body())).doesNotContain(auction);
      assertThat(read("/api/auctions/" + auction).body().get("status").asText()).isEqualTo("ENDED");
    }
  }

  /// What the gateway asks for where many read at once.
  @Test
  void severalAuctionsTogetherAreWhatEachIsAlone() throws Exception {
    List<Long> auctions = List.of(open(Map.of()), open(Map.of("title", "자전거")), open(Map.of()));
    String ids = auctions.reversed().stream().map(String::valueOf).collect(Collectors.joining(","));
    String missing = "," + Long.MAX_VALUE;
    HttpResponse<byte[]> together = getBytes("/internal/auctions?ids=" + ids + missing);
    assertThat(together.headers().firstValue("Content-Type")).hasValue(Bundle.MEDIA_TYPE);
    List<Bundle.Part> parts = Bundle.read(together.body());
    assertThat(parts)
        .extracting(Bundle.Part::name)
        .containsExactlyElementsOf(auctions.reversed().stream().map(String::valueOf).toList());
    for (Bundle.Part part : parts) {
      HttpResponse<String> alone = read("/api/auctions/" + part.name()).answer();
      assertThat(new String(part.body(), StandardCharsets.UTF_8)).isEqualTo(alone.body());
      assertThat(part.headers()).containsKeys("ETag", "Cache-Control", "Content-Type", "Vary");
      part.headers()
          .forEach((name, value) -> assertThat(alone.headers().allValues(name)).contains(value));
    }
  }

  @Test
  void noMoreThanTwoHundredAreAskedForTogether() throws Exception {
    String ids = "1,".repeat(200);
    assertThat(getAnonymously("/internal/auctions?ids=" + ids + "1").statusCode()).isEqualTo(400);
    assertThat(getAnonymously("/internal/auctions?ids=1,x").statusCode()).isEqualTo(400);
  }

  @Test
  void watchersAreCountedForEverybodyAtOnce() throws Exception {
    long auction = open(Map.of());
    String path = "/api/auctions/" + auction;
    assertThat(read(path).body().get("watchCount").asLong()).isZero();
    assertThat(put(path + "/watch", BIDDER).statusCode()).isEqualTo(204);
    assertThat(read(path).body().get("watchCount").asLong()).isOne();
    assertThat(delete(path + "/watch", BIDDER).statusCode()).isEqualTo(204);
    assertThat(read(path).body().get("watchCount").asLong()).isZero();
  }

  @Test
  void anAuctionShowsAsClosingFromItsEndOnThoughNobodyTellsThat() throws Exception {
    long auction = open(Map.of());
    String path = "/api/auctions/" + auction;
    // As if the close were late: what the engine has is another end.
    jdbc.sql("update auction set ends_at = now() + interval '700 ms' where id = ?")
        .param(auction)
        .update();
    Eventually.isTrue(() -> read(path).body().get("status").asText().equals("CLOSING"));
    assertThat(
            jdbc.sql("select ended from auction where id = ?")
                .param(auction)
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  @Test
  void whatIsNotThereIsFoundAsSoonAsItIs() throws Exception {
    long next = open(Map.of()) + 1;
    expect(404, read("/api/auctions/" + next).answer());
    expect(404, read("/api/auctions/" + next).answer());
    long opened = open(Map.of());
    expect(200, read("/api/auctions/" + opened).answer());
  }

  @Test
  void refusesABadQueryEachTimeAndKeepsNoRefusal() throws Exception {
    for (int i = 0; i < 2; i++) {
      for (String bad : List.of("status=x", "sort=x", "reach=MARS", "condition=x", "limit=0")) {
        JsonNode problem = expect(400, read("/api/auctions?" + bad).answer());
        assertThat(problem.get("code").asText()).isEqualTo("VALIDATION_FAILED");
      }
      expect(400, read("/api/auctions?sort=end_soon&cursor=bm9uc2Vuc2U").answer());
    }
  }

  @Test
  void aPageCostsFewStatementsAtAnySizeAlsoTheFirstTime() throws Exception {
    for (int i = 0; i < 4; i++) {
      long _ = open(Map.of("title", "Statement counting " + i));
    }
    for (String size : List.of("1", "100")) {
      Read page = read("/api/auctions?q=statement+counting&limit=" + size);
      assertThat(page.body().get("items")).isNotEmpty();
      assertThat(page.sql()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
    }
  }

  @Test
  void whatManyWatchIsThereBeforeTheyAsk() throws Exception {
    long auction = open(Map.of("category", "pets"));
    for (long user = 6_100; user < 6_110; user++) {
      assertThat(put("/api/auctions/" + auction + "/watch", user).statusCode()).isEqualTo(204);
    }
    String list = "/api/auctions?category=pets";
    Eventually.isTrue(
        () -> {
          warmUp.run();
          return read("/api/auctions/" + auction).sql().isEmpty() && read(list).sql().isEmpty();
        });
    assertThat(
            jdbc.sql("select count(*) from scheduled_tasks where task_name = 'cache-warm-up'")
                .query(Integer.class)
                .single())
        .isOne();
  }

  @Test
  void showsHowOftenCopiesAreHit() throws Exception {
    long auction = open(Map.of());
    expect(200, read("/api/auctions/" + auction).answer());
    expect(200, read("/api/auctions").answer());
    String metrics = getAnonymously("/actuator/prometheus").body();
    for (String cache : List.of("auction", "list")) {
      for (String from : List.of("near", "far", "database")) {
        assertThat(metrics)
            .contains("auction_cache_reads_total{cache=\"%s\",from=\"%s\"".formatted(cache, from));
      }
    }
    assertThat(metrics).contains("auction_cache_told_seconds", "auction_cache_hearing 1.0");
  }

  @Test
  void isDescribedAsBefore() throws Exception {
    JsonNode paths = expect(200, getAnonymously("/v3/api-docs")).get("paths");
    assertThat(schema(paths, "/api/auctions/{id}")).endsWith("/AuctionView");
    assertThat(schema(paths, "/api/auctions")).endsWith("/PageAuctionView");
  }

  private static String schema(JsonNode paths, String path) {
    return paths
        .path(path)
        .path("get")
        .path("responses")
        .path("200")
        .path("content")
        .path("application/json")
        .path("schema")
        .path("$ref")
        .asText();
  }
}
