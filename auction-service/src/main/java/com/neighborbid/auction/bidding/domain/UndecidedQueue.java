package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.QueuedBid.Answer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// The undecided inputs in log order, and beside them what would stand if every one of them
/// succeeded. That tells which bids may ask for their money before it is their turn (1.3). It is
/// not rebuilt for each arrival; where a bid fails that was assumed to succeed, those behind it are
/// judged again, only as far as that changes anything.
///
/// They are judged again within the input that brought the failure, not at the end of whatever
/// batch it came in. Otherwise the numbers of the commands to the wallets would depend on how the
/// log happened to be cut into batches, and a replay of the log could not match the answers in it.
final class UndecidedQueue {
  private static final long NOTHING = -1;

  private final Standing confirmed;
  private final Deque<Queued> queue = new ArrayDeque<>();

  /// What would stand at the end of the queue.
  private Standing optimistic;

  /// Everything up to here must be judged again, and what is behind it as far as that changes it.
  private long judgeAgainUpTo = NOTHING;

  private int closes;
  private int ruleChanges;

  UndecidedQueue(Standing confirmed) {
    this.confirmed = confirmed;
    this.optimistic = confirmed.copy();
  }

  /// @return whether the bid would count if every input before it succeeded
  boolean add(QueuedBid bid) {
    assume(bid);
    queue.addLast(bid);
    return bid.isAssumed();
  }

  void add(QueuedCommand command) {
    assume(command);
    queue.addLast(command);
    count(command, 1);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  Queued head() {
    return queue.getFirst();
  }

  void removeHead() {
    if (queue.removeFirst() instanceof QueuedCommand command) {
      count(command, -1);
    }
  }

  List<Queued> toList() {
    return List.copyOf(queue);
  }

  int size() {
    return queue.size();
  }

  boolean hasClose() {
    return closes > 0;
  }

  /// Whether an undecided input may change what those behind it are judged by.
  boolean hasRuleChange() {
    return ruleChanges > 0;
  }

  private void count(QueuedCommand command, int change) {
    closes += command.isClose() ? change : 0;
    ruleChanges += command.mayChangeRules() ? change : 0;
  }

  /// The bid is declined or refused: those behind it that were judged as if it succeeded are judged
  /// again.
  void failed(QueuedBid bid) {
    if (bid.isAssumed()) {
      judgeAgainUpTo = Math.max(judgeAgainUpTo, bid.offset());
    }
  }

  /// Every bid is judged again.
  void judgeAllAgain() {
    judgeAgainUpTo = Long.MAX_VALUE;
  }

  /// Judges again, from the confirmed state, what a failure may have changed.
  ///
  /// @param ask asks for the money of a waiting bid that is now valid
  void judgeAgain(Consumer<QueuedBid> ask) {
    if (judgeAgainUpTo == NOTHING) {
      return;
    }
    long surelyUpTo = judgeAgainUpTo;
    judgeAgainUpTo = NOTHING;
    Standing endBefore = optimistic;
    optimistic = confirmed.copy();
    for (Queued queued : queue) {
      boolean changed =
          switch (queued) {
            case QueuedCommand command -> assume(command);
            case QueuedBid bid -> assume(bid);
          };
      if (queued instanceof QueuedBid bid && bid.isAssumed() && bid.answer() == Answer.NOT_ASKED) {
        ask.accept(bid);
      }
      if (!changed && queued.offset() > surelyUpTo) {
        optimistic = endBefore; // from here on everything is as it was
        return;
      }
    }
  }

  /// @return true: what stands behind a command is not remembered
  private boolean assume(QueuedCommand command) {
    try {
      if (optimistic.refusal(command) == null) {
        optimistic.apply(command);
      }
    } catch (RuntimeException _) {
      // nothing has changed yet; it is refused when it is its turn
    }
    return true;
  }

  /// @return whether that changed the bid's judgement, or what would stand behind it
  private boolean assume(QueuedBid bid) {
    boolean succeeds = bid.answer() != Answer.DECLINED && optimistic.refusal(bid.bid()) == null;
    if (succeeds) {
      optimistic.apply(bid.bid());
    }
    return bid.assume(succeeds, optimistic);
  }
}
