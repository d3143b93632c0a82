package com.neighborbid.bench.load;

/// Hears what comes back, on the load's thread.
public interface Answers {
  /// The last word on a bid.
  void answered(int seat, long id, Outcome outcome);

  /// Everything that had arrived for this seat has been told: a good moment to send more.
  void readDone(int seat);
}
