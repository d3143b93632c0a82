package com.neighborbid.common.lane;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the broker every few seconds, beside the lanes, which log is behind the topic's name. A
/// consumer would go on reading a recreated topic at its old position without a word.
final class LogWatch implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(LogWatch.class);

  private final LogFacts facts;
  private final String topic;

  private record Seen(LogIdentity.Log log, long askedNanos) {}

  private volatile @Nullable Seen seen;

  LogWatch(LogFacts facts, String topic) {
    this.facts = facts;
    this.topic = topic;
  }

  @Override
  public void run() {
    try {
      LogIdentity.Log _ = describe();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      log.debug("{} is not described now", topic, e); // away, or gone: lanes cannot read it either
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks the broker now.
  LogIdentity.Log describe() throws ExecutionException, InterruptedException, TimeoutException {
    long asked = System.nanoTime();
    LogIdentity.Log now = facts.describe(topic);
    saw(now, asked);
    return now;
  }

  /// Why the log is no longer the lane's, by the last answer of the broker.
  Optional<String> mismatch(LaneState lane) {
    Seen last = seen;
    LogIdentity.Log known = lane.topicLog;
    return last == null || known == null
        ? Optional.empty()
        : LogIdentity.mismatch(lane.key, known, last.log());
  }

  /// An answer to an older question never replaces one to a newer.
  private synchronized void saw(LogIdentity.Log now, long askedNanos) {
    Seen last = seen;
    if (last == null || askedNanos - last.askedNanos() >= 0) {
      seen = new Seen(now, askedNanos);
    }
  }
}
