package com.neighborbid.auction.bidding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.auction.AuctionServiceBase;
import com.neighborbid.auction.support.Eventually;
import com.neighborbid.common.limit.BidGate;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// More bids wait than are answered in time: new ones are refused, repeats are told what became of
/// theirs.
class ClosedGateIT extends AuctionServiceBase {
  /// As many as it lets in however long nothing is answered.
  private static final int ALL = 50_000;

  @Autowired private BidGate gate;
  private int inTheGate;

  @AfterEach
  void open() {
    for (; inTheGate > 0; inTheGate--) {
      gate.givenUp();
    }
    wallet.silent(false);
  }

  private void shut() {
    Eventually.isTrue(
        () -> {
          while (gate.enter()) {
            inTheGate++;
          }
          return inTheGate >= ALL;
        });
  }

  @Test
  void newBidsAreRefusedAndRepeatsHaveTheirAnswer() throws Exception {
    wallet.fund(91, 100_000);
    long auction = open(Map.of());
    JsonNode decided = expect(201, offer(auction, "decided", 10_000));
    wallet.silent(true);
    expect(202, offer(auction, "waiting", 20_000));
    shut();

    HttpResponse<String> refused = offer(auction, "new", 30_000);
    assertThat(expect(503, refused).get("code").asText()).isEqualTo("SERVICE_UNAVAILABLE");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(expect(201, offer(auction, "decided", 10_000))).isEqualTo(decided);
    expect(202, offer(auction, "waiting", 20_000));
    assertThat(expect(422, offer(auction, "waiting", 21_000)).get("code").asText())
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    wallet.silent(false);
    JsonNode answered =
        expect(
            201,
            Eventually.get(
                () -> offer(auction, "waiting", 20_000), reply -> reply.statusCode() != 202));
    assertThat(answered.get("status").asText()).isEqualTo("ACCEPTED");

    open();
    expect(201, offer(auction, "new", 30_000));
  }

  private HttpResponse<String> offer(long auction, String key, long amount) throws Exception {
    return post("/api/auctions/" + auction + "/bids", 91, "{\"amount\":" + amount + "}", key);
  }
}
