package com.neighborbid.common.lane;

import java.util.List;

/// The messages of one batch of one lane.
///
/// @param seq rises by one per row of the lane
public record OutboxRow(LaneKey lane, long seq, List<Outgoing> messages) {
  public OutboxRow {
    messages = List.copyOf(messages);
  }
}
