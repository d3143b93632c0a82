package com.neighborbid.auction.bidding.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The confirmed state of an auction as it is kept, beside its queue and positions.
///
/// @param price 0 before the first bid
/// @param leaderId 0 before the first bid
/// @param seq number of steps that the room has seen
/// @param eventIndex events since the last step
/// @param winnerId 0 where nobody has won
public record AuctionSnapshot(
    boolean started,
    boolean ended,
    long price,
    long leaderId,
    long leaderMax,
    @Nullable UUID leaderBid,
    long endsAtMs,
    long bidCount,
    long seq,
    int eventIndex,
    long winnerId) {}
