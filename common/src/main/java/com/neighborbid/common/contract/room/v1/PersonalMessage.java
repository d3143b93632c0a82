package com.neighborbid.common.contract.room.v1;

import java.time.Instant;

/// A message on the Redis channel `user:{id}`, for one user's open sockets. Delivered at most as
/// often as it is sent and possibly late: a hint for the person, never the truth about money.
///
/// @param kind what happened to the user
/// @param amount in won: the current price for `OUTBID`, the final price for `WON` and `SOLD`, what
///   it would cost for `OFFERED`
public record PersonalMessage(Kind kind, long auctionId, long amount, Instant at) {
  public enum Kind {
    OUTBID,
    WON,
    SOLD,
    /// The seller offers the unsold item.
    OFFERED
  }
}
