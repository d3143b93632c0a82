package com.neighborbid.auction.bidding;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A command whose outcome is known and somebody waits for.
///
/// @param code public code of the refusal; null where it was done
/// @param seq the auction's step after it
public record DecidedCommand(
    UUID id, long auctionId, @Nullable String code, long seq, long decidedAtMs) {}
