package com.neighborbid.auction.bidding;

import com.neighborbid.common.contract.room.v1.RoomState.Status;

/// What the public sees of an auction's life.
public final class RoomStates {
  private RoomStates() {}

  /// @param closing a close waits behind undecided bids
  /// @param paused it stands still: like before its start, no bid counts
  public static Status status(
      boolean started, boolean closing, boolean ended, boolean cancelled, boolean paused) {
    if (cancelled) {
      return Status.CANCELLED;
    }
    if (ended) {
      return Status.ENDED;
    }
    if (paused) {
      return Status.WAITING;
    }
    if (closing) {
      return Status.CLOSING;
    }
    return started ? Status.ACTIVE : Status.WAITING;
  }
}
