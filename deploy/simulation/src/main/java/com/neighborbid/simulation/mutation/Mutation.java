package com.neighborbid.simulation.mutation;

/// What is broken on purpose.
public enum Mutation {
  /// Nothing.
  NONE,
  /// Taking a lane does not raise its epoch, so a frozen owner that wakes up goes on deciding.
  FENCE_SKIPPED,
  /// What was decided stays in memory though its commit failed.
  CACHE_KEPT_AFTER_FAILED_COMMIT,
  /// Messages leave before the commit that they belong to.
  SENT_BEFORE_COMMIT,
  /// A new owner does not send what the one before left unsent.
  UNSENT_FORGOTTEN,
  /// A lane goes by less than its stored offset, so that what comes again is decided again.
  DECIDED_TWICE,
  /// Which bids exist is not looked up, so that a repeat is a bid of its own.
  BID_REPEATED,
  /// Which credits exist is not looked up, so that a repeat pays the seller again.
  CREDIT_REPEATED,
  /// A repeated answer of the wallet counts for the next asking.
  REPEATED_ANSWER_USED_AGAIN,
  /// Answers count in the order in which they come, whoever was asked.
  ANSWERS_IN_ARRIVAL_ORDER,
  /// The later of two equal maximums wins.
  LATER_WINS_TIES,
  /// A close is decided before what came before it.
  CLOSE_BEFORE_ITS_TURN,
  /// A bid counts by a time before its own.
  LATE_BIDS_COUNT,
  /// The log's time is what the sender says.
  TIME_OF_THE_SENDER,
  /// Raising a position adds to what it holds already.
  LEVEL_COUNTED_TWICE,
  /// A position that is lowered to nothing is closed, though a raise may be on its way.
  POSITION_CLOSED_TOO_EARLY,
  /// A command that was overtaken is applied all the same.
  OVERTAKEN_COMMAND_APPLIED
}
