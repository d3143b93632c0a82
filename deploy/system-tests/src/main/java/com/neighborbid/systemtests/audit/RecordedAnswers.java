package com.neighborbid.systemtests.audit;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The answers that clients got, to be compared with the rows. Safe for use by many threads.
public final class RecordedAnswers {
  private final Queue<BidAnswer> answers = new ConcurrentLinkedQueue<>();

  public void add(BidAnswer answer) {
    answers.add(answer);
  }

  public List<BidAnswer> all() {
    return List.copyOf(answers);
  }
}
