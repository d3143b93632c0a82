package com.neighborbid.user.news;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.auction.v1.AuctionEvent;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionCancelled;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.LeaderSuspended;
import com.neighborbid.user.auctions.KnownAuction;
import com.neighborbid.user.news.AuctionFold.Sale;
import com.neighborbid.user.notice.Notice;
import com.neighborbid.user.support.EventFeed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuctionFoldTest {
  private static final long BIKE = 41;
  private static final long SELLER = 3;
  private static final long MINA = 7;
  private static final long JOON = 8;

  private final AuctionFold fold =
      new AuctionFold(Map.of(BIKE, new KnownAuction(BIKE, SELLER, null, 0, 0)));
  private int events;

  private void take(AuctionEvent... all) {
    Stream.of(all).forEach(event -> fold.take("event-" + ++events, event));
  }

  private List<String> told() {
    return fold.notices().stream()
        .map(one -> one.kind() + " to " + one.userId() + " by " + one.eventId())
        .toList();
  }

  @Test
  void whoLedAndDoesNotAnyMoreIsOutbid() {
    take(EventFeed.bid(BIKE, 1, MINA, MINA, 1_000), EventFeed.bid(BIKE, 2, JOON, JOON, 2_000));
    assertThat(told()).containsExactly("OUTBID to 7 by event-2");
    assertThat(fold.changed()).containsExactly(new KnownAuction(BIKE, SELLER, JOON, 2, 0));
  }

  @Test
  void whoeverAStandingMaximumBeatsIsOutbidAndItsOwnerIsNot() {
    take(EventFeed.bid(BIKE, 1, MINA, MINA, 1_000), EventFeed.bid(BIKE, 2, JOON, MINA, 3_000));
    assertThat(told()).containsExactly("OUTBID to 8 by event-2");
  }

  @Test
  void raisingOnesOwnBidOutbidsNobody() {
    take(EventFeed.bid(BIKE, 1, MINA, MINA, 1_000), EventFeed.bid(BIKE, 2, MINA, MINA, 1_000));
    assertThat(told()).isEmpty();
  }

  @Test
  void ofABattleInOneBatchOnlyItsOutcomeIsTold() {
    take(
        EventFeed.bid(BIKE, 1, MINA, MINA, 1_000),
        EventFeed.bid(BIKE, 2, JOON, JOON, 2_000),
        EventFeed.bid(BIKE, 3, MINA, MINA, 3_000),
        EventFeed.bid(BIKE, 4, JOON, JOON, 4_000));
    assertThat(told()).containsExactly("OUTBID to 7 by event-4");
    assertThat(fold.notices().getFirst().figures()).containsExactly(Map.entry("price", 4_000L));
  }

  @Test
  void repeatsAndOlderEventsChangeNothing() {
    AuctionFold later = new AuctionFold(Map.of(BIKE, new KnownAuction(BIKE, SELLER, JOON, 2, 0)));
    later.take("a", EventFeed.bid(BIKE, 1, MINA, MINA, 1_000));
    later.take("b", EventFeed.bid(BIKE, 2, JOON, JOON, 2_000));
    assertThat(later.notices()).isEmpty();
    assertThat(later.changed()).isEmpty();
  }

  @Test
  void aSaleIsToldToBothAndMakesTasks() {
    var closed = EventFeed.closed(BIKE, 3, JOON, 2_000);
    take(closed);
    assertThat(told()).containsExactly("WON to 8 by event-1", "SOLD to 3 by event-1");
    assertThat(fold.sales()).containsExactly(new Sale(BIKE, SELLER, JOON, closed.at()));
  }

  @Test
  void anEndWithoutAWinnerIsToldToTheSellerOnly() {
    take(EventFeed.closed(BIKE, 3, null, 0));
    assertThat(told()).containsExactly("UNSOLD to 3 by event-1");
    assertThat(fold.sales()).isEmpty();
  }

  @Test
  void aSuspendedLeaderIsNotOutbidByTheNextBid() {
    take(
        EventFeed.bid(BIKE, 1, MINA, MINA, 1_000),
        new LeaderSuspended(BIKE, 2, 0, MINA, Instant.EPOCH),
        EventFeed.bid(BIKE, 3, JOON, JOON, 2_000));
    assertThat(told()).isEmpty();
  }

  @Test
  void aCancellationConcernsTheLeaderAndThoseOutbidAndTheSellerOnlyWhereAnAdminDidIt() {
    take(
        EventFeed.bid(BIKE, 1, MINA, MINA, 1_000),
        EventFeed.bid(BIKE, 2, JOON, JOON, 2_000),
        new AuctionCancelled(BIKE, 3, 0, false, Instant.EPOCH));
    assertThat(fold.notices()).extracting(Notice::userId).isEmpty();
    assertThat(fold.cancellations().getFirst().concerned()).containsExactlyInAnyOrder(MINA, JOON);
    AuctionFold byAdmin = new AuctionFold(Map.of(BIKE, new KnownAuction(BIKE, SELLER, null, 0, 0)));
    byAdmin.take("a", new AuctionCancelled(BIKE, 1, 0, true, Instant.EPOCH));
    assertThat(byAdmin.cancellations().getFirst().concerned()).containsExactly(SELLER);
  }
}
