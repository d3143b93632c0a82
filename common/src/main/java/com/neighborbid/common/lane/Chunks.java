package com.neighborbid.common.lane;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Cuts what a poll has brought into pieces that are decided one after the other.
final class Chunks {
  private Chunks() {}

  /// Takes up to `limit` records off the front of `records`, lane by lane.
  static Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> takeFront(
      Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> records, int limit) {
    Map<LaneState, List<ConsumerRecord<byte[], byte[]>>> chunk = new LinkedHashMap<>();
    int left = limit;
    var entries = records.entrySet().iterator();
    while (entries.hasNext() && left > 0) {
      var entry = entries.next();
      List<ConsumerRecord<byte[], byte[]>> all = entry.getValue();
      int count = Math.min(left, all.size());
      chunk.put(entry.getKey(), all.subList(0, count));
      left -= count;
      if (count == all.size()) {
        entries.remove();
      } else {
        entry.setValue(all.subList(count, all.size()));
      }
    }
    return chunk;
  }
}
