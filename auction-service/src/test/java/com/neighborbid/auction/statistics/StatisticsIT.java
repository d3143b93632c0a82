package com.neighborbid.auction.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.auction.AuctionServiceBase;
import com.neighborbid.auction.sales.SeoulDays;
import com.neighborbid.auction.support.Eventually;
import com.neighborbid.auction.support.Tokens;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Admins see what the scheduled task has counted.
class StatisticsIT extends AuctionServiceBase {
  private static final String PATH = "/api/admin/statistics/daily";

  @Test
  void adminsSeeTodayAsFarAsItIsCounted() throws Exception {
    open(Map.of());
    JsonNode days =
        Eventually.get(
            () -> expect(200, asAdmin(PATH)),
            answer -> answer.at("/items/0/auctionsOpened").asLong() > 0);
    assertThat(days.get("zone").asText()).isEqualTo("Asia/Seoul");
    assertThat(days.at("/items/0/day").asText()).isEqualTo(SeoulDays.of(Instant.now()).toString());
    assertThat(days.at("/items/0/complete").asBoolean()).isFalse();
  }

  @Test
  void refusesBadInputAndEverybodyElse() throws Exception {
    assertThat(expect(400, asAdmin(PATH + "?from=x")).at("/errors/0/field").asText())
        .isEqualTo("from");
    assertThat(
            expect(400, asAdmin(PATH + "?from=2024-01-01&to=2026-01-01"))
                .at("/errors/0/field")
                .asText())
        .isEqualTo("to");
    expect(403, get(PATH, SELLER));
    expect(401, getAnonymously(PATH));
  }

  private HttpResponse<String> asAdmin(String path) throws Exception {
    return getWith(Tokens.ofAdmin(9), path);
  }
}
