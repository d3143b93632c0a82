package com.neighborbid.bench.load;

/// How a bid was answered.
public enum Outcome {
  ACCEPTED,
  /// A standing maximum beat it at once.
  OUTBID,
  /// Refused by a rule of the auction or for want of money.
  REFUSED,
  /// No decision: the system could not or would not take it.
  FAILED
}
