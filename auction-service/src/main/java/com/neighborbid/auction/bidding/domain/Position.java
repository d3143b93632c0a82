package com.neighborbid.auction.bidding.domain;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One bidder's money in one auction: what was last asked of the wallet, and which of his undecided
/// bids the level has to cover. Ordered collections, because one bidder may have thousands of bids
/// in flight.
final class Position {
  final long bidderId;
  long commandSeq;
  long levelSent;
  boolean captured;

  /// Number in the public ledger; 0 before a bid of his appeared there.
  int number;

  /// The most that his bids were driven to while others competed, in won: what a second chance
  /// would cost him.
  long highest;

  /// A bid of his found another asking that will tell; it is judged again when that is answered.
  boolean bidWaitsForOther;

  /// His undecided, asked, not declined bids, the one that asked for most last.
  private final NavigableSet<QueuedBid> counted =
      new TreeSet<>(
          Comparator.comparingLong((QueuedBid bid) -> bid.asked())
              .thenComparingLong(QueuedBid::offset));

  /// Those of them whose answer is missing, by command. The amounts rise with the commands, because
  /// a bid asks only for more than every unanswered one.
  private final NavigableMap<Long, QueuedBid> unanswered = new TreeMap<>();

  Position(long bidderId) {
    this.bidderId = bidderId;
  }

  /// Takes up a kept bid. One that would count and has not asked waits for another asking of his.
  void takeUp(QueuedBid bid) {
    count(bid);
    bidWaitsForOther |= bid.isAssumed() && bid.answer() == QueuedBid.Answer.NOT_ASKED;
  }

  /// Lets the level cover the bid, if its asking counts.
  void count(QueuedBid bid) {
    if (bid.level() > 0) {
      counted.add(bid);
    }
    if (bid.answer() == QueuedBid.Answer.UNANSWERED) {
      unanswered.put(bid.commandSeq(), bid);
    }
  }

  /// The level need not cover the bid any more.
  void forget(QueuedBid bid) {
    counted.remove(bid);
    unanswered.remove(bid.commandSeq(), bid);
  }

  /// @return the bid that waited for that answer
  @Nullable QueuedBid answered(long seq, boolean placed) {
    QueuedBid bid = unanswered.remove(seq);
    if (bid != null) {
      bid.answered(placed);
      if (!placed) {
        counted.remove(bid);
      }
    }
    return bid;
  }

  /// The most that his undecided, asked, not declined bids need.
  long askedLevel() {
    return counted.isEmpty() ? 0 : counted.last().asked();
  }

  boolean hasUnanswered() {
    return !unanswered.isEmpty();
  }

  boolean hasUnansweredOfAtLeast(long amount) {
    return hasUnanswered() && unanswered.lastEntry().getValue().asked() >= amount;
  }
}
