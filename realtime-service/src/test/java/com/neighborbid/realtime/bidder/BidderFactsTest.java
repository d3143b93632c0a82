package com.neighborbid.realtime.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.BlockChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.SuspensionChanged;
import com.neighborbid.common.limit.NewAccountCap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BidderFactsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final long AUCTION = 41;
  private static final long SELLER = 3;
  private static final long BIDDER = 7;
  private static final NewAccountCap CAP = new NewAccountCap(Duration.ofDays(7), 1_000_000);

  private final KnownBidders known = new KnownBidders();
  private boolean sellersAway;
  private int asked;

  private final BidderFacts facts =
      new BidderFacts(known, this::sellerOf, CAP, Clock.fixed(NOW, ZoneOffset.UTC), Runnable::run);

  private long sellerOf(long auction) {
    asked++;
    if (sellersAway) {
      throw new IllegalStateException("away");
    }
    return auction == AUCTION ? SELLER : SELLER + 1;
  }

  private static Caller caller(@Nullable Instant memberSince) {
    return new Caller(BIDDER, "mina", "mina", Set.of(), NOW.plusSeconds(60), null, memberSince);
  }

  private Optional<List<BidderFact>> factsOf(long auction, long most) {
    return facts.of(caller(null), auction, most).join();
  }

  @Test
  void mostBiddersHaveNoneAndCostNoQuestion() {
    known.completed();
    CompletableFuture<Optional<List<BidderFact>>> wanted = facts.of(caller(null), AUCTION, 5);
    assertThat(wanted).isCompletedWithValue(Optional.of(List.of()));
    assertThat(asked).isZero();
  }

  @Test
  void theNewestWordOnSomebodyCounts() {
    known.completed();
    known.take(new SuspensionChanged(BIDDER, true, NOW));
    assertThat(factsOf(AUCTION, 5)).contains(List.of(BidderFact.SUSPENDED));
    known.take(new SuspensionChanged(BIDDER + 1, false, NOW));
    assertThat(factsOf(AUCTION, 5)).contains(List.of(BidderFact.SUSPENDED));
    known.take(new SuspensionChanged(BIDDER, false, NOW));
    assertThat(factsOf(AUCTION, 5)).contains(List.of());
  }

  @Test
  void aBlockCountsInTheAuctionsOfThatSellerOnly() {
    known.completed();
    known.take(new BlockChanged(BIDDER, SELLER, true, NOW));
    assertThat(factsOf(AUCTION, 5)).contains(List.of(BidderFact.BLOCKED_BY_SELLER));
    assertThat(factsOf(AUCTION + 1, 5)).contains(List.of());
    known.take(new BlockChanged(BIDDER, SELLER, false, NOW));
    asked = 0;
    assertThat(factsOf(AUCTION, 5)).contains(List.of());
    assertThat(asked).isZero();
  }

  @Test
  void whereTheSellerCannotBeToldNothingIsTaken() {
    known.completed();
    known.take(new BlockChanged(BIDDER, SELLER, true, NOW));
    sellersAway = true;
    assertThat(factsOf(AUCTION, 5)).isEmpty();
  }

  @Test
  void aNewAccountHasACapAndAnOlderOneHasNone() {
    known.completed();
    Caller fresh = caller(NOW.minus(Duration.ofDays(7)).plusSeconds(1));
    Caller older = caller(NOW.minus(Duration.ofDays(7)));
    assertThat(facts.of(fresh, AUCTION, 1_000_000).join()).contains(List.of());
    assertThat(facts.of(fresh, AUCTION, 1_000_001).join())
        .contains(List.of(BidderFact.NEW_ACCOUNT_LIMIT));
    assertThat(facts.of(older, AUCTION, 1_000_001).join()).contains(List.of());
    assertThat(facts.of(caller(null), AUCTION, 1_000_001).join()).contains(List.of());
  }

  @Test
  void nothingIsTakenBeforeAllIsReadAndNobodyWaits() {
    known.take(new SuspensionChanged(BIDDER, true, NOW));
    assertThat(facts.of(caller(null), AUCTION, 5)).isCompletedWithValue(Optional.empty());
    known.completed();
    assertThat(factsOf(AUCTION, 5)).contains(List.of(BidderFact.SUSPENDED));
  }
}
