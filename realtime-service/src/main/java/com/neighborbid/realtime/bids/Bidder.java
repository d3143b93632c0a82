package com.neighborbid.realtime.bids;

import com.neighborbid.realtime.protocol.ToClient;

/// Whoever waits for the answer to a bid. Calls come from any thread and never block.
public interface Bidder {
  /// The log has the bid; the answer follows.
  void received(ToClient message);

  /// The last word on one bid.
  void answered(ToClient answer);

  /// Whether nobody is there any more to hear it.
  boolean gone();
}
