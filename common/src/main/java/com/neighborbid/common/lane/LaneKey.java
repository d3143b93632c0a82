package com.neighborbid.common.lane;

/// Which lane: a consumer group on a partition of a topic.
public record LaneKey(String group, String topic, int partition) {
  @Override
  public String toString() {
    return group + "/" + topic + "-" + partition;
  }
}
