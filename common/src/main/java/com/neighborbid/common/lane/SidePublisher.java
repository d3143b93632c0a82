package com.neighborbid.common.lane;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Publishes the Redis messages of committed outbox rows, in order per lane, beside the lane and
/// never in its way: when Redis is slow or away, the lane goes on and the rows are read from the
/// outbox later.
public interface SidePublisher extends AutoCloseable {
  /// A lane is ours: rows up to `lastSeq` exist, those up to `sentSeq` are out.
  void taken(LaneKey lane, long sentSeq, long lastSeq);

  /// A row has been committed.
  void offer(OutboxRow row);

  /// The lane is no longer ours.
  void dropped(LaneKey lane);

  /// The last row of the lane that is out.
  long sent(LaneKey lane);

  @Override
  void close();

  /// For lanes that say nothing over Redis: every row counts as sent.
  static SidePublisher none() {
    Map<LaneKey, Long> last = new ConcurrentHashMap<>();
    return new SidePublisher() {
      @Override
      public void taken(LaneKey lane, long sentSeq, long lastSeq) {
        last.put(lane, lastSeq);
      }

      @Override
      public void offer(OutboxRow row) {
        last.put(row.lane(), row.seq());
      }

      @Override
      public void dropped(LaneKey lane) {
        last.remove(lane);
      }

      @Override
      public long sent(LaneKey lane) {
        return last.getOrDefault(lane, 0L);
      }

      @Override
      public void close() {
        last.clear();
      }
    };
  }
}
