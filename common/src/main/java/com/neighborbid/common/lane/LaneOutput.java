package com.neighborbid.common.lane;

import java.util.ArrayList;
import java.util.List;

/// Collects what a batch of one lane says to the outside, in order.
public final class LaneOutput {
  private final List<Outgoing> messages = new ArrayList<>();

  /// Adds a message after all earlier ones.
  public void add(Outgoing message) {
    messages.add(message);
  }

  List<Outgoing> messages() {
    return messages;
  }
}
