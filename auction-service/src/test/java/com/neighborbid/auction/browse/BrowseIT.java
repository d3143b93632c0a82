package com.neighborbid.auction.browse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.auction.AuctionServiceBase;
import com.neighborbid.auction.support.Eventually;
import com.neighborbid.auction.support.StatementCounter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class BrowseIT extends AuctionServiceBase {
  private static final long READER = 4_711;

  @Autowired private BrowseUpdates updates;
  @Autowired private StatementCounter statements;

  @ParameterizedTest
  @CsvSource({
    "책상, 원목 책상을 팝니다, 튼튼합니다",
    "상을, 원목 책상을 팝니다, 튼튼합니다",
    "원목 책상, 원목 책상을 팝니다, 튼튼합니다",
    "튼튼, 원목 책상을 팝니다, 튼튼합니다",
    "chair, Two wooden chairs, oak",
    "CHAIRS, A wooden chair, oak",
    "ooden, A wooden chair, oak",
    "oak, A wooden chair, solid oak",
    "폰15, 아이폰15 팔아요, 128GB",
  })
  void findsByWordBeginningStemOrPartOfTheTitle(String text, String title, String description)
      throws Exception {
    long wanted = open(Map.of("title", title, "description", description, "category", "furniture"));
    long other = open(Map.of("title", "자전거 bicycle", "category", "furniture"));
    assertThat(ids("?category=furniture&limit=100&q=" + encoded(text)))
        .contains(wanted)
        .doesNotContain(other);
  }

  @Test
  void findsNothingByTheMiddleOfADescriptionOrOneWordOfTwo() throws Exception {
    long auction = open(Map.of("title", "A wooden chair", "description", "solid oak"));
    assertThat(ids("?limit=100&q=wooden+elephant")).doesNotContain(auction);
    assertThat(ids("?limit=100&q=olid")).doesNotContain(auction);
  }

  @ParameterizedTest
  @CsvSource({"'%'", "'_'", "'&'", "'!'", "''''", "'a:*|b'", "'\\'", "'<->'", "'ㅋ'", "'(('"})
  void takesWhateverIsTypedAsText(String text) throws Exception {
    expect(200, get("/api/auctions?q=" + encoded(text), READER));
  }

  @Test
  void refusesATextThatIsTooLongAndNamesThatAreNone() throws Exception {
    for (String bad :
        List.of("q=" + "x".repeat(101), "condition=BROKEN", "reach=MARS", "status=x", "sort=x")) {
      JsonNode problem = expect(400, get("/api/auctions?" + bad, READER));
      assertThat(problem.get("code").asText()).isEqualTo("VALIDATION_FAILED");
      assertThat(problem.get("errors").get(0).get("field").asText())
          .isEqualTo(bad.substring(0, bad.indexOf('=')));
    }
  }

  @Test
  void filtersByRegionWithWhatIsBelowItAndNational() throws Exception {
    long dong = open(near("seoul/mapo-gu/yeonnam-dong"));
    long gu = open(near("seoul/mapo-gu"));
    long neighbour = open(near("seoul/gangnam-gu"));
    long national = open(Map.of("category", "plants"));
    assertThat(ids("?category=plants&region=seoul/mapo-gu&limit=100"))
        .contains(dong, gu, national)
        .doesNotContain(neighbour);
  }

  @Test
  void filtersByConditionAndPriceAndSortsByPrice() throws Exception {
    long dear = open(Map.of("category", "pets", "startPrice", 90_000, "condition", "NEW"));
    long cheap = open(Map.of("category", "pets", "startPrice", 20_000, "condition", "NEW"));
    long used = open(Map.of("category", "pets", "startPrice", 30_000));
    assertThat(ids("?category=pets&sort=price_asc&condition=NEW")).containsExactly(cheap, dear);
    assertThat(ids("?category=pets&minPrice=30000&maxPrice=30000")).containsExactly(used);
  }

  @Test
  void letsAPriceFollowABidAndTheEndAtOnce() throws Exception {
    wallet.fund(61, 1_000_000);
    long auction = open(Map.of("category", "beauty", "startPrice", 10_000));
    expect(201, bid(61, auction, 500_000));
    Eventually.isTrue(() -> ids("?category=beauty&minPrice=400000").contains(auction));
    expect(200, post("/api/auctions/" + auction + "/close", SELLER, "", null));
    assertThat(ids("?category=beauty&sort=end_soon")).doesNotContain(auction);
    assertThat(ids("?category=beauty&status=ENDED")).contains(auction);
  }

  @Test
  void filtersByStatus() throws Exception {
    Map<String, Object> later =
        Map.of("category", "kitchen", "startsAt", Instant.now().plusSeconds(300).toString());
    long waiting = open(later);
    long active = open(Map.of("category", "kitchen"));
    long ended = open(Map.of("category", "kitchen"));
    expect(200, post("/api/auctions/" + ended + "/close", SELLER, "", null));
    long cancelled = open(Map.of("category", "kitchen"));
    expect(200, post("/api/auctions/" + cancelled + "/cancel", SELLER, "", null));
    assertThat(ids("?category=kitchen&status=WAITING")).containsExactly(waiting);
    assertThat(ids("?category=kitchen&status=ACTIVE")).containsExactly(active);
    assertThat(ids("?category=kitchen&status=CLOSING")).isEmpty();
    assertThat(ids("?category=kitchen&status=ENDED")).containsExactly(ended);
    assertThat(ids("?category=kitchen&status=CANCELLED")).containsExactly(cancelled);
    assertThat(ids("?category=kitchen&sort=end_soon")).containsExactlyInAnyOrder(waiting, active);
  }

  @Test
  void findsWhatIsBeingClosed() throws Exception {
    long ordered = open(Map.of("category", "collectibles"));
    long due = open(Map.of("category", "collectibles"));
    long running = open(Map.of("category", "collectibles"));
    // As if deciding were late: in the engine both are as before.
    jdbc.sql("update auction set closing = true where id = ?").param(ordered).update();
    jdbc.sql("update auction set ends_at = now() where id = ?").param(due).update();
    assertThat(ids("?category=collectibles&status=CLOSING")).containsExactly(due, ordered);
    assertThat(ids("?status=CLOSING&sort=price_asc"))
        .contains(due, ordered)
        .doesNotContain(running);
    assertThat(ids("?category=collectibles&status=ACTIVE"))
        .contains(running)
        .doesNotContain(due, ordered);
  }

  @Test
  void showsAnEditAtOnce() throws Exception {
    long auction = open(Map.of("title", "Old name"));
    HttpResponse<String> edited =
        patch(
            "/api/auctions/" + auction,
            SELLER,
            "{\"title\":\"Quetzal feather\",\"category\":\"hobby\"}");
    expect(200, edited);
    assertThat(ids("?category=hobby&q=quetz")).containsExactly(auction);
    assertThat(ids("?limit=100&q=Old+name")).doesNotContain(auction);
  }

  @Test
  void findsWhatAProcessThatDiedDidNotWrite() throws Exception {
    long auction = open(Map.of("category", "books"));
    jdbc.sql("update browse set price = 1, ends_ms = 1 where auction_id = ?")
        .param(auction)
        .update();
    assertThat(updates.reconcile()).isPositive();
    assertThat(ids("?category=books&minPrice=10000")).contains(auction);
    assertThat(updates.reconcile()).isZero();
  }

  @Test
  void pagesThroughASearchWithoutRepeatOrGapInFewStatements() throws Exception {
    List<Long> opened = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      opened.add(
          open(Map.of("title", "Zebra crossing " + i, "startPrice", 10_000 + 1_000 * (i % 3))));
    }
    List<Long> seen = new ArrayList<>();
    String cursor = "";
    int page = 0;
    do {
      String id = "browse-it-" + page++;
      HttpResponse<String> answer =
          get("/api/auctions?q=zebra&sort=price_desc&limit=3" + cursor, READER, id);
      JsonNode body = expect(200, answer);
      body.get("items").forEach(item -> seen.add(item.get("id").asLong()));
      assertThat(statements.of(id)).isNotEmpty().hasSizeLessThanOrEqualTo(5);
      JsonNode next = body.get("nextCursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.asText();
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(opened).hasSize(7);
  }

  private static Map<String, Object> near(String region) {
    return Map.of("category", "plants", "reach", "NEIGHBORHOOD", "region", region);
  }

  private List<Long> ids(String query) throws Exception {
    JsonNode page = expect(200, get("/api/auctions" + query, READER));
    List<Long> ids = new ArrayList<>();
    page.get("items").forEach(item -> ids.add(item.get("id").asLong()));
    return ids;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
