package com.neighborbid.common.contract.room.v1;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message on the Redis channel `user:{id}`, for one user's open sockets. Delivered at most as
/// often as it is sent and possibly late: a hint for the person, never the truth about money.
///
/// @param kind what happened to the user
/// @param amount in won: the current price for `OUTBID` and `ENDING_SOON`, the final price for
///   `WON` and `SOLD`, what it would cost for `OFFERED`, what came back for `REFUNDED`
/// @param endsAt when the auction ends, for `ENDING_SOON`
public record PersonalMessage(
    Kind kind, long auctionId, long amount, Instant at, @Nullable Instant endsAt)
    implements PersonalNews {
  public enum Kind {
    OUTBID,
    WON,
    SOLD,
    /// The seller offers the unsold item.
    OFFERED,
    /// Held money is available again.
    REFUNDED,
    /// An auction on the user's watchlist has at most ten minutes left.
    ENDING_SOON
  }

  public PersonalMessage(Kind kind, long auctionId, long amount, Instant at) {
    this(kind, auctionId, amount, at, null);
  }
}
