package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.QueuedBid;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// Repeats an unanswered SetHold: the same content and command, after 5 s, doubling to 5 min. It is
/// outside of deciding and changes no state; the wallet answers a repeated command by the level as
/// it stands.
final class Reasking {
  private static final long FIRST_MS = 5_000;
  private static final long LONGEST_MS = 300_000;

  private final List<Waiting> waiting = new ArrayList<>();

  private static final class Waiting {
    final LiveAuction live;
    final QueuedBid bid;
    final SetHold command;
    long dueMs;
    long pauseMs = FIRST_MS;

    Waiting(LiveAuction live, QueuedBid bid, SetHold command, long dueMs) {
      this.live = live;
      this.bid = bid;
      this.command = command;
      this.dueMs = dueMs;
    }

    boolean isOver() {
      return bid.isDecided()
          || bid.answer() != QueuedBid.Answer.UNANSWERED
          || bid.commandSeq() != command.commandSeq();
    }
  }

  /// Watches the bid's command, if it waits for an answer.
  void watch(LiveAuction live, QueuedBid bid, long nowMs) {
    if (bid.answer() == QueuedBid.Answer.UNANSWERED && bid.askedLevel() > 0) {
      SetHold command =
          new SetHold(bid.bid().bidderId(), live.id(), bid.askedLevel(), bid.commandSeq(), true);
      waiting.add(new Waiting(live, bid, command, nowMs + FIRST_MS));
    }
  }

  /// The lane is no longer ours: its next owner asks.
  void forget(int partition) {
    waiting.removeIf(next -> next.live.facts().logPartition() == partition);
  }

  /// Hands over what has been unanswered for long.
  void fire(long nowMs, Consumer<SetHold> append) {
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting next = all.next();
      if (next.isOver()) {
        all.remove();
      } else if (next.dueMs <= nowMs) {
        append.accept(next.command);
        next.pauseMs = Math.min(LONGEST_MS, next.pauseMs * 2);
        next.dueMs = nowMs + next.pauseMs;
      }
    }
  }
}
