package com.neighborbid.auction.bidding;

import com.neighborbid.common.contract.room.v1.RoomState.Status;

/// What the public sees of an auction's life.
public final class RoomStates {
  private RoomStates() {}

  /// @param closing a close waits behind undecided bids
  public static Status status(boolean started, boolean closing, boolean ended) {
    if (ended) {
      return Status.ENDED;
    }
    if (closing) {
      return Status.CLOSING;
    }
    return started ? Status.ACTIVE : Status.WAITING;
  }
}
