package com.neighborbid.auction.replay;

import java.time.Instant;
import java.util.Comparator;

/// Where in the log something stands.
///
/// @param timeMs log time of the record
record Place(int partition, long offset, long timeMs) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::timeMs)
          .thenComparingInt(Place::partition)
          .thenComparingLong(Place::offset);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "record %d of partition %d (%s)"
        .formatted(offset, partition, Instant.ofEpochMilli(timeMs));
  }
}
