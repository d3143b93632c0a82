package com.neighborbid.auction.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.auction.AuctionServiceBase;
import com.neighborbid.auction.support.Eventually;
import com.neighborbid.auction.support.Tokens;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Auctions are reported by people and judged by admins.
class ReportsIT extends AuctionServiceBase {
  private static final long ADMIN = 9;
  private static final String MINE = "/api/me/reported-auctions";

  @Test
  void aReportIsTakenOncePerPersonAndAuction() throws Exception {
    long auction = open(Map.of());
    JsonNode report = report(601, auction, "{\"reason\":\"COUNTERFEIT\",\"text\":\"No logo\"}");
    assertThat(report.get("status").asText()).isEqualTo("OPEN");
    assertThat(report.get("text").asText()).isEqualTo("No logo");
    assertThat(report.has("decidedBy")).isFalse();
    JsonNode again = expect(409, post(path(auction), 601, "{\"reason\":\"FRAUD\"}", null));
    assertThat(again.get("code").asText()).isEqualTo("ALREADY_REPORTED");
    report(602, auction, "{\"reason\":\"FRAUD\"}");
    report(601, open(Map.of()), "{\"reason\":\"FRAUD\"}");
    JsonNode mine = expect(200, get(MINE, 601));
    assertThat(mine.get("items").findValuesAsText("reason"))
        .containsExactly("FRAUD", "COUNTERFEIT");
    assertThat(expect(200, get(MINE, 603)).get("items")).isEmpty();
  }

  @Test
  void aDismissedReportStaysDismissedAndIsInTheTrail() throws Exception {
    long auction = open(Map.of());
    long id = report(611, auction, "{\"reason\":\"OTHER\",\"text\":\"hm\"}").get("id").asLong();
    assertThat(ids(listed("OPEN", auction))).containsExactly(id);
    JsonNode decided = expect(200, decide(id, "dismiss", "It is fine"));
    assertThat(decided.get("status").asText()).isEqualTo("DISMISSED");
    assertThat(decided.get("decidedBy").asLong()).isEqualTo(ADMIN);
    expect(200, decide(id, "dismiss", "It is fine"));
    assertThat(expect(409, decide(id, "suspend-auction", "no")).get("code").asText())
        .isEqualTo("CONFLICT");
    assertThat(listed("OPEN", auction)).isEmpty();
    assertThat(ids(listed("DISMISSED", auction))).containsExactly(id);
    assertThat(suspended(auction)).isFalse();
    JsonNode trail = trail("report", id);
    assertThat(trail).hasSize(1);
    assertThat(trail.at("/0/action").asText()).isEqualTo("report.dismiss");
    assertThat(trail.at("/0/reason").asText()).isEqualTo("It is fine");
    assertThat(trail.at("/0/adminId").asLong()).isEqualTo(ADMIN);
  }

  @Test
  void suspendingTheAuctionAnswersAllItsReports() throws Exception {
    long auction = open(Map.of());
    long first = report(621, auction, "{\"reason\":\"FRAUD\"}").get("id").asLong();
    long second = report(622, auction, "{\"reason\":\"FRAUD\"}").get("id").asLong();
    long other = report(621, open(Map.of()), "{\"reason\":\"FRAUD\"}").get("id").asLong();
    JsonNode decided = expect(200, decide(first, "suspend-auction", "Fraud"));
    assertThat(decided.get("status").asText()).isEqualTo("UPHELD");
    assertThat(suspended(auction)).isTrue();
    assertThat(ids(listed("UPHELD", auction))).containsExactly(first, second);
    assertThat(status(other)).isEqualTo("OPEN");
    wallet.fund(623, 100_000);
    assertThat(expect(409, bid(623, auction, 10_000)).get("code").asText())
        .isEqualTo("AUCTION_NOT_ACTIVE");
    expect(200, decide(second, "suspend-auction", "Fraud"));
    assertThat(trail("report", first)).hasSize(1);
    assertThat(trail("report", second)).isEmpty();
  }

  /// The suspension waits in the queue behind a bid that waits for the wallet.
  @Test
  void aSuspensionThatIsNotDecidedInTimeIsAcceptedAndSaidAgainItIsDone() throws Exception {
    long auction = open(Map.of());
    long id = report(681, auction, "{\"reason\":\"FRAUD\"}").get("id").asLong();
    wallet.fund(682, 100_000);
    wallet.silent(true);
    try {
      expect(202, bid(682, auction, 10_000));
      JsonNode waiting = expect(202, decide(id, "suspend-auction", "Fraud"));
      assertThat(waiting.get("id").asLong()).isEqualTo(id);
      assertThat(waiting.get("status").asText()).isEqualTo("OPEN");
      assertThat(trail("report", id)).isEmpty();
    } finally {
      wallet.silent(false);
    }
    Eventually.isTrue(() -> suspended(auction));
    assertThat(expect(200, decide(id, "suspend-auction", "Fraud")).get("status").asText())
        .isEqualTo("UPHELD");
    assertThat(trail("report", id)).hasSize(1);
  }

  @Test
  void anAuctionThatStandsStillAlreadyIsWhatWasWantedAndAnEndedOneIsNot() throws Exception {
    long paused = open(Map.of());
    long id = report(631, paused, "{\"reason\":\"FRAUD\"}").get("id").asLong();
    expect(200, asAdmin("/api/admin/auctions/" + paused + "/suspend", ""));
    assertThat(expect(200, decide(id, "suspend-auction", "Fraud")).get("status").asText())
        .isEqualTo("UPHELD");
    assertThat(trail("auction", paused).at("/0/action").asText()).isEqualTo("auction.suspend");

    long ended = open(Map.of());
    long late = report(631, ended, "{\"reason\":\"FRAUD\"}").get("id").asLong();
    expect(200, post("/api/auctions/" + ended + "/close", SELLER, "", null));
    assertThat(expect(409, decide(late, "suspend-auction", "Fraud")).get("code").asText())
        .isEqualTo("AUCTION_ENDED");
    assertThat(status(late)).isEqualTo("OPEN");
  }

  @Test
  void listsGoOnWhereTheLastPageEnded() throws Exception {
    long auction = open(Map.of());
    for (long user = 641; user <= 643; user++) {
      report(user, auction, "{\"reason\":\"DUPLICATE\"}");
    }
    String path = "/api/admin/reports?auctionId=" + auction;
    JsonNode page = expect(200, getAsAdmin(path + "&limit=2"));
    assertThat(page.get("items").findValuesAsText("reporterId")).containsExactly("641", "642");
    JsonNode rest = expect(200, getAsAdmin(path + "&cursor=" + page.get("nextCursor").asText()));
    assertThat(rest.get("items").findValuesAsText("reporterId")).containsExactly("643");
  }

  @Test
  void whoReportsTooMuchHasToWaitAndNothingIsKeptOfIt() throws Exception {
    for (int i = 0; i < 20; i++) {
      report(651, open(Map.of()), "{\"reason\":\"OFFENSIVE\"}");
    }
    HttpResponse<String> refused =
        post(path(open(Map.of())), 651, "{\"reason\":\"OFFENSIVE\"}", null);
    expect(429, refused);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(
            jdbc.sql("select count(*) from auction_report where reporter_id = 651")
                .query(Integer.class)
                .single())
        .isEqualTo(20);
  }

  @Test
  void refusesBadInputNamingTheField() throws Exception {
    long auction = open(Map.of());
    Map<String, String> bad =
        Map.of(
            "{}",
            "reason",
            "{\"reason\":\"BORING\"}",
            "reason",
            "{\"reason\":\"OTHER\"}",
            "text",
            "{\"reason\":\"FRAUD\",\"text\":\"" + "x".repeat(1_001) + "\"}",
            "text",
            "{\"reason\":\"FRAUD\",\"text\":\"a\\u0000b\"}",
            "text",
            "{\"reason\":\"FRAUD\",\"text\":\" \"}",
            "text");
    for (Map.Entry<String, String> one : bad.entrySet()) {
      JsonNode problem = expect(400, post(path(auction), 661, one.getKey(), null));
      assertThat(problem.at("/errors/0/field").asText()).as(one.getKey()).isEqualTo(one.getValue());
    }
    expect(404, post(path(999_999), 661, "{\"reason\":\"FRAUD\"}", null));
    assertThat(
            expect(403, post(path(auction), SELLER, "{\"reason\":\"FRAUD\"}", null))
                .get("code")
                .asText())
        .isEqualTo("FORBIDDEN");
    assertThat(listed("OPEN", auction)).isEmpty();
    expect(400, get(MINE + "?cursor=x", 661));
    expect(401, getAnonymously(MINE));
  }

  @Test
  void onlyAdminsDecideAndTheirInputIsCheckedToo() throws Exception {
    long id = report(671, open(Map.of()), "{\"reason\":\"FRAUD\"}").get("id").asLong();
    for (String path : List.of("/api/admin/reports", "/api/admin/auction-audit")) {
      expect(403, get(path, 671));
      expect(401, getAnonymously(path));
      expect(400, getAsAdmin(path + "?limit=0"));
      expect(400, getAsAdmin(path + "?cursor=x"));
    }
    assertThat(
            expect(400, getAsAdmin("/api/admin/reports?status=LOST"))
                .at("/errors/0/field")
                .asText())
        .isEqualTo("status");
    for (String act : List.of("dismiss", "suspend-auction")) {
      String path = "/api/admin/reports/" + id + "/" + act;
      expect(403, post(path, 671, "{\"reason\":\"x\"}", null));
      assertThat(expect(400, asAdmin(path, "{}")).at("/errors/0/field").asText())
          .isEqualTo("reason");
      expect(400, asAdmin(path, "{\"reason\":\"" + "x".repeat(501) + "\"}"));
      expect(404, decide(999_999, act, "x"));
    }
    assertThat(status(id)).isEqualTo("OPEN");
  }

  private static String path(long auction) {
    return "/api/auctions/" + auction + "/reports";
  }

  private JsonNode report(long user, long auction, String body) throws Exception {
    return expect(201, post(path(auction), user, body, null));
  }

  private HttpResponse<String> decide(long id, String act, String reason) throws Exception {
    return asAdmin("/api/admin/reports/" + id + "/" + act, "{\"reason\":\"" + reason + "\"}");
  }

  private HttpResponse<String> asAdmin(String path, String body) throws Exception {
    return postWith(Tokens.ofAdmin(ADMIN), path, body);
  }

  private HttpResponse<String> getAsAdmin(String path) throws Exception {
    return getWith(Tokens.ofAdmin(ADMIN), path);
  }

  private JsonNode listed(String status, long auction) throws Exception {
    String path = "/api/admin/reports?status=" + status + "&auctionId=" + auction;
    return expect(200, getAsAdmin(path)).get("items");
  }

  private JsonNode trail(String type, long id) throws Exception {
    String path = "/api/admin/auction-audit?targetType=" + type + "&targetId=" + id;
    return expect(200, getAsAdmin(path)).get("items");
  }

  private String status(long id) {
    return jdbc.sql("select status from auction_report where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  private boolean suspended(long auction) throws Exception {
    return expect(200, getAnonymously("/api/auctions/" + auction)).get("suspended").asBoolean();
  }

  private static List<Long> ids(JsonNode items) {
    return items.findValues("id").stream().map(JsonNode::asLong).toList();
  }
}
