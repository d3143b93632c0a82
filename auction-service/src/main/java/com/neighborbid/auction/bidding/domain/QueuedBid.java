package com.neighborbid.auction.bidding.domain;

import org.jspecify.annotations.Nullable;

/// An undecided bid and how far the asking for its money is.
public final class QueuedBid implements Queued {
  private final Bid bid;
  private final boolean reachedMinimumOnArrival;
  private long asked;
  private long askedLevel;
  private long commandSeq;
  private Answer answer;
  private boolean assumed;
  private boolean decided;
  private @Nullable Standing behind;

  /// How far the asking for money is.
  public enum Answer {
    NOT_ASKED,
    UNANSWERED,
    PLACED,
    DECLINED
  }

  QueuedBid(Bid bid, boolean reachedMinimumOnArrival) {
    this(bid, reachedMinimumOnArrival, 0, 0, 0, Answer.NOT_ASKED);
  }

  /// As it was kept.
  public QueuedBid(
      Bid bid,
      boolean reachedMinimumOnArrival,
      long asked,
      long askedLevel,
      long commandSeq,
      Answer answer) {
    this.bid = bid;
    this.reachedMinimumOnArrival = reachedMinimumOnArrival;
    this.asked = asked;
    this.askedLevel = askedLevel;
    this.commandSeq = commandSeq;
    this.answer = answer;
  }

  void asked(long amount, long level, long seq) {
    asked = amount;
    askedLevel = level;
    commandSeq = seq;
    answer = Answer.UNANSWERED;
  }

  void coveredBy(long amount) {
    asked = amount;
    askedLevel = 0;
    commandSeq = 0;
    answer = Answer.PLACED;
  }

  void askAgain() {
    answer = Answer.NOT_ASKED;
  }

  void answered(boolean placed) {
    answer = placed ? Answer.PLACED : Answer.DECLINED;
  }

  void decided() {
    decided = true;
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

  /// What it asked for, in won; 0 where nothing was asked.
  public long asked() {
    return asked;
  }

  /// The level that its command asked for, in won: more than its own need where the bidder's other
  /// bids need more. 0 where nothing was sent.
  public long askedLevel() {
    return askedLevel;
  }

  public boolean isDecided() {
    return decided;
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
