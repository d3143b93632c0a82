package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.SOON;
import static com.neighborbid.systemtests.NeighborBid.assertBalance;
import static com.neighborbid.systemtests.NeighborBid.assertCounts;
import static com.neighborbid.systemtests.NeighborBid.assertRefused;
import static com.neighborbid.systemtests.NeighborBid.close;
import static com.neighborbid.systemtests.NeighborBid.eventually;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What people say of each other and how they leave, across all services.
@ExtendWith(NeighborBid.Extension.class)
class AccountsIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final Person joon;

  AccountsIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 100_000);
    this.joon = system.rich("joon", 100_000);
  }

  @AfterEach
  void audit() throws Exception {
    system.auditHolds();
  }

  @Test
  void theWinnersReviewIsTheSellersReputationEverywhere() {
    long id = list(seller, listing(LONG));
    assertCounts(joon.bid(id, 10_000), "ACCEPTED", 10_000);
    assertCounts(mina.bid(id, 11_000), "ACCEPTED", 11_000);
    assertRefused(review(mina, id), 409, "AUCTION_NOT_ENDED");
    assertThat(system.auction(id).body().at("/seller/reputation").asInt()).isZero();
    close(seller, id);
    assertRefused(review(joon, id), 403, "FORBIDDEN");
    assertThat(review(mina, id).status()).isEqualTo(201);
    assertRefused(review(mina, id), 409, "ALREADY_REVIEWED");
    Reply reviews = joon.get("/api/users/" + seller.id() + "/reviews");
    assertThat(reviews.body().at("/items/0/content").asText()).isEqualTo("as described");
    eventually(
        SOON,
        () -> system.auction(id).body().at("/seller/reputation").asInt(),
        reputation -> reputation == 80);
  }

  @Test
  void whoLeavesOwesNothingAndHasNoNameAnyMore() {
    long id = list(seller, listing(LONG));
    assertCounts(mina.bid(id, 10_000), "ACCEPTED", 10_000);
    assertThat(reasons(erase(mina))).contains("MONEY_HELD", "MONEY_IN_WALLET");
    assertThat(reasons(erase(seller))).contains("OPEN_AUCTIONS");
    assertCounts(joon.bid(id, 11_000), "ACCEPTED", 11_000);
    assertBalance(mina, 100_000, 0);
    assertThat(withdraw(mina, 100_000).status()).isEqualTo(201);
    assertThat(erase(mina).status()).isEqualTo(204);

    assertRefused(mina.get("/api/users/me"), 401, "UNAUTHORIZED");
    eventually(
        SOON,
        () -> joon.get("/api/auctions/" + id + "/bids").toString(),
        bids -> bids.contains("\"user-" + mina.id() + "\"") && !bids.contains(mina.nickname()));
    close(seller, id);
    assertThat(system.auction(id).text("winner")).isEqualTo(joon.nickname());
  }

  private static Reply review(Person person, long auctionId) {
    return person.post(
        "/api/auctions/" + auctionId + "/review", Map.of("rating", 4, "content", "as described"));
  }

  private static Reply erase(Person person) {
    return person.post(
        "/api/users/me/erasure", Map.of("password", "password of " + person.nickname()));
  }

  private static String reasons(Reply refused) {
    assertRefused(refused, 409, "ACCOUNT_IN_USE");
    return refused.body().path("reasons").toString();
  }

  private static Reply withdraw(Person person, long amount) {
    return person.post(
        "/api/wallet/withdrawals",
        Map.of("amount", amount),
        "Idempotency-Key",
        "leaving-" + person.id());
  }
}
