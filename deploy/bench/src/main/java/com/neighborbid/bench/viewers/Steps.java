package com.neighborbid.bench.viewers;

/// Where the steps of a room come from.
@FunctionalInterface
public interface Steps {
  /// Hands over that many more.
  void offer(int count);
}
