package com.neighborbid.auction.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step of an auction as everybody may see it. No id of a bid and none of a user is in it.
///
/// @param seq from 1 without a gap
/// @param kind `OPENED STARTED BID BOUGHT CHANGED ENDED CANCELLED`
/// @param at log time of what is recorded
/// @param offset its place in the partition of the log
/// @param amount whole won, where something was offered
/// @param price whole won, after this step
/// @param bidder the auction's own number of who did it, in order of first appearance
/// @param leader who leads after this step
/// @param detail the public terms, or how the auction ended
/// @param previous hash of the entry before; 64 zeros for the first, null where one is missing
public record LedgerEntry(
    long seq,
    String kind,
    Instant at,
    long offset,
    @Nullable Long amount,
    long price,
    @Nullable Integer bidder,
    @Nullable Integer leader,
    Instant endsAt,
    String detail,
    @Nullable String previous,
    String hash) {}
