package com.neighborbid.auction.bidding.domain;

/// An undecided input. Decided strictly in log order (1.1).
public sealed interface Queued permits QueuedBid, QueuedCommand {
  long offset();
}
