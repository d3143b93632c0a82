package com.neighborbid.realtime.bids;

import static com.neighborbid.realtime.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.contract.room.v1.BidOutcome.Status;
import com.neighborbid.common.kafka.LogUnavailableException;
import com.neighborbid.common.limit.BidGate;
import com.neighborbid.common.limit.BidLimitSettings;
import com.neighborbid.realtime.metrics.RealtimeMetrics;
import com.neighborbid.realtime.protocol.ToClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BidDeskTest {
  private static final UUID BID = new UUID(0, 1);
  private static final BidSettings SETTINGS =
      new BidSettings(Duration.ofMillis(250), Duration.ofSeconds(2), Duration.ofSeconds(20), 100);
  private static final BidLimitSettings UNLIMITED =
      new BidLimitSettings(false, 1, 1, 1, 1, Duration.ofMillis(60));

  private final FakeLog log = new FakeLog();
  private final Listener bidder = new Listener();
  private final BidDesk desk =
      new BidDesk(
          log,
          SETTINGS,
          new RealtimeMetrics(new SimpleMeterRegistry()),
          new BidGate(UNLIMITED, new SimpleMeterRegistry()));

  private static final class FakeLog implements BidLog {
    volatile boolean available = true;
    volatile boolean refuses;
    final List<CompletableFuture<Void>> appends = new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<?> append(PlaceBid bid, String requestId) {
      if (refuses) {
        throw new LogUnavailableException("away", null);
      }
      CompletableFuture<Void> append = new CompletableFuture<>();
      appends.add(append);
      return append;
    }

    @Override
    public boolean available() {
      return available;
    }
  }

  private static final class Listener implements Bidder {
    final List<String> heard = new CopyOnWriteArrayList<>();
    volatile boolean gone;

    @Override
    public void received(ToClient message) {
      heard.add("received");
    }

    @Override
    public void answered(ToClient answer) {
      heard.add(
          switch (answer) {
            case ToClient.Refused refused -> refused.code();
            case ToClient.Accepted accepted -> accepted.outcome().status().name();
            default -> answer.toString();
          });
    }

    @Override
    public boolean gone() {
      return gone;
    }
  }

  @BeforeEach
  void start() {
    desk.start();
  }

  @AfterEach
  void stop() {
    desk.stop();
  }

  private void place(long amount) {
    int before = log.appends.size();
    desk.place(new PlaceBid(1, BID, 7, amount, null, List.of(), "me"), "c", "r", bidder);
    if (log.available && !log.refuses) {
      eventually("appended", () -> log.appends.size() == before + 1);
    }
  }

  private static BidOutcome outcome(long amount, Status status, String code) {
    return new BidOutcome(BID, 1, 7, amount, null, status, code, amount, 1, amount + 1);
  }

  private static long nanosLater(long millis) {
    return System.nanoTime() + Duration.ofMillis(millis).toNanos();
  }

  @Test
  void saysReceivedOnlyWhenTheLogHasIt() {
    place(5);
    assertThat(bidder.heard).isEmpty();
    log.appends.getFirst().complete(null);
    assertThat(bidder.heard).containsExactly("received");
  }

  @Test
  void saysReceivedBeforeAnAnswerThatOvertakesTheAcknowledgement() {
    place(5);
    desk.outcome(outcome(5, Status.ACCEPTED, null));
    log.appends.getFirst().complete(null);
    assertThat(bidder.heard).containsExactly("received", "ACCEPTED");
    assertThat(desk.waiting()).isZero();
  }

  @Test
  void answersOnlyOnce() {
    place(5);
    desk.outcome(outcome(5, Status.REJECTED, "AUCTION_ENDED"));
    desk.outcome(outcome(5, Status.ACCEPTED, null));
    assertThat(bidder.heard).containsExactly("received", "AUCTION_ENDED");
  }

  @Test
  void refusesAtOnceWhatCertainlyWasNotSent() {
    log.available = false;
    place(5);
    assertThat(bidder.heard).containsExactly("SERVICE_UNAVAILABLE");
    log.available = true;
    log.refuses = true;
    place(5);
    eventually("refused", () -> bidder.heard.size() == 2);
    assertThat(bidder.heard).containsOnly("SERVICE_UNAVAILABLE");
    assertThat(desk.waiting()).isZero();
  }

  @Test
  void waitsForABidOfWhichTheLogKnowsNothingUntilTheLimit() {
    place(5);
    log.appends.getFirst().completeExceptionally(new IllegalStateException("timed out"));
    assertThat(desk.unanswered(nanosLater(19_000), true)).containsExactly(BID);
    assertThat(bidder.heard).isEmpty();
    desk.unanswered(nanosLater(21_000), true);
    assertThat(bidder.heard).containsExactly("SERVICE_UNAVAILABLE");
    assertThat(desk.waiting()).isZero();
  }

  @Test
  void takesTheAnswerOfABidThatTheLogLostSightOf() {
    place(5);
    log.appends.getFirst().completeExceptionally(new IllegalStateException("timed out"));
    desk.outcome(outcome(5, Status.RECEIVED, null));
    assertThat(bidder.heard).containsExactly("received");
    desk.unanswered(nanosLater(60_000), true);
    desk.outcome(outcome(5, Status.OUTBID, null));
    assertThat(bidder.heard).containsExactly("received", "OUTBID");
  }

  @Test
  void refusesAnotherContentUnderTheSameIdWithoutTouchingTheFirst() {
    place(5);
    place(6);
    desk.outcome(outcome(5, Status.ACCEPTED, null));
    assertThat(bidder.heard)
        .containsExactlyInAnyOrder("received", "ACCEPTED", "IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void asksEveryBeatWhileNothingIsDeliveredAndLessOftenOtherwise() {
    place(5);
    log.appends.getFirst().complete(null);
    assertThat(desk.unanswered(System.nanoTime(), true)).isEmpty();
    int asked = 0;
    int askedInTheDark = 0;
    for (int beat = 2; beat < 80; beat++) {
      asked += desk.unanswered(nanosLater(beat * 250L), true).size();
    }
    for (int beat = 80; beat < 160; beat++) {
      askedInTheDark += desk.unanswered(nanosLater(beat * 250L), false).size();
    }
    assertThat(asked).isBetween(8, 20);
    assertThat(askedInTheDark).isGreaterThan(70);
  }

  @Test
  void forgetsTheBidsOfWhoeverIsGone() {
    place(5);
    bidder.gone = true;
    assertThat(desk.unanswered(nanosLater(1000), true)).isEmpty();
    assertThat(desk.waiting()).isZero();
  }
}
