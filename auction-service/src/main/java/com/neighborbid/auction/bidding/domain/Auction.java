package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.Effect.EndedBy;
import com.neighborbid.auction.bidding.domain.QueuedBid.Answer;
import com.neighborbid.auction.bidding.domain.Standing.Result;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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
  private final Standing confirmed;
  private final UndecidedQueue queue;
  private final Holds holds;
  private final Steps steps;
  private boolean started;
  private long winnerId;

  /// A new auction: step 1.
  ///
  /// @param offset of the record that opens it
  /// @param effects takes what each decision means for the outside
  public static Auction open(
      Terms terms, long endsAtMs, long nowMs, long offset, Consumer<Effect> effects) {
    Standing standing = new Standing(terms, endsAtMs);
    Holds holds = new Holds(standing, effects, false, 0);
    Steps steps = new Steps(standing, holds, effects, 0, 0, LedgerEntry.FIRST);
    Auction auction = new Auction(standing, steps, holds);
    auction.started = terms.startsAtMs() <= nowMs;
    steps.at(nowMs);
    steps.opened(offset);
    return auction;
  }

  /// An auction as it was kept. The positions of its leader and of everybody in its queue must be
  /// restored before its next input; an offer needs that of its bidder.
  ///
  /// @param queue in log order
  public static Auction restore(
      Terms terms, AuctionSnapshot saved, Collection<Queued> queue, Consumer<Effect> effects) {
    Standing standing = Standing.of(terms, saved);
    Holds holds = new Holds(standing, effects, true, saved.bidders());
    Steps steps =
        new Steps(standing, holds, effects, saved.seq(), saved.eventIndex(), saved.ledgerHash());
    Auction auction = new Auction(standing, steps, holds);
    auction.started = saved.started();
    auction.winnerId = saved.winnerId();
    for (Queued queued : queue) {
      switch (queued) {
        case QueuedCommand command -> auction.queue.add(command);
        case QueuedBid bid -> {
          auction.queue.add(bid);
          auction.holds.restore(bid);
        }
      }
    }
    return auction;
  }

  Auction(Standing confirmed, Steps steps, Holds holds) {
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
  public void restorePosition(long bidderId, PositionSnapshot saved) {
    holds.restore(bidderId, saved);
  }

  /// A bid arrives: refused at once, or queued; and its money is asked for where it would count.
  ///
  /// @param knownRefusal what the edge or a rule that nothing can change already refuses; or null
  public QueuedBid place(Bid bid, @Nullable Refusal knownRefusal) {
    steps.at(bid.timeMs());
    QueuedBid queued = new QueuedBid(bid, confirmed.reachesMinimum(bid));
    Refusal refusal = knownRefusal != null ? knownRefusal : finalRefusal(bid);
    if (refusal != null) {
      queued.decided();
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

  /// Somebody wants something besides bidding; decided when every earlier input is.
  public void command(QueuedCommand command) {
    steps.at(command.timeMs());
    if (command.command() instanceof Command.Offer offer) {
      holds.of(offer.bidderId()); // fails before anything changed where it was not restored
    }
    queue.add(command);
    decideReady();
  }

  /// The start time has come.
  public void start(long timeMs, long offset) {
    steps.at(timeMs);
    boolean due = timeMs >= confirmed.terms().startsAtMs() && !confirmed.pauses().isOn();
    if (!started && !confirmed.ended() && due) {
      started = true;
      steps.started(offset);
    }
  }

  /// What no undecided input can change is refused at once (1.2): the price never falls. The end
  /// can still move while a bid is undecided, everything while an edit or a pause is.
  private @Nullable Refusal finalRefusal(Bid bid) {
    if (queue.hasRuleChange()) {
      return null;
    }
    boolean endMayMove =
        !confirmed.ended() && confirmed.terms().softClose().isOn() && !queue.isEmpty();
    return endMayMove ? confirmed.refusalWhateverTheTime(bid) : confirmed.refusal(bid);
  }

  /// Decides from the head on whatever can be decided. Where a bid failed, those behind it that are
  /// valid without it ask at once, so that one unfunded bid does not make the auction as slow as
  /// one bid per round trip (1.3).
  private void decideReady() {
    boolean decided = true;
    while (decided && !queue.isEmpty()) {
      decided =
          switch (queue.head()) {
            case QueuedCommand command -> decideCommand(command);
            case QueuedBid bid -> decideBid(bid);
          };
    }
    queue.judgeAgain(holds::ask);
  }

  private boolean decideCommand(QueuedCommand head) {
    queue.removeHead();
    CommandRefusal refusal = refusalOf(head);
    if (refusal == null) {
      carryOut(head);
    }
    steps.decided(head, refusal);
    return true;
  }

  private @Nullable CommandRefusal refusalOf(QueuedCommand head) {
    try {
      CommandRefusal refusal = confirmed.refusal(head);
      if (refusal != null) {
        return refusal;
      }
      confirmed.copy().apply(head); // what throws, throws before anything is changed
      boolean toNobody =
          head.command() instanceof Command.Offer offer && holds.highestOf(offer.bidderId()) == 0;
      return toNobody ? CommandRefusal.NO_SUCH_BIDDER : null;
    } catch (RuntimeException _) {
      return CommandRefusal.INTERNAL;
    }
  }

  private void carryOut(QueuedCommand head) {
    long leaderBefore = confirmed.leaderId();
    confirmed.apply(head);
    switch (head.command()) {
      case Command.Close close -> end(head, close.bySeller() ? EndedBy.SELLER : EndedBy.TIME);
      case Command.Cancel cancel -> steps.cancelled(head, cancel.byAdmin());
      case Command.Edit _ -> {
        started = started && confirmed.terms().startsAtMs() <= head.timeMs();
        steps.changed(head, confirmed.terms().inPublic());
      }
      case Command.Pause pause -> steps.changed(head, "paused=" + pause.cause());
      case Command.Resume resume -> steps.changed(head, "resumed=" + resume.cause());
      case Command.SuspendBidder _ -> {
        if (leaderBefore != confirmed.leaderId()) {
          steps.changed(head, "leaderSuspended");
        }
      }
      case Command.Offer offer -> {
        SecondChance made =
            new SecondChance(
                offer.bidderId(), holds.highestOf(offer.bidderId()), offer.validUntilMs());
        confirmed.offer(made);
        steps.offered(made);
      }
    }
    if (leaderBefore != Standing.NOBODY) {
      holds.relevel(holds.of(leaderBefore));
    }
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
    head.decided();
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
    long leaderMaxBefore = confirmed.leaderMax();
    long endBefore = confirmed.endsAtMs();
    Result result = confirmed.apply(accepted.bid());
    started = true;
    if (result == Result.OUTBID) {
      holds.drivenTo(accepted.bid().bidderId(), accepted.bid().max());
    }
    steps.accepted(accepted, result);
    if (confirmed.endsAtMs() != endBefore) {
      steps.extended();
    }
    boolean took = result == Result.TOOK_OFFER;
    if (leaderBefore != Standing.NOBODY && leaderBefore != confirmed.leaderId() && !took) {
      holds.drivenTo(leaderBefore, leaderMaxBefore);
      steps.lostLead(leaderBefore);
      holds.relevel(holds.of(leaderBefore));
    }
    if (result == Result.BOUGHT || took) {
      win();
      steps.endedByBid(took ? EndedBy.SECOND_CHANCE : EndedBy.BUY_NOW, winnerId);
      holds.capture(winnerId, confirmed.price(), confirmed.terms());
    }
  }

  private void win() {
    winnerId = confirmed.leaderId();
    confirmed.sold();
  }

  /// The end: the winner pays, or where nobody has won the leader gets his money back.
  private void end(QueuedCommand close, EndedBy by) {
    if (!confirmed.isSold()) {
      steps.ended(close, by, Standing.NOBODY);
      return;
    }
    win();
    steps.ended(close, by, winnerId);
    holds.capture(winnerId, confirmed.price(), confirmed.terms());
  }

  /// The confirmed state, to be kept.
  public AuctionSnapshot snapshot() {
    return new AuctionSnapshot(
        started,
        confirmed.ended(),
        confirmed.cancelled(),
        confirmed.price(),
        confirmed.leaderId(),
        confirmed.leaderMax(),
        confirmed.leaderBid(),
        confirmed.endsAtMs(),
        confirmed.bidCount(),
        steps.seq(),
        steps.eventIndex(),
        winnerId,
        confirmed.pauses(),
        confirmed.suspended(),
        confirmed.offer(),
        holds.numbered(),
        steps.ledgerHash());
  }

  /// The confirmed terms; they change only by an edit or a pause.
  public Terms terms() {
    return confirmed.terms();
  }

  /// The undecided inputs in log order.
  public List<Queued> undecided() {
    return queue.toList();
  }

  public int undecidedCount() {
    return queue.size();
  }

  /// Place in the log of the first undecided bid or command; null where there is none.
  public @Nullable Long firstUndecided() {
    return queue.isEmpty() ? null : queue.head().offset();
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

  /// Bidders whose position changed since this was last asked.
  public Set<Long> takeChangedPositions() {
    return holds.takeChangedPositions();
  }

  /// Bids whose asking changed since this was last asked, in the order in which they did; some of
  /// them may be decided by now.
  public Set<QueuedBid> takeChangedAskings() {
    return holds.takeChangedAskings();
  }

  /// The position of a bidder, to be kept.
  public PositionSnapshot position(long bidderId) {
    return holds.snapshot(bidderId);
  }
}
