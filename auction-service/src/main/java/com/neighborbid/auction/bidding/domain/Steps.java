package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Effect.Cancelled;
import com.neighborbid.auction.bidding.domain.Effect.Changed;
import com.neighborbid.auction.bidding.domain.Effect.CommandDecided;
import com.neighborbid.auction.bidding.domain.Effect.Ended;
import com.neighborbid.auction.bidding.domain.Effect.EndedBy;
import com.neighborbid.auction.bidding.domain.Effect.Extended;
import com.neighborbid.auction.bidding.domain.Effect.LostLead;
import com.neighborbid.auction.bidding.domain.Effect.Moment;
import com.neighborbid.auction.bidding.domain.Effect.Offered;
import com.neighborbid.auction.bidding.domain.Effect.Recorded;
import com.neighborbid.auction.bidding.domain.Effect.Started;
import com.neighborbid.auction.bidding.domain.LedgerEntry.Kind;
import com.neighborbid.auction.bidding.domain.Standing.Result;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells what happened, numbered: `seq` rises with every step that the room sees, `eventIndex`
/// counts the events since that step. Every step has one entry in the public ledger.
final class Steps {
  private final Standing confirmed;
  private final Holds holds;
  private final Consumer<Effect> effects;
  private long seq;
  private int eventIndex;
  private String ledgerHash;
  private long nowMs;

  Steps(
      Standing confirmed,
      Holds holds,
      Consumer<Effect> effects,
      long seq,
      int eventIndex,
      String ledgerHash) {
    this.confirmed = confirmed;
    this.holds = holds;
    this.effects = effects;
    this.seq = seq;
    this.eventIndex = eventIndex;
    this.ledgerHash = ledgerHash;
  }

  /// Log time of what is told from now on.
  void at(long timeMs) {
    nowMs = timeMs;
  }

  void opened(long offset) {
    step(Kind.OPENED, nowMs, offset, null, confirmed.terms().inPublic());
  }

  void started(long offset) {
    step(Kind.STARTED, nowMs, offset, null, "");
    effects.accept(new Started(moment()));
  }

  void refused(QueuedBid bid, Refusal refusal) {
    eventIndex++;
    effects.accept(decided(bid, refusal, false, false, 0));
  }

  /// A leader who raised his own maximum moved nothing that others see.
  void accepted(QueuedBid bid, Result result) {
    switch (result) {
      case RAISED_OWN_MAXIMUM -> effects.accept(decided(bid, null, false, false, 0));
      case BOUGHT, TOOK_OFFER -> {
        EndedBy by = result == Result.BOUGHT ? EndedBy.BUY_NOW : EndedBy.SECOND_CHANCE;
        stepOf(Kind.BOUGHT, bid.bid(), by.name());
        effects.accept(decided(bid, null, false, true, seq));
      }
      case LEADS, OUTBID -> {
        stepOf(Kind.BID, bid.bid(), "");
        effects.accept(decided(bid, null, result == Result.OUTBID, false, seq));
      }
    }
  }

  /// The end moved, in the same step as the bid that moved it.
  void extended() {
    eventIndex++;
    effects.accept(new Extended(confirmed.endsAtMs(), seq, eventIndex, nowMs));
  }

  void lostLead(long bidderId) {
    effects.accept(new LostLead(bidderId, confirmed.price()));
  }

  void decided(QueuedCommand command, @Nullable CommandRefusal refusal) {
    effects.accept(new CommandDecided(command, refusal, nowMs));
  }

  void changed(QueuedCommand by, String detail) {
    step(Kind.CHANGED, by.timeMs(), by.offset(), null, detail);
    effects.accept(new Changed(by.command(), moment()));
  }

  void cancelled(QueuedCommand by, boolean byAdmin) {
    step(Kind.CANCELLED, by.timeMs(), by.offset(), null, "");
    effects.accept(new Cancelled(byAdmin, moment()));
  }

  void offered(SecondChance offer) {
    effects.accept(new Offered(offer, nowMs));
  }

  /// The end by a close.
  void ended(QueuedCommand close, EndedBy by, long winnerId) {
    step(Kind.ENDED, close.timeMs(), close.offset(), null, by.name());
    tellEnd(by, winnerId);
  }

  /// A purchase and the end that it brings are one step: the room gets one message.
  void endedByBid(EndedBy by, long winnerId) {
    eventIndex++;
    tellEnd(by, winnerId);
  }

  private void tellEnd(EndedBy by, long winnerId) {
    UUID winningBid = winnerId == Standing.NOBODY ? null : confirmed.leaderBid();
    effects.accept(new Ended(by, winnerId, winningBid, moment()));
  }

  private void stepOf(Kind kind, Bid bid, String detail) {
    step(kind, bid.timeMs(), bid.offset(), bid, detail);
  }

  private void step(Kind kind, long timeMs, long offset, @Nullable Bid bid, String detail) {
    seq++;
    eventIndex = 0;
    LedgerEntry entry =
        new LedgerEntry(
            confirmed.terms().auctionId(),
            seq,
            kind,
            timeMs,
            offset,
            bid == null ? 0 : bid.amount(),
            confirmed.price(),
            bid == null ? 0 : holds.numberOf(bid.bidderId()),
            holds.numberOf(confirmed.leaderId()),
            confirmed.endsAtMs(),
            detail,
            bid == null ? null : bid.id(),
            ledgerHash);
    ledgerHash = entry.hash();
    effects.accept(new Recorded(entry, ledgerHash));
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
        ledgerHash,
        nowMs);
  }

  private Moment moment() {
    return new Moment(
        seq,
        eventIndex,
        confirmed.price(),
        confirmed.leaderId(),
        confirmed.bidCount(),
        confirmed.minNextBid(),
        confirmed.endsAtMs(),
        confirmed.ended(),
        confirmed.cancelled(),
        confirmed.pauses().isOn(),
        confirmed.terms(),
        ledgerHash,
        nowMs);
  }

  long seq() {
    return seq;
  }

  int eventIndex() {
    return eventIndex;
  }

  String ledgerHash() {
    return ledgerHash;
  }
}
