package com.neighborbid.auction.bidding.domain;

import java.util.UUID;

/// A record of the simulated auction log.
sealed interface SimInput {
  long timeMs();

  /// A bid; `number` names it in stories.
  record Placed(int number, Bid.Kind kind, long bidderId, long amount, long max, long timeMs)
      implements SimInput {
    UUID id() {
      return new UUID(0, number);
    }
  }

  /// Anything else that somebody wants; `number` names it.
  record Wanted(int number, Command command, long timeMs) implements SimInput {
    UUID id() {
      return new UUID(1, number);
    }
  }

  record Answer(long bidderId, long commandSeq, boolean placed, long timeMs) implements SimInput {}
}
