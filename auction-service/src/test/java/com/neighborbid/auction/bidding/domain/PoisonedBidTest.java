package com.neighborbid.auction.bidding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A queued bid whose deciding fails is refused, its money freed, and those behind it go on.
class PoisonedBidTest {
  private static final UUID POISON = new UUID(0, 2);

  enum Breaks {
    REFUSAL,
    APPLY
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedAndDoesNotPoisonWhatWokeIt(Breaks where) {
    List<Effect> effects = new ArrayList<>();
    Terms terms = Terms.fixed(7, 99, 1_000, 100, 0, 0, 0, 0);
    Standing standing = new BrokenAtTheHead(terms, where);
    Holds holds = new Holds(standing, effects::add, false, 0);
    Steps steps = new Steps(standing, holds, effects::add, 1, 0, LedgerEntry.FIRST);
    Auction auction = new Auction(standing, steps, holds);
    auction.place(new Bid(new UUID(0, 1), 1, 1_000, 1_000, 0, 1), null);
    auction.place(new Bid(POISON, 2, 2_000, 2_000, 0, 2), null);
    auction.place(new Bid(new UUID(0, 3), 3, 3_000, 3_000, 0, 3), null);

    for (long bidder : new long[] {3, 2, 1}) {
      auction.answered(bidder, 1, true, 5);
    }

    assertThat(effects)
        .filteredOn(BidDecided.class::isInstance)
        .extracting(effect -> ((BidDecided) effect).refusal())
        .containsExactly(null, Refusal.INTERNAL, null);
    assertThat(effects).contains(new SetHold(2, 0, 2, false));
    assertThat(auction.snapshot().leaderId()).isEqualTo(3);
    assertThat(auction.snapshot().bidCount()).isEqualTo(2);
  }

  /// Stands for a fault in a rule that shows only in the confirmed state, once there is a leader.
  private static final class BrokenAtTheHead extends Standing {
    private final Terms terms;
    private final Breaks where;

    BrokenAtTheHead(Terms terms, Breaks where) {
      super(terms, 60_000);
      this.terms = terms;
      this.where = where;
    }

    @Override
    Refusal refusal(Bid bid) {
      if (where == Breaks.REFUSAL && bid.id().equals(POISON) && leaderId() != NOBODY) {
        throw new ArithmeticException("planted");
      }
      return super.refusal(bid);
    }

    @Override
    Standing copy() {
      if (leaderId() == NOBODY) {
        return super.copy();
      }
      return new Standing(terms, endsAtMs()) {
        @Override
        Result apply(Bid bid) {
          if (where == Breaks.APPLY && bid.id().equals(POISON)) {
            throw new ArithmeticException("planted");
          }
          return Result.LEADS;
        }
      };
    }
  }
}
