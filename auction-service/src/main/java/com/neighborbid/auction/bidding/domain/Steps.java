package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Effect.Ended;
import com.neighborbid.auction.bidding.domain.Effect.EndedBy;
import com.neighborbid.auction.bidding.domain.Effect.Extended;
import com.neighborbid.auction.bidding.domain.Effect.LostLead;
import com.neighborbid.auction.bidding.domain.Effect.Started;
import com.neighborbid.auction.bidding.domain.Standing.Result;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells what happened, numbered: `seq` rises with every step that the room sees, `eventIndex`
/// counts the events since that step.
final class Steps {
  private final Standing confirmed;
  private final Consumer<Effect> effects;
  private long seq;
  private int eventIndex;
  private long nowMs;

  Steps(Standing confirmed, Consumer<Effect> effects, long seq, int eventIndex) {
    this.confirmed = confirmed;
    this.effects = effects;
    this.seq = seq;
    this.eventIndex = eventIndex;
  }

  /// Log time of what is told from now on.
  void at(long timeMs) {
    nowMs = timeMs;
  }

  void started() {
    step();
    effects.accept(new Started(seq, eventIndex, nowMs));
  }

  void refused(QueuedBid bid, Refusal refusal) {
    eventIndex++;
    effects.accept(decided(bid, refusal, false, false, 0));
  }

  /// A leader who raised his own maximum moved nothing that others see.
  void accepted(QueuedBid bid, Result result) {
    if (result == Result.RAISED_OWN_MAXIMUM) {
      effects.accept(decided(bid, null, false, false, 0));
      return;
    }
    step();
    effects.accept(decided(bid, null, result == Result.OUTBID, result == Result.BOUGHT, seq));
  }

  /// The end moved, in the same step as the bid that moved it.
  void extended() {
    eventIndex++;
    effects.accept(new Extended(confirmed.endsAtMs(), seq, eventIndex, nowMs));
  }

  void lostLead(long bidderId) {
    effects.accept(new LostLead(bidderId, confirmed.price()));
  }

  /// A purchase and the end that it brings are one step: the room gets one message.
  void ended(EndedBy by, long winnerId) {
    if (by == EndedBy.BUY_NOW) {
      eventIndex++;
    } else {
      step();
    }
    effects.accept(
        new Ended(
            by,
            winnerId,
            winnerId == Standing.NOBODY ? null : confirmed.leaderBid(),
            confirmed.price(),
            confirmed.bidCount(),
            seq,
            eventIndex,
            nowMs));
  }

  private void step() {
    seq++;
    eventIndex = 0;
  }

  private BidDecided decided(
      QueuedBid bid, @Nullable Refusal refusal, boolean outbid, boolean won, long step) {
    return new BidDecided(
        bid,
        refusal,
        outbid,
        won,
        confirmed.price(),
        confirmed.leaderId(),
        confirmed.bidCount(),
        confirmed.endsAtMs(),
        seq,
        eventIndex,
        step,
        confirmed.minNextBidOf(bid.bid().bidderId()),
        confirmed.minNextBid(),
        nowMs);
  }

  long seq() {
    return seq;
  }

  int eventIndex() {
    return eventIndex;
  }
}
