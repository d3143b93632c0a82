package com.neighborbid.common.outbox;

import java.util.List;

/// The far end of the outbox. Used by one publisher's thread only.
public interface RowSender extends AutoCloseable {
  /// Called before each look at the outbox, by whoever publishes.
  ///
  /// @throws RuntimeException if nothing can be sent now
  void prepare();

  /// Returns when all rows have arrived.
  ///
  /// @throws RuntimeException if that did not happen; any of the rows may have arrived
  void send(List<OutboxTable.Row> rows) throws InterruptedException;

  @Override
  void close();
}
