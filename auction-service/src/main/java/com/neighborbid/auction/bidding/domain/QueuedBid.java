package com.neighborbid.auction.bidding.domain;

import org.jspecify.annotations.Nullable;

/// An undecided bid and how far the asking for its money is.
public final class QueuedBid implements Queued {
  private final Bid bid;
  private final boolean reachedMinimumOnArrival;
  private long asked;
  private long commandSeq;
  private Answer answer;
  private boolean assumed;
  private @Nullable Standing behind;

  /// How far the asking for money is.
  public enum Answer {
    NOT_ASKED,
    UNANSWERED,
    PLACED,
    DECLINED
  }

  QueuedBid(Bid bid, boolean reachedMinimumOnArrival) {
    this(bid, reachedMinimumOnArrival, 0, 0, Answer.NOT_ASKED);
  }

  /// As it was kept.
  public QueuedBid(
      Bid bid, boolean reachedMinimumOnArrival, long asked, long commandSeq, Answer answer) {
    this.bid = bid;
    this.reachedMinimumOnArrival = reachedMinimumOnArrival;
    this.asked = asked;
    this.commandSeq = commandSeq;
    this.answer = answer;
  }

  void asked(long amount, long seq) {
    asked = amount;
    commandSeq = seq;
    answer = Answer.UNANSWERED;
  }

  void coveredBy(long amount) {
    asked = amount;
    commandSeq = 0;
    answer = Answer.PLACED;
  }

  void askAgain() {
    answer = Answer.NOT_ASKED;
  }

  void answered(boolean placed) {
    answer = placed ? Answer.PLACED : Answer.DECLINED;
  }

  /// Remembers how it was judged.
  ///
  /// @param standing what would stand behind it
  /// @return whether that differs from before
  boolean assume(boolean succeeds, Standing standing) {
    boolean same = assumed == succeeds && behind != null && behind.judgesLike(standing);
    if (!same) {
      assumed = succeeds;
      behind = standing.copy();
    }
    return !same;
  }

  /// Whether the inputs behind it were judged as if it succeeded.
  boolean isAssumed() {
    return assumed;
  }

  /// The money that this bid keeps in the position: what it asked for, unless declined (1.5).
  long level() {
    return switch (answer) {
      case UNANSWERED, PLACED -> asked;
      case NOT_ASKED, DECLINED -> 0;
    };
  }

  public Bid bid() {
    return bid;
  }

  public boolean reachedMinimumOnArrival() {
    return reachedMinimumOnArrival;
  }

  /// The level asked for, in won; 0 where nothing was asked.
  public long asked() {
    return asked;
  }

  /// The command whose answer it waits for; 0 where a standing level covered it.
  public long commandSeq() {
    return commandSeq;
  }

  public Answer answer() {
    return answer;
  }

  @Override
  public long offset() {
    return bid.offset();
  }
}
