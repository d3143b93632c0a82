package com.neighborbid.realtime.bids;

import static com.neighborbid.realtime.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.contract.room.v1.BidOutcome.Status;
import com.neighborbid.common.limit.BidGate;
import com.neighborbid.realtime.bids.OutcomeSource.OutcomesUnavailableException;
import com.neighborbid.realtime.metrics.RealtimeMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// More bids wait than are answered in time: new ones are refused, and whoever repeats one that was
/// taken is told what became of it.
class ClosedGateTest {
  private static final BidSettings SETTINGS =
      new BidSettings(Duration.ofMillis(10), Duration.ofSeconds(2), Duration.ofSeconds(20), 100);
  private static final UUID TAKEN = new UUID(0, 1);
  private static final UUID NEW = new UUID(0, 2);

  private final FakeBidLog log = new FakeBidLog();
  private final FakeBidder bidder = new FakeBidder();
  private final BidGate gate =
      new BidGate(true, Duration.ofMillis(60), new SimpleMeterRegistry(), () -> 0);
  private final BidDesk desk =
      new BidDesk(log, SETTINGS, new RealtimeMetrics(new SimpleMeterRegistry()), gate);

  /// What auction-service has rows of.
  private final Map<UUID, BidOutcome> rows = new ConcurrentHashMap<>();

  private volatile boolean nobodyAnswers;
  private final OutcomePoller poller =
      new OutcomePoller(desk, this::outcomes, () -> true, Duration.ofMillis(10));
  private int inTheGate;

  private List<BidOutcome> outcomes(List<UUID> bids) {
    if (nobodyAnswers) {
      throw new OutcomesUnavailableException(new IllegalStateException("away"));
    }
    return bids.stream().filter(rows::containsKey).map(rows::get).toList();
  }

  @BeforeEach
  void start() {
    desk.start();
    poller.start();
  }

  @AfterEach
  void stop() {
    poller.close();
    desk.stop();
  }

  private void shut() {
    while (gate.enter()) {
      inTheGate++;
    }
  }

  private void open() {
    for (; inTheGate > 0; inTheGate--) {
      gate.givenUp();
    }
  }

  private void place(UUID bid, String name) {
    desk.place(new PlaceBid(1, bid, 7, 5, null, List.of(), "me"), name, "r", bidder);
  }

  private void decided(UUID bid, long amount, Status status) {
    rows.put(bid, new BidOutcome(bid, 1, 7, amount, null, status, null, amount, 1, amount + 1));
  }

  private void hears(String... words) {
    eventually("hears " + List.of(words), () -> bidder.heard.equals(List.of(words)));
  }

  @Test
  void aNewBidIsRefusedAndOnceTheGateIsOpenItIsTaken() {
    shut();
    place(NEW, null);
    assertThat(bidder.heard).containsExactly("SERVICE_UNAVAILABLE");
    place(NEW, "named");
    hears("SERVICE_UNAVAILABLE", "SERVICE_UNAVAILABLE");
    assertThat(log.appends).isEmpty();
    eventually("nobody waits", () -> desk.waiting() == 0);
    open();
    place(NEW, "named");
    eventually("taken", () -> log.appends.size() == 1);
  }

  @Test
  void aRepeatOfABidThatIsWaitedForPassesAndHearsItsOutcome() {
    place(TAKEN, "c");
    eventually("appended", () -> log.appends.size() == 1);
    shut();
    place(TAKEN, "c");
    decided(TAKEN, 5, Status.ACCEPTED);
    desk.outcome(rows.get(TAKEN));
    assertThat(bidder.heard).containsExactly("received", "ACCEPTED", "received", "ACCEPTED");
    assertThat(desk.waiting()).isZero();
  }

  @Test
  void aRepeatOfABidThatCameElsewhereIsAskedAboutBeforeItIsRefused() {
    decided(TAKEN, 5, Status.OUTBID);
    shut();
    place(TAKEN, "c");
    hears("received", "OUTBID");
    decided(TAKEN, 5, Status.RECEIVED);
    place(TAKEN, "c");
    hears("received", "OUTBID", "received");
    desk.outcome(new BidOutcome(TAKEN, 1, 7, 5, null, Status.REJECTED, "AUCTION_ENDED", 5, 1, 6));
    hears("received", "OUTBID", "received", "AUCTION_ENDED");
    assertThat(log.appends).isEmpty();
  }

  @Test
  void anotherContentUnderTheNameOfABidThatWasTakenIsSaidToBeThat() {
    decided(TAKEN, 4, Status.ACCEPTED);
    shut();
    place(TAKEN, "c");
    hears("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void whereNobodyCanBeAskedItIsRefused() {
    nobodyAnswers = true;
    shut();
    place(TAKEN, "c");
    hears("SERVICE_UNAVAILABLE");
    eventually("nobody waits", () -> desk.waiting() == 0);
  }

  /// Else every repeat would let one more in than the gate allows, or fewer and fewer.
  @Test
  void repeatsAreNotCountedByTheGate() {
    int allowed = allowed();
    place(TAKEN, "c");
    place(TAKEN, "c");
    eventually("both are appended", () -> log.appends.size() == 2);
    assertThat(allowed()).isEqualTo(allowed - 1);
    bidder.gone = true;
    eventually("nobody waits any more", () -> desk.waiting() == 0);
    assertThat(allowed()).isEqualTo(allowed);
  }

  private int allowed() {
    shut();
    int entered = inTheGate;
    open();
    return entered;
  }
}
