package com.neighborbid.auction.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.auction.AuctionServiceBase;
import com.neighborbid.auction.support.AuctionRows;
import com.neighborbid.auction.support.StatementCounter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// What somebody sees of his own bids, auctions and watched auctions.
class MyPageIT extends AuctionServiceBase {
  private static final long MINA = 8_001;
  private static final long JOON = 8_002;
  private static final long MANY = 100;
  private static final long MANY_AUCTIONS = 80_000_000;
  private static final long COLLECTOR = 8_003;

  @Autowired private StatementCounter statements;

  @Test
  void showsHowTheBidderStands() throws Exception {
    wallet.fund(MINA, 1_000_000);
    wallet.fund(JOON, 1_000_000);
    long outbid = open(Map.of());
    long leading = open(Map.of());
    long lost = open(Map.of());
    long won = open(Map.of());
    expect(201, bid(MINA, outbid, 10_000));
    expect(201, bid(JOON, outbid, 12_000));
    expect(201, bid(MINA, leading, 10_000, 50_000));
    expect(201, bid(JOON, leading, 20_000));
    expect(201, bid(MINA, lost, 10_000, 14_000));
    expect(201, bid(JOON, lost, 30_000));
    expect(200, post("/api/auctions/" + lost + "/close", SELLER, "", null));
    expect(201, bid(MINA, won, 11_000));
    expect(200, post("/api/auctions/" + won + "/close", SELLER, "", null));

    JsonNode page = expect(200, get("/api/me/bids", MINA));
    assertThat(rows(page))
        .containsExactly(
            won + " WON 11000 11000 of 11000",
            lost + " LOST 14000 14000 of 30000",
            leading + " LEADING 21000 50000 of 21000",
            outbid + " OUTBID 10000 10000 of 12000");
    JsonNode first = page.get("items").get(0);
    assertThat(first.get("auction").get("title").asText()).isEqualTo("A bicycle");
    assertThat(Instant.parse(first.get("endsAt").asText()))
        .isEqualTo(Instant.parse(first.get("auction").get("endsAt").asText()));
    assertThat(rows(expect(200, get("/api/me/bids?standing=OUTBID", MINA))))
        .containsExactly(outbid + " OUTBID 10000 10000 of 12000");

    JsonNode part = expect(200, get("/api/me/bids?limit=3", MINA));
    String next = "/api/me/bids?limit=3&cursor=" + part.get("nextCursor").asText();
    assertThat(rows(expect(200, get(next, MINA))))
        .containsExactly(outbid + " OUTBID 10000 10000 of 12000");
    assertThat(rows(expect(200, get("/api/me/bids", 8_999)))).isEmpty();
  }

  @Test
  void showsABidThatWaitsForItsMoney() throws Exception {
    long user = 8_010;
    wallet.fund(user, 1_000_000);
    long auction = open(Map.of());
    wallet.silent(true);
    try {
      assertThat(bid(user, auction, 10_000).statusCode()).isEqualTo(202);
      assertThat(rows(expect(200, get("/api/me/bids", user))))
          .containsExactly(auction + " PENDING 10000 10000 of 0");
    } finally {
      wallet.silent(false);
    }
  }

  @Test
  void leavesOutAuctionsInWhichNoBidCounted() throws Exception {
    long auction = open(Map.of());
    expect(422, bid(8_020, auction, 10_000));
    assertThat(rows(expect(200, get("/api/me/bids", 8_020)))).isEmpty();
  }

  @Test
  void showsTheBidsOfALeaderWhoWasSuspended() throws Exception {
    long id = 81_000_000;
    AuctionRows rows = new AuctionRows(jdbc);
    rows.running(id, 1, Instant.now().plusSeconds(86_400));
    rows.change(id, "price = 3000, leader_max = 3000, bid_count = 1");
    rows.position(id, 1, 8_030, 1, 0, 0);
    jdbc.sql(
            "insert into ledger_entry (auction_id, seq, kind, at, log_offset, amount, price, bidder,"
                + " ends_at, detail, hash) values (?, 2, 'BID', now(), 1, 3000, 3000, 1, now(), '',"
                + " repeat('0', 64))")
        .param(id)
        .update();
    assertThat(rows(expect(200, get("/api/me/bids", 8_030))))
        .containsExactly(id + " OUTBID 3000 3000 of 3000");
  }

  @Test
  void listsOwnAuctionsByStatus() throws Exception {
    long ended = open(Map.of());
    long running = open(Map.of());
    expect(200, post("/api/auctions/" + ended + "/close", SELLER, "", null));
    assertThat(ids(expect(200, get("/api/me/auctions?limit=100", SELLER))))
        .contains(ended, running)
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    List<Long> onlyEnded = ids(expect(200, get("/api/me/auctions?status=ENDED&limit=100", SELLER)));
    assertThat(onlyEnded).contains(ended).doesNotContain(running);
    assertThat(ids(expect(200, get("/api/me/auctions", MINA)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/me/bids", "/api/me/watchlist", "/api/me/auctions", "/api/auctions"})
  void takesFiveStatementsAtMostHoweverLongThePage(String path) throws Exception {
    many();
    for (int limit : new int[] {1, 100}) {
      String request = "count" + path.replace('/', '-') + "-" + limit;
      JsonNode page = expect(200, get(path + "?limit=" + limit, COLLECTOR, request));
      assertThat(page.get("items")).hasSize(limit);
      assertThat(statements.of(request)).hasSizeBetween(1, 5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/me/bids?standing=leading",
        "/api/me/bids?cursor=x",
        "/api/me/bids?limit=101",
        "/api/me/auctions?status=OPEN",
        "/api/me/auctions?sort=best",
        "/api/me/auctions?cursor=x"
      })
  void badInputIsNamed(String path) throws Exception {
    JsonNode problem = expect(400, get(path, MINA));
    assertThat(problem.get("code").asText()).isEqualTo("VALIDATION_FAILED");
    String field = path.replaceAll(".*\\?(\\w+)=.*", "$1");
    assertThat(problem.get("errors").findValuesAsText("field")).containsExactly(field);
    expect(401, getAnonymously(path));
  }

  @Test
  void everyPathIsDescribed() throws Exception {
    JsonNode paths = expect(200, getAnonymously("/v3/api-docs")).get("paths");
    assertThat(paths.fieldNames())
        .toIterable()
        .contains(
            "/api/me/bids", "/api/me/auctions", "/api/me/watchlist", "/api/auctions/{id}/watch");
    assertThat(paths.get("/api/me/bids").get("get").toString())
        .doesNotContain("\"name\":\"caller\"");
    assertThat(paths.get("/api/auctions/{id}").get("get").toString())
        .doesNotContain("\"name\":\"reader\"");
  }

  /// More than a page of auctions, each by another seller, in which the collector bids and which he
  /// watches; and as many that he sells.
  private void many() {
    if (jdbc.sql("select exists (select 1 from auction where id = ?)")
        .param(MANY_AUCTIONS)
        .query(Boolean.class)
        .single()) {
      return;
    }
    int count = (int) MANY + 1;
    AuctionRows rows = new AuctionRows(jdbc);
    Instant end = Instant.now().plusSeconds(86_400);
    rows.running(MANY_AUCTIONS, count, end);
    rows.position(MANY_AUCTIONS, count, COLLECTOR, 1, 0, 1_000);
    jdbc.sql("insert into watch select ?, id, now(), true from generate_series(?, ?) id")
        .params(COLLECTOR, MANY_AUCTIONS, MANY_AUCTIONS + MANY)
        .update();
    rows.running(MANY_AUCTIONS + 1_000, count, end);
    jdbc.sql("update auction set seller_id = ? where id >= ? and id <= ?")
        .params(COLLECTOR, MANY_AUCTIONS + 1_000, MANY_AUCTIONS + 1_000 + MANY)
        .update();
    jdbc.sql("update browse set seller_id = ? where auction_id >= ? and auction_id <= ?")
        .params(COLLECTOR, MANY_AUCTIONS + 1_000, MANY_AUCTIONS + 1_000 + MANY)
        .update();
  }

  private static List<String> rows(JsonNode page) {
    List<String> rows = new ArrayList<>();
    for (JsonNode item : page.get("items")) {
      rows.add(
          "%d %s %d %d of %d"
              .formatted(
                  item.get("auctionId").asLong(),
                  item.get("standing").asText(),
                  item.get("amount").asLong(),
                  item.get("maximum").asLong(),
                  item.get("currentPrice").asLong()));
    }
    return rows;
  }

  private static List<Long> ids(JsonNode page) {
    List<Long> ids = new ArrayList<>();
    page.get("items").forEach(item -> ids.add(item.get("id").asLong()));
    return ids;
  }
}
