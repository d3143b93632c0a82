package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Effect.Capture;
import com.neighborbid.auction.bidding.domain.Effect.Ended;
import com.neighborbid.auction.bidding.domain.Effect.EndedBy;
import com.neighborbid.auction.bidding.domain.Effect.Extended;
import com.neighborbid.auction.bidding.domain.Effect.LostLead;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import com.neighborbid.auction.bidding.domain.Effect.Started;
import com.neighborbid.auction.bidding.domain.Standing.Result;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One auction: its confirmed standing, the queue of undecided inputs in log order, and the level of money
/// that each bidder must have behind his bids.
///
/// Only the *asking* for money runs ahead of the order. The head of the queue is decided when its answer is
/// there, then the next; so the first bid wins, whoever's wallet answers first, and a close that reaches the
/// head has every earlier bid behind it. Callers see to it that a bid id comes in only once.
public final class Auction {
  private final Terms terms;
  private final Standing confirmed;
  private final Deque<Queued> queue = new ArrayDeque<>();
  private final Map<Long, Position> positions = new HashMap<>();
  private final Consumer<Effect> effects;

  /// What would stand if every undecided input succeeded (1.3). Kept beside, not rebuilt per arrival.
  private Standing optimistic;

  /// A refusal or a declined answer may have made waiting bids valid: judge them again at the end of the
  /// batch, once.
  private boolean judgeWaitingAgain;

  private int closesQueued;
  private boolean started;
  private long seq;
  private int eventIndex;
  private long winnerId;
  private long nowMs;

  /// A new auction: step 1.
  ///
  /// @param effects takes what each decision means for the outside
  public static Auction open(Terms terms, long endsAtMs, long nowMs, Consumer<Effect> effects) {
    Auction auction = new Auction(terms, new Standing(terms, endsAtMs), effects);
    auction.seq = 1;
    auction.started = terms.startsAtMs() <= nowMs;
    return auction;
  }

  /// An auction as it was kept; `queue` in log order.
  public static Auction restore(
      Terms terms, AuctionSnapshot saved, Collection<Queued> queue, Consumer<Effect> effects) {
    Auction auction = new Auction(terms, Standing.of(terms, saved), effects);
    auction.started = saved.started();
    auction.seq = saved.seq();
    auction.eventIndex = saved.eventIndex();
    auction.winnerId = saved.winnerId();
    queue.forEach(auction::enqueue);
    auction.rebuildOptimistic(false);
    auction.judgeWaitingAgain = true; // what waited may have become valid in the batch that was lost
    return auction;
  }

  private Auction(Terms terms, Standing confirmed, Consumer<Effect> effects) {
    this.terms = terms;
    this.confirmed = confirmed;
    this.optimistic = confirmed.copy();
    this.effects = effects;
  }

  /// Whether the bidder's position is known here; one that is kept must be restored before his next bid.
  public boolean knowsPositionOf(long bidderId) {
    return positions.containsKey(bidderId);
  }

  /// Puts a kept position back; a bidder without one gets an empty one.
  public void restorePosition(
      long bidderId, long commandSeq, long levelSent, boolean captured) {
    Position position = new Position(bidderId, commandSeq, levelSent, captured);
    for (Queued queued : queue) {
      if (queued instanceof QueuedBid bid && bid.bid().bidderId() == bidderId) {
        position.undecided.add(bid);
      }
    }
    positions.put(bidderId, position);
  }

  /// A bid arrives.
  ///
  /// @param knownRefusal what the edge or a rule that nothing can change already refuses; or null
  public QueuedBid place(Bid bid, @Nullable Refusal knownRefusal) {
    nowMs = bid.timeMs();
    QueuedBid queued = new QueuedBid(bid, bid.amount() >= confirmed.minNextBid());
    Refusal final_ = knownRefusal != null ? knownRefusal : finalRefusal(bid);
    if (final_ != null) {
      refused(queued, final_);
      return queued;
    }
    enqueue(queued);
    position(bid.bidderId()).undecided.add(queued);
    if (optimistic.refusal(bid) == null) {
      ask(queued);
      optimistic.apply(bid);
    }
    decideReady();
    return queued;
  }

  /// The wallet's answer to a command; counts only for an asking that waits for it.
  public void answered(long bidderId, long commandSeq, boolean placed, long timeMs) {
    nowMs = timeMs;
    Position position = positions.get(bidderId);
    if (position == null) {
      return;
    }
    boolean waitedFor = false;
    for (QueuedBid bid : position.undecided) {
      waitedFor |= bid.answered(commandSeq, placed);
    }
    if (!waitedFor) {
      return;
    }
    judgeWaitingAgain |= !placed || position.undecided.size() > 1;
    relevel(position);
    decideReady();
  }

  /// Somebody wants the end; decided when every earlier input is.
  public void close(QueuedClose close) {
    nowMs = close.timeMs();
    if (confirmed.ended()) {
      return;
    }
    if (queue.isEmpty() && !confirmed.closes(close)) {
      return;
    }
    enqueue(close);
    if (optimistic.closes(close)) {
      optimistic.end();
    }
    decideReady();
  }

  /// The start time has come.
  public void start(long timeMs) {
    nowMs = timeMs;
    if (!started && !confirmed.ended() && timeMs >= terms.startsAtMs()) {
      started = true;
      step();
      effects.accept(new Started(seq, eventIndex, nowMs));
    }
  }

  /// Judges the waiting bids again where something was refused or declined: those now valid ask at once,
  /// so that one unfunded bid does not make the auction as slow as one bid per round trip (1.3).
  public void endOfBatch() {
    if (!judgeWaitingAgain) {
      return;
    }
    judgeWaitingAgain = false;
    rebuildOptimistic(true);
    decideReady();
  }

  private void rebuildOptimistic(boolean ask) {
    optimistic = confirmed.copy();
    for (Queued queued : queue) {
      switch (queued) {
        case QueuedClose close -> {
          if (optimistic.closes(close)) {
            optimistic.end();
          }
        }
        case QueuedBid bid -> {
          if (bid.answer() != QueuedBid.Answer.DECLINED && optimistic.refusal(bid.bid()) == null) {
            if (ask && bid.answer() == QueuedBid.Answer.NOT_ASKED) {
              ask(bid);
            }
            optimistic.apply(bid.bid());
          }
        }
      }
    }
  }

  private void enqueue(Queued queued) {
    queue.addLast(queued);
    if (queued instanceof QueuedClose) {
      closesQueued++;
    }
  }

  /// What no undecided input can change is refused at once (1.2). The price never falls; the end can
  /// still move while something is undecided.
  private @Nullable Refusal finalRefusal(Bid bid) {
    Refusal refusal = confirmed.refusal(bid);
    boolean endMayMove =
        refusal == Refusal.AUCTION_ENDED && !confirmed.ended() && !queue.isEmpty();
    return endMayMove ? null : refusal;
  }

  /// Asks the wallet for the bid's money, unless an unanswered asking of the same bidder will tell, or the
  /// standing level covers it (1.5).
  private void ask(QueuedBid queued) {
    Position position = position(queued.bid().bidderId());
    long need = confirmed.need(queued.bid());
    if (position.hasUnansweredOfAtLeast(need)) {
      return;
    }
    long level = level(position);
    if (!position.hasUnanswered() && level > 0 && need <= level) {
      queued.coveredBy(need);
      return;
    }
    queued.asked(need, position.commandSeq + 1);
    send(position, Math.max(need, level), true);
  }

  private void decideReady() {
    while (!queue.isEmpty()) {
      boolean decided =
          switch (queue.getFirst()) {
            case QueuedClose close -> decideClose(close);
            case QueuedBid bid -> decideBid(bid);
          };
      if (!decided) {
        return;
      }
    }
  }

  private boolean decideClose(QueuedClose close) {
    queue.removeFirst();
    closesQueued--;
    if (confirmed.closes(close)) {
      confirmed.end();
      end(close.bySeller() ? EndedBy.SELLER : EndedBy.TIME);
    }
    return true;
  }

  /// @return false where the head must wait for its money
  private boolean decideBid(QueuedBid head) {
    Refusal refusal = refusalAtHead(head);
    if (refusal == null) {
      if (head.answer() == QueuedBid.Answer.PLACED && confirmed.need(head.bid()) > head.asked()) {
        head.askAgain();
      }
      if (head.answer() == QueuedBid.Answer.NOT_ASKED) {
        ask(head);
      }
      if (head.answer() == QueuedBid.Answer.NOT_ASKED
          || head.answer() == QueuedBid.Answer.UNANSWERED) {
        return false;
      }
    }
    queue.removeFirst();
    Position position = position(head.bid().bidderId());
    position.undecided.remove(head);
    if (refusal == null && head.answer() == QueuedBid.Answer.DECLINED) {
      refusal = Refusal.INSUFFICIENT_FUNDS;
    }
    if (refusal != null) {
      judgeWaitingAgain = true; // what stood behind it was judged as if it had succeeded
      refused(head, refusal);
    } else {
      accept(head);
    }
    relevel(position);
    return true;
  }

  private @Nullable Refusal refusalAtHead(QueuedBid head) {
    Refusal refusal;
    try {
      refusal = confirmed.refusal(head.bid());
    } catch (RuntimeException _) {
      return Refusal.INTERNAL; // poisons this input, not the record that woke it
    }
    return refusal == Refusal.BELOW_MINIMUM && head.reachedMinimumOnArrival()
        ? Refusal.OUTBID_MEANWHILE
        : refusal;
  }

  private void refused(QueuedBid bid, Refusal refusal) {
    eventIndex++;
    decided(bid, refusal, null);
  }

  private void accept(QueuedBid accepted) {
    long leaderBefore = confirmed.leaderId();
    long endBefore = confirmed.endsAtMs();
    Result result = confirmed.apply(accepted.bid());
    started = true;
    if (result != Result.RAISED_OWN_MAXIMUM) {
      step();
    }
    decided(accepted, null, result);
    if (confirmed.endsAtMs() != endBefore) {
      eventIndex++;
      effects.accept(new Extended(confirmed.endsAtMs(), seq, eventIndex, nowMs));
    }
    if (leaderBefore != Standing.NOBODY && leaderBefore != confirmed.leaderId()) {
      effects.accept(new LostLead(leaderBefore, confirmed.price()));
      relevel(position(leaderBefore));
    }
    if (result == Result.BOUGHT) {
      end(EndedBy.BUY_NOW);
    }
  }

  private void decided(QueuedBid bid, @Nullable Refusal refusal, @Nullable Result result) {
    boolean moved = result != null && result != Result.RAISED_OWN_MAXIMUM;
    effects.accept(
        new BidDecided(
            bid,
            refusal,
            result == Result.OUTBID,
            result == Result.BOUGHT,
            confirmed.price(),
            confirmed.leaderId(),
            confirmed.bidCount(),
            confirmed.endsAtMs(),
            seq,
            eventIndex,
            moved ? seq : 0,
            confirmed.minNextBidOf(bid.bid().bidderId()),
            confirmed.minNextBid(),
            nowMs));
  }

  /// The end: the winner pays, everybody else's money is let go.
  private void end(EndedBy by) {
    if (by == EndedBy.BUY_NOW) {
      eventIndex++; // the same step as the purchase: the room gets one message
    } else {
      step();
    }
    long leader = confirmed.leaderId();
    boolean sold = confirmed.isSold();
    winnerId = sold ? leader : Standing.NOBODY;
    effects.accept(
        new Ended(
            by,
            winnerId,
            sold ? confirmed.leaderBid() : null,
            confirmed.price(),
            confirmed.bidCount(),
            seq,
            eventIndex,
            nowMs));
    if (sold) {
      Position position = position(leader);
      position.commandSeq++;
      position.captured = true; // nothing is sent after it
      effects.accept(
          new Capture(leader, confirmed.price(), terms.sellerId(), position.commandSeq));
    } else if (leader != Standing.NOBODY) {
      relevel(position(leader));
    }
  }

  /// Sends the level where it differs from the last one sent (1.5).
  private void relevel(Position position) {
    if (position.captured) {
      return;
    }
    long level = level(position);
    if (level != position.levelSent) {
      send(position, level, false);
    }
  }

  private long level(Position position) {
    boolean unsold = confirmed.ended() && winnerId == Standing.NOBODY;
    long lead = unsold ? 0 : confirmed.leadOf(position.bidderId);
    return Math.max(lead, position.askedLevel());
  }

  private void send(Position position, long to, boolean asking) {
    position.commandSeq++;
    position.levelSent = to;
    effects.accept(new SetHold(position.bidderId, to, position.commandSeq, asking));
  }

  private void step() {
    seq++;
    eventIndex = 0;
  }

  private Position position(long bidderId) {
    return positions.computeIfAbsent(bidderId, id -> new Position(id, 0, 0, false));
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
        seq,
        eventIndex,
        winnerId);
  }

  public Terms terms() {
    return terms;
  }

  /// The undecided inputs in log order.
  public List<Queued> undecided() {
    return List.copyOf(queue);
  }

  public int undecidedCount() {
    return queue.size();
  }

  /// Whether a close waits in the queue: the auction shows as closing.
  public boolean isClosing() {
    return !confirmed.ended() && closesQueued > 0;
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
    Position position = positions.get(bidderId);
    if (position != null) {
      reader.read(position.commandSeq, position.levelSent, position.captured);
    }
  }

  /// Takes what must be kept of a position.
  @FunctionalInterface
  public interface PositionReader {
    void read(long commandSeq, long levelSent, boolean captured);
  }
}
