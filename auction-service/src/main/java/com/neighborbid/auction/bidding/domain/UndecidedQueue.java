package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.QueuedBid.Answer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// The undecided inputs in log order, and beside them what would stand if every one of them succeeded.
/// That tells which bids may ask for their money before it is their turn (1.3). It is not rebuilt for each
/// arrival, only once per batch and only where a bid failed that was assumed to succeed.
final class UndecidedQueue {
  private final Standing confirmed;
  private final Deque<Queued> queue = new ArrayDeque<>();
  private Standing optimistic;
  private boolean judgeWaitingAgain;
  private int closes;

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

  void add(QueuedClose close) {
    assume(close);
    queue.addLast(close);
    closes++;
  }

  /// Puts back what was kept, in log order. Waiting bids are judged at the end of the next batch.
  void restore(Queued queued) {
    switch (queued) {
      case QueuedBid bid -> add(bid);
      case QueuedClose close -> add(close);
    }
    judgeWaitingAgain = true;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  Queued head() {
    return queue.getFirst();
  }

  void removeHead() {
    if (queue.removeFirst() instanceof QueuedClose) {
      closes--;
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

  /// The bid is declined or refused: those behind it that were judged as if it succeeded are judged again.
  void failed(QueuedBid bid) {
    judgeWaitingAgain |= bid.isAssumed();
  }

  void judgeWaitingAgain() {
    judgeWaitingAgain = true;
  }

  /// Judges every input again from the confirmed state, where that can change anything.
  ///
  /// @param ask asks for the money of a waiting bid that is now valid
  void judgeWaiting(Consumer<QueuedBid> ask) {
    if (!judgeWaitingAgain) {
      return;
    }
    judgeWaitingAgain = false;
    optimistic = confirmed.copy();
    for (Queued queued : queue) {
      switch (queued) {
        case QueuedClose close -> assume(close);
        case QueuedBid bid -> {
          assume(bid);
          if (bid.isAssumed() && bid.answer() == Answer.NOT_ASKED) {
            ask.accept(bid);
          }
        }
      }
    }
  }

  private void assume(QueuedClose close) {
    if (optimistic.closes(close)) {
      optimistic.end();
    }
  }

  private void assume(QueuedBid bid) {
    boolean succeeds = bid.answer() != Answer.DECLINED && optimistic.refusal(bid.bid()) == null;
    bid.assumed(succeeds);
    if (succeeds) {
      optimistic.apply(bid.bid());
    }
  }
}
