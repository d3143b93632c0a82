package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.Effect.EndedBy;
import com.neighborbid.auction.bidding.domain.QueuedBid.Answer;
import com.neighborbid.auction.bidding.domain.Standing.Result;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One auction: its confirmed standing, the queue of undecided inputs in log order, and the level
/// of money that each bidder must have behind his bids.
///
/// Only the *asking* for money runs ahead of the order. The head of the queue is decided when its
/// answer is there, then the next; so the first bid wins, whoever's wallet answers first, and a
/// close that reaches the head has every earlier bid behind it. Callers see to it that a bid id
/// comes in only once. What is decided and sent follows from the inputs alone, however they were
/// cut into batches.
public final class Auction {
  private final Terms terms;
  private final Standing confirmed;
  private final UndecidedQueue queue;
  private final Holds holds;
  private final Steps steps;
  private boolean started;
  private long winnerId;

  /// A new auction: step 1.
  ///
  /// @param effects takes what each decision means for the outside
  public static Auction open(Terms terms, long endsAtMs, long nowMs, Consumer<Effect> effects) {
    Standing standing = new Standing(terms, endsAtMs);
    Auction auction =
        new Auction(
            terms,
            standing,
            new Steps(standing, effects, 1, 0),
            new Holds(standing, effects, false));
    auction.started = terms.startsAtMs() <= nowMs;
    return auction;
  }

  /// An auction as it was kept. The positions of its leader and of everybody in its queue must be
  /// restored before its next input.
  ///
  /// @param queue in log order
  public static Auction restore(
      Terms terms, AuctionSnapshot saved, Collection<Queued> queue, Consumer<Effect> effects) {
    Standing standing = Standing.of(terms, saved);
    Auction auction =
        new Auction(
            terms,
            standing,
            new Steps(standing, effects, saved.seq(), saved.eventIndex()),
            new Holds(standing, effects, true));
    auction.started = saved.started();
    auction.winnerId = saved.winnerId();
    for (Queued queued : queue) {
      switch (queued) {
        case QueuedClose close -> auction.queue.add(close);
        case QueuedBid bid -> {
          auction.queue.add(bid);
          auction.holds.restore(bid);
        }
      }
    }
    return auction;
  }

  Auction(Terms terms, Standing confirmed, Steps steps, Holds holds) {
    this.terms = terms;
    this.confirmed = confirmed;
    this.steps = steps;
    this.holds = holds;
    this.queue = new UndecidedQueue(confirmed);
  }

  /// Whether the bidder's position is known here; else it must be restored before his next bid.
  public boolean knowsPositionOf(long bidderId) {
    return holds.knows(bidderId);
  }

  /// Puts a kept position back; a bidder without one gets an empty one.
  public void restorePosition(long bidderId, long commandSeq, long levelSent, boolean captured) {
    holds.restore(bidderId, commandSeq, levelSent, captured);
  }

  /// A bid arrives: refused at once, or queued; and its money is asked for where it would count.
  ///
  /// @param knownRefusal what the edge or a rule that nothing can change already refuses; or null
  public QueuedBid place(Bid bid, @Nullable Refusal knownRefusal) {
    steps.at(bid.timeMs());
    QueuedBid queued = new QueuedBid(bid, bid.amount() >= confirmed.minNextBid());
    Refusal refusal = knownRefusal != null ? knownRefusal : finalRefusal(bid);
    if (refusal != null) {
      steps.refused(queued, refusal);
      return queued;
    }
    holds.of(bid.bidderId()); // fails before anything changed where it was not restored
    if (queue.add(queued)) {
      holds.ask(queued);
    }
    decideReady();
    return queued;
  }

  /// The wallet's answer to a command; counts only for an asking that waits for it.
  public void answered(long bidderId, long commandSeq, boolean placed, long timeMs) {
    steps.at(timeMs);
    QueuedBid bid = holds.answered(bidderId, commandSeq, placed);
    if (bid == null) {
      return;
    }
    if (!placed) {
      queue.failed(bid);
    }
    Position position = holds.of(bidderId);
    if (position.bidWaitsForOther) {
      position.bidWaitsForOther = false;
      queue.judgeAllAgain();
    }
    holds.relevel(position);
    decideReady();
  }

  /// Somebody wants the end; decided when every earlier input is.
  public void close(QueuedClose close) {
    steps.at(close.timeMs());
    if (!confirmed.ended()) {
      queue.add(close);
      decideReady();
    }
  }

  /// The start time has come.
  public void start(long timeMs) {
    steps.at(timeMs);
    if (!started && !confirmed.ended() && timeMs >= terms.startsAtMs()) {
      started = true;
      steps.started();
    }
  }

  /// What no undecided input can change is refused at once (1.2): the price never falls. The end
  /// can still move while a bid is undecided.
  private @Nullable Refusal finalRefusal(Bid bid) {
    boolean endMayMove = !confirmed.ended() && terms.softCloseMs() > 0 && !queue.isEmpty();
    return endMayMove ? confirmed.refusalOfAmount(bid) : confirmed.refusal(bid);
  }

  /// Decides from the head on whatever can be decided. Where a bid failed, those behind it that are
  /// valid without it ask at once, so that one unfunded bid does not make the auction as slow as
  /// one bid per round trip (1.3).
  private void decideReady() {
    boolean decided = true;
    while (decided && !queue.isEmpty()) {
      decided =
          switch (queue.head()) {
            case QueuedClose close -> decideClose(close);
            case QueuedBid bid -> decideBid(bid);
          };
    }
    queue.judgeAgain(holds::ask);
  }

  private boolean decideClose(QueuedClose close) {
    queue.removeHead();
    if (confirmed.closes(close)) {
      confirmed.end();
      end(close.bySeller() ? EndedBy.SELLER : EndedBy.TIME);
    }
    return true;
  }

  /// @return false where the head must wait for its money
  private boolean decideBid(QueuedBid head) {
    Refusal refusal = refusalByRule(head);
    if (refusal == null && !holds.isAnswered(head)) {
      return false;
    }
    if (refusal == null && head.answer() == Answer.DECLINED) {
      refusal = Refusal.INSUFFICIENT_FUNDS;
    }
    queue.removeHead();
    Position position = holds.of(head.bid().bidderId());
    position.forget(head);
    if (refusal == null) {
      accept(head);
    } else {
      queue.failed(head);
      steps.refused(head, refusal);
    }
    holds.relevel(position);
    return true;
  }

  private @Nullable Refusal refusalByRule(QueuedBid head) {
    try {
      Refusal refusal = confirmed.refusal(head.bid());
      if (refusal == null) {
        confirmed.copy().apply(head.bid()); // what throws, throws before anything is changed
      }
      return refusal == Refusal.BELOW_MINIMUM && head.reachedMinimumOnArrival()
          ? Refusal.OUTBID_MEANWHILE
          : refusal;
    } catch (RuntimeException _) {
      return Refusal.INTERNAL; // poisons this input, not the record that woke it
    }
  }

  private void accept(QueuedBid accepted) {
    long leaderBefore = confirmed.leaderId();
    long endBefore = confirmed.endsAtMs();
    Result result = confirmed.apply(accepted.bid());
    started = true;
    steps.accepted(accepted, result);
    if (confirmed.endsAtMs() != endBefore) {
      steps.extended();
    }
    if (leaderBefore != Standing.NOBODY && leaderBefore != confirmed.leaderId()) {
      steps.lostLead(leaderBefore);
      holds.relevel(holds.of(leaderBefore));
    }
    if (result == Result.BOUGHT) {
      end(EndedBy.BUY_NOW);
    }
  }

  /// The end: the winner pays, or where nobody has won the leader gets his money back.
  private void end(EndedBy by) {
    long leader = confirmed.leaderId();
    if (confirmed.isSold()) {
      winnerId = leader;
      steps.ended(by, winnerId);
      holds.capture(winnerId, confirmed.price(), terms.sellerId());
      return;
    }
    steps.ended(by, Standing.NOBODY);
    if (leader != Standing.NOBODY) {
      holds.relevel(holds.of(leader));
    }
  }

  /// The confirmed state, to be kept.
  public AuctionSnapshot snapshot() {
    return new AuctionSnapshot(
        started,
        confirmed.ended(),
        confirmed.price(),
        confirmed.leaderId(),
        confirmed.leaderMax(),
        confirmed.leaderBid(),
        confirmed.endsAtMs(),
        confirmed.bidCount(),
        steps.seq(),
        steps.eventIndex(),
        winnerId);
  }

  public Terms terms() {
    return terms;
  }

  /// The undecided inputs in log order.
  public List<Queued> undecided() {
    return queue.toList();
  }

  public int undecidedCount() {
    return queue.size();
  }

  /// Whether a close waits in the queue: the auction shows as closing.
  public boolean isClosing() {
    return !confirmed.ended() && queue.hasClose();
  }

  public long minNextBid() {
    return confirmed.minNextBid();
  }

  /// Id of the bid that leads, if there is one.
  public @Nullable UUID leaderBid() {
    return confirmed.leaderBid();
  }

  /// Hands every position that may have changed to whoever keeps them.
  public void forPosition(long bidderId, PositionReader reader) {
    holds.read(bidderId, reader);
  }

  /// Takes what must be kept of a position.
  @FunctionalInterface
  public interface PositionReader {
    void read(long commandSeq, long levelSent, boolean captured);
  }
}
