package com.neighborbid.auction.bidding.domain;

import java.util.UUID;

/// Closes as the log may hold them.
final class Closes {
  static final long SELLER = 99;

  private Closes() {}

  static QueuedCommand byTimer(long offset, long timeMs) {
    return new QueuedCommand(null, new Command.Close(Command.Close.TIMER), timeMs, offset);
  }

  static QueuedCommand bySeller(long offset, long timeMs) {
    return new QueuedCommand(new UUID(1, offset), new Command.Close(SELLER), timeMs, offset);
  }

  static QueuedCommand by(boolean seller, long offset, long timeMs) {
    return seller ? bySeller(offset, timeMs) : byTimer(offset, timeMs);
  }
}
