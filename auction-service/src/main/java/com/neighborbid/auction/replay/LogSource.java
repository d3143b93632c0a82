package com.neighborbid.auction.replay;

import java.util.Map;
import java.util.function.Consumer;

/// Where the records of `auction.log` come from.
interface LogSource {
  /// The offset after the last record, by partition.
  Map<Integer, Long> ends();

  /// Hands over every record from the first one on, partition by partition, in order.
  ///
  /// @param limits by partition the offset to stop before; other partitions are left out
  /// @throws LogIncompleteException if records are missing
  void read(Map<Integer, Long> limits, Consumer<LogLine> reader);

  /// Not every record from the beginning of the log to its end is there.
  final class LogIncompleteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogIncompleteException(String message) {
      super(message);
    }
  }
}
