package com.neighborbid.auction.bidding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The longest queue that is let in is worked off in seconds. The limits are far above what it
/// takes; they catch work per input that grows with the queue, which takes minutes.
class QueueSpeedTest {
  private static final int BIDS = 50_000;

  private final List<SetHold> asked = new ArrayList<>();
  private int decided;
  private final Auction auction =
      Auction.open(Terms.fixed(7, 99, 1_000, 100, 0, 0, 0, 0), 60_000, 0, 0, this::note);

  @Test
  @Timeout(20)
  void ofTenThousandBidders() {
    placeAndAnswer(10_000, 0);

    assertThat(auction.snapshot().price()).isEqualTo(1_000 + 100L * (BIDS - 1));
  }

  @Test
  @Timeout(20)
  void ofFewBiddersWithThousandsInFlightEach() {
    placeAndAnswer(8, 0);

    assertThat(auction.snapshot().price()).isEqualTo(1_000 + 100L * (BIDS - 1));
  }

  @Test
  @Timeout(20)
  void whereEveryFifthIsDeclined() {
    placeAndAnswer(10_000, 5);
  }

  @Test
  @Timeout(20)
  void whereAllAreDeclined() {
    placeAndAnswer(10_000, 1);

    assertThat(auction.snapshot().leaderId()).isZero();
  }

  @Test
  @Timeout(20)
  void whereItIsRestoredInBetween() {
    for (int i = 0; i < BIDS; i++) {
      place(i, 10_000);
    }
    KeptAuction kept = new KeptAuction(auction);
    kept.keep(auction, LongStream.rangeClosed(1, 10_000).boxed().collect(Collectors.toSet()));
    List<Effect> effects = new ArrayList<>();
    Auction restored = kept.restore(effects::add);

    assertThat(restored.undecidedCount()).isEqualTo(BIDS);
    assertThat(effects).isEmpty();
  }

  private void placeAndAnswer(int bidders, int declineEvery) {
    for (int i = 0; i < BIDS; i++) {
      place(i, bidders);
    }
    while (auction.undecidedCount() > 0) {
      List<SetHold> out = List.copyOf(asked);
      asked.clear();
      assertThat(out).isNotEmpty();
      for (int i = 0; i < out.size(); i++) {
        SetHold hold = out.get(i);
        boolean placed = declineEvery == 0 || i % declineEvery != 0;
        auction.answered(hold.bidderId(), hold.commandSeq(), placed, 100);
      }
    }
    assertThat(decided).isEqualTo(BIDS);
  }

  private void place(int number, int bidders) {
    long amount = 1_000 + 100L * number;
    auction.place(
        new Bid(new UUID(0, number), 1 + number % bidders, amount, amount, 10, number), null);
  }

  private void note(Effect effect) {
    if (effect instanceof SetHold hold && hold.asking()) {
      asked.add(hold);
    } else if (effect instanceof Effect.BidDecided) {
      decided++;
    }
  }
}
