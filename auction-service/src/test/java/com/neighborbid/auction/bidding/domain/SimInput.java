package com.neighborbid.auction.bidding.domain;

import java.util.UUID;

/// A record of the simulated auction log.
sealed interface SimInput {
  /// A bid; `number` names it in stories.
  record Placed(int number, long bidderId, long amount, long max, long timeMs) implements SimInput {
    UUID id() {
      return new UUID(0, number);
    }
  }

  record Close(long timeMs, boolean bySeller) implements SimInput {}

  record Answer(long bidderId, long commandSeq, boolean placed, long timeMs) implements SimInput {}
}
