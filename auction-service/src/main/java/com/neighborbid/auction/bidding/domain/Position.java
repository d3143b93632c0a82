package com.neighborbid.auction.bidding.domain;

import java.util.ArrayList;
import java.util.List;

/// One bidder's money in one auction: what was last asked of the wallet, and his undecided bids.
final class Position {
  final long bidderId;
  final List<QueuedBid> undecided = new ArrayList<>(2);
  long commandSeq;
  long levelSent;
  boolean captured;

  Position(long bidderId, long commandSeq, long levelSent, boolean captured) {
    this.bidderId = bidderId;
    this.commandSeq = commandSeq;
    this.levelSent = levelSent;
    this.captured = captured;
  }

  /// The most that his undecided, asked, not declined bids need.
  long askedLevel() {
    long level = 0;
    for (QueuedBid bid : undecided) {
      level = Math.max(level, bid.level());
    }
    return level;
  }

  boolean hasUnanswered() {
    return undecided.stream().anyMatch(bid -> bid.answer() == QueuedBid.Answer.UNANSWERED);
  }

  boolean hasUnansweredOfAtLeast(long amount) {
    return undecided.stream()
        .anyMatch(
            bid -> bid.answer() == QueuedBid.Answer.UNANSWERED && bid.asked() >= amount);
  }
}
