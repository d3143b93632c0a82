package com.neighborbid.common.lane;

import java.util.ArrayList;
import java.util.List;

/// Collects what a batch of one lane says to the outside, in order.
public final class LaneOutput {
  private final List<Outgoing> messages = new ArrayList<>();

  /// Adds a message after all earlier ones.
  ///
  /// @throws IllegalArgumentException if it is too long to be sent ever; thrown out of `decide`, it
  ///   makes the record poison instead of wedging the lane
  public void add(Outgoing message) {
    OutboxCodec.checkSize(message);
    messages.add(message);
  }

  List<Outgoing> messages() {
    return messages;
  }
}
